/** What is no question about work or training: `prompts/small-talk.yaml`, and how its rows are recognised. */
import { z } from 'zod';
import { spellOut } from '../../knowledge/answers/spell-out.ts';
import { choiceSchema, readPrompts } from '../../prompts/read-prompts.ts';
import { OUTCOMES } from '../outcomes.ts';
import { compilePhrases, plain } from './phrases.ts';

export const smallTalkSchema = z.strictObject({
  politeness: z.array(z.string()),
  rows: z.array(
    z.strictObject({
      id: z.string(),
      outcome: z.enum(OUTCOMES),
      whole: z.array(z.string()).default([]),
      anywhere: z.array(z.string()).default([]),
      /** Words that make the message a question about something else. */
      unless: z.array(z.string()).default([]),
      /** `anywhere` phrases count only in a message of at most this many words. */
      maxWords: z.number().int().positive().optional(),
      /** The row asks for a person: whoever told their situation gets the operator's contact with it. */
      human: z.boolean().default(false),
      /** Whoever has asked for a counsellor hears where their request stands instead. */
      waiting: z.boolean().default(false),
      /** The row greets with the greeting of `replies.yaml`. */
      greet: z.boolean().default(false),
      /** The row asks for the last answer in plainer words. */
      simpler: z.boolean().default(false),
      text: z.string(),
      /** What is said instead when the row answers again right after. */
      again: z.array(z.string().min(1)).default([]),
      choices: z.array(choiceSchema),
    }),
  ),
});

const TABLE = readPrompts('small-talk.yaml', smallTalkSchema);
const POLITENESS = compilePhrases(TABLE.politeness);
const ROWS = TABLE.rows.map((row) => ({ ...row, wholePhrases: compilePhrases(row.whole), anywherePhrases: compilePhrases(row.anywhere), unlessPhrases: compilePhrases(row.unless) }));

/** The first row that the message matches, as it is written or else as it is meant: « tkt g compris » is « t'inquiète j'ai compris ». */
export function smallTalkIn(message: string): (typeof ROWS)[number] | undefined {
  const spelled = spellOut(message);
  const [written, meant] = [plain(message), plain(spelled)];
  return rowOf(written, meant) ?? (spelled === message ? undefined : rowOf(meant, meant));
}

/** `meant` is asked for the words that make it another question: « cmb » asks for a price as « combien » does. */
function rowOf(text: string, meant: string): (typeof ROWS)[number] | undefined {
  const withoutPoliteness = POLITENESS.removeFrom(text);
  const words = text.split(' ').length;
  return ROWS.find(
    ({ wholePhrases, anywherePhrases, unlessPhrases, maxWords }) =>
      wholePhrases.makesUp(text) ||
      wholePhrases.makesUp(withoutPoliteness) ||
      (words <= (maxWords ?? Number.POSITIVE_INFINITY) && anywherePhrases.isIn(text) && !unlessPhrases.isIn(text) && !unlessPhrases.isIn(meant)),
  );
}
