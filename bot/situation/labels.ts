/** Writes a fact for a person: « Situation : Agent public ». */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { SLOTS, type Lieu, type Slot } from './situation.ts';

const labelSchema = z.strictObject({ label: z.string(), mine: z.string(), unit: z.string().optional(), values: z.record(z.string(), z.string()).optional() });
const LABELS = z.record(z.enum(SLOTS as [Slot, ...Slot[]]), labelSchema).parse(parse(readFileSync(new URL('./labels.yaml', import.meta.url), 'utf8')));

export const labelOf = (slot: Slot): string => LABELS[slot].label;
/** « mon âge », to complete « Corriger … ». */
export const mineOf = (slot: Slot): string => LABELS[slot].mine;

/** The value in words: « Agent public », « 34 ans », « Rennes (35) ». */
export function valueText(slot: Slot, value: unknown): string {
  const { unit, values } = LABELS[slot];
  if (slot === 'lieu') return lieuText(value as Lieu);
  const text = values?.[String(value)] ?? String(value);
  return unit ? `${text} ${unit}` : text;
}

export function lieuText({ level, name, departement }: Lieu): string {
  return level === 'commune' && departement !== null ? `${name} (${departement})` : name;
}
