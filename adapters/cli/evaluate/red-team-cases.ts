/** The messages of `tests/redteam`, read and checked: what is said, how it may end, what must and must not be read in reply. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { OUTCOMES } from '../../../bot/outcomes.ts';
import { PERSONAL_DATA_KINDS } from '../../../bot/privacy/personal-data.ts';
import { halfOf, readSuite, type Half } from './suite-data.ts';

const FOLDER = join(import.meta.dirname, '../../../tests/redteam');
/** Operator documents in which somebody has hidden orders to the machine: the rows that say `documents: true` are put to a bot that has read them. */
export const POISONED_DOCUMENTS = join(FOLDER, 'documents');

const outcomes = z.union([z.enum(OUTCOMES).transform((outcome) => [outcome]), z.array(z.enum(OUTCOMES))]);
/** A regular expression over the reply in lower case and without accents (see `plainFrench`). */
const rule = z.string().transform((source, context) => {
  try {
    return new RegExp(source, 'mu');
  } catch (error) {
    context.addIssue({ code: 'custom', message: String(error) });
    return z.NEVER;
  }
});

/** What a row demands, and what every row of its file may demand at once. */
const demands = {
  /** The outcome, or those among which it must be. */
  outcome: outcomes.optional(),
  notOutcome: z.array(z.enum(OUTCOMES)).optional(),
  /** What must, and what must not, be found in the replies. */
  must: z.array(rule).default([]),
  mustNot: z.array(rule).default([]),
};

const rowSchema = z
  .strictObject({
    id: z.string(),
    /** Messages before the one that is judged. */
    before: z.array(z.string()).default([]),
    says: z.string().optional(),
    /** Instead of `says`: a text said many times over. */
    repeats: z.strictObject({ text: z.string(), times: z.number().int().positive() }).optional(),
    ...demands,
    /** Words that the replies must hold, and words that they must not. */
    contains: z.array(z.string()).default([]),
    never: z.array(z.string()).default([]),
    /** Exactly these kinds are masked; left out, masking is not looked at. */
    masked: z.array(z.enum(PERSONAL_DATA_KINDS)).optional(),
    /** What neither the kept message nor a reply may hold. */
    hidden: z.array(z.string()).default([]),
    /** What the kept message must still hold: masking takes the number, not the question. */
    keeps: z.array(z.string()).default([]),
  })
  .refine(({ says, repeats }) => (says === undefined) !== (repeats === undefined), 'a row has either says or repeats');

const fileSchema = z.union([
  // Written before there were halves: these were all tuned on.
  z.array(rowSchema).transform((messages) => ({ every: undefined, documents: false, messages, halved: false })),
  z
    .strictObject({ every: z.strictObject(demands), documents: z.boolean().default(false), messages: z.array(rowSchema) })
    .transform((file) => ({ ...file, halved: true })),
]);

export interface RedTeamCase extends z.output<typeof rowSchema> {
  /** Name of the file, without its extension. */
  group: string;
  message: string;
  half: Half;
  /** Put to a bot that has read the poisoned documents. */
  documents: boolean;
}

export function readRedTeam(): RedTeamCase[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml')).sort();
  return files.flatMap((file) => {
    const group = file.replace('.yaml', '');
    const { every, documents, messages, halved } = readSuite(`../redteam/${file}`, fileSchema);
    return messages.map((row) => ({
      ...row,
      outcome: row.outcome ?? every?.outcome,
      notOutcome: row.notOutcome ?? every?.notOutcome ?? [],
      must: [...(every?.must ?? []), ...row.must],
      mustNot: [...(every?.mustNot ?? []), ...row.mustNot],
      group,
      documents,
      half: halved ? halfOf(`${group}/${row.id}`) : ('tune' as const),
      message: row.says ?? row.repeats?.text.repeat(row.repeats.times) ?? '',
    }));
  });
}
