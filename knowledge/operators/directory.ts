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

/** The operators that the directory knows how to reach. */
export const CONTACT_KINDS = ['regional', 'apec', 'france-travail', 'mission-locale', 'cap-emploi', 'fonction-publique'] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

const directorySchema = z.strictObject({
  checkedOn: z.iso.date(),
  kinds: z.record(z.enum(CONTACT_KINDS), contactSchema),
  regional: z.array(z.strictObject({ region: z.string(), name: z.string(), url: z.url(), phone: z.string().optional(), hours: z.string().optional() })),
  fonctionPublique: z.record(z.enum(['etat', 'territoriale', 'hospitaliere']), z.strictObject({ name: z.string(), text: z.string(), url: z.url().optional() })),
  doors: z.record(z.string(), z.strictObject({ text: z.string(), label: z.string(), url: z.url() })),
});

export type Directory = z.infer<typeof directorySchema>;

/** Throws when the table does not have the shape that its schema says. */
export const DIRECTORY: Directory = directorySchema.parse(parse(readFileSync(new URL('./directory.yaml', import.meta.url), 'utf8')));
