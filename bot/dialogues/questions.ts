/** The table of questions, checked when the bot starts. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { choiceSchema } from '../../prompts/read-prompts.ts';
import { conditionSchema, OPERATOR_KINDS } from '../routing/rules.ts';
import { SLOTS, type Slot } from '../situation/situation.ts';

const questionSchema = z.strictObject({
  slot: z.enum(SLOTS as [Slot, ...Slot[]]),
  changes: z.enum(['operator', 'contact']),
  onlyIf: z.array(z.enum(OPERATOR_KINDS)).default([]),
  unless: z.array(conditionSchema).default([]),
  ask: z.string().endsWith('?'),
  why: z.string().min(20),
  choices: z.array(choiceSchema).min(1),
  ifUnknown: z.string(),
  /** After « Pour vous dire qui contacter, ». */
  recall: z.string(),
});
export type Question = z.infer<typeof questionSchema>;

/** Throws when the table does not have the shape that its schema says. */
export const QUESTIONS: readonly Question[] = z.array(questionSchema).parse(parse(readFileSync(new URL('./questions.yaml', import.meta.url), 'utf8')));

export function questionFor(slot: Slot): Question | null {
  return QUESTIONS.find((question) => question.slot === slot) ?? null;
}
