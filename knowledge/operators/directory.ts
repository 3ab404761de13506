/** The directory of the operators: whom to call, since when we know it, and whether an official page confirms it. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const contactSchema = z.strictObject({
  name: z.string(),
  /** As it stands in a sentence: « l’Apec ». */
  article: z.string(),
  url: z.url().optional(),
  urlLabel: z.string().optional(),
  phone: z.string().optional(),
  hours: z.string().optional(),
  /** False when the phone or the hours come from a secondary source. */
  confirmed: z.boolean(),
});

const directorySchema = z.strictObject({
  checkedOn: z.iso.date(),
  kinds: z.strictObject({
    regional: contactSchema,
    apec: contactSchema,
    'france-travail': contactSchema,
    'mission-locale': contactSchema,
    'cap-emploi': contactSchema,
    'fonction-publique': contactSchema,
  }),
  regional: z.array(z.strictObject({ region: z.string(), name: z.string(), url: z.url(), phone: z.string().optional(), hours: z.string().optional() })),
  fonctionPublique: z.record(z.enum(['etat', 'territoriale', 'hospitaliere']), z.strictObject({ name: z.string(), text: z.string(), url: z.url().optional() })),
  doors: z.record(z.string(), z.strictObject({ text: z.string(), label: z.string(), url: z.url() })),
});

export type Directory = z.infer<typeof directorySchema>;
export type ContactKind = keyof Directory['kinds'];

/** Throws when the table does not have the shape that its schema says. */
export const DIRECTORY: Directory = directorySchema.parse(parse(readFileSync(new URL('./directory.yaml', import.meta.url), 'utf8')));
