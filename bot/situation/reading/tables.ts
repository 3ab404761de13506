/** The tables of words beside this file, checked when the bot starts. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { SLOTS, type Slot } from '../situation.ts';

const value = z.union([z.string(), z.boolean(), z.number()]);
const slot = z.enum(SLOTS as [Slot, ...Slot[]]);

const SCHEMAS = {
  /** How people write, and what it stands for. */
  spellings: z.strictObject({ words: z.record(z.string(), z.string()), neverCorrected: z.array(z.string()), ordinary: z.array(z.string()) }),
  /** What people say of their situation. */
  words: z.array(
    z.strictObject({
      slot,
      value,
      /** What follows from it, shown as deduced. */
      also: z.partialRecord(slot, value).default({}),
      deduced: z.boolean().default(false),
      /** The words take the value back: « l'arrêt est fini ». */
      withdraws: z.boolean().default(false),
      /** The words say it of the person wherever they stand: « à mon compte », « chuis au chômage ». */
      always: z.boolean().default(false),
      /** `false`: « pas X » says nothing. `value`: « pas X » says that. */
      denied: value.optional(),
      phrases: z.array(z.string()).min(1),
      /** Around it (just before, or just after) these words make it something else. */
      notAfter: z.array(z.string()).default([]),
      notBefore: z.array(z.string()).default([]),
    }),
  ),
  occupations: z.strictObject({
    names: z.array(z.string()).min(1),
    fields: z.array(z.string()),
    wished: z.array(z.string()).min(1),
    wishedNames: z.array(z.string()),
    present: z.array(z.string()).min(1),
    doing: z.array(z.string()),
    stops: z.array(z.string()),
    noDomain: z.array(z.string()),
    endings: z.array(z.string()),
    notTrades: z.array(z.string()),
  }),
  voices: z.strictObject({
    self: z.array(z.string()),
    others: z.array(z.string()),
    relatives: z.array(z.string()),
    onBehalf: z.array(z.string()),
    notOnBehalf: z.array(z.string()),
    needs: z.array(z.string()),
    selfClaims: z.array(z.string()),
    revision: z.array(z.string()),
    impersonal: z.array(z.string()),
    questions: z.array(z.string()),
    past: z.array(z.string()),
    wish: z.array(z.string()),
    supposition: z.array(z.string()),
    uncertain: z.array(z.string()),
    articles: z.array(z.string()),
    negations: z.array(z.string()),
    notNegations: z.array(z.string()),
  }),
  answers: z.strictObject({ yes: z.array(z.string()), no: z.array(z.string()), unknown: z.array(z.string()), refused: z.array(z.string()), polite: z.array(z.string()), fillers: z.array(z.string()), tradeOpenings: z.array(z.string()), noTrade: z.array(z.string()) }),
  /** What a few words mean only because this slot was just asked. */
  asked: z.array(z.strictObject({ slot, value, phrases: z.array(z.string()).min(1) })),
} as const;

type Tables = { [Name in keyof typeof SCHEMAS]: z.infer<(typeof SCHEMAS)[Name]> };

/** Throws when a table does not have the shape that its schema says. */
export function readTable<Name extends keyof Tables>(name: Name): Tables[Name] {
  const rows = PARTS[name]?.flatMap((part) => contentOf(`words/${part}`) as unknown[]) ?? contentOf(name);
  return SCHEMAS[name].parse(rows) as Tables[Name];
}

/** The table of words is long, so it stands in one file for each theme. */
const PARTS: Partial<Record<keyof Tables, string[]>> = {
  words: ['statut-employed', 'statut-other', 'contract-and-grade', 'leaving', 'project', 'circumstances', 'contact'],
};

const contentOf = (path: string): unknown => parse(readFileSync(new URL(`./${path}.yaml`, import.meta.url), 'utf8'));
