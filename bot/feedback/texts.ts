/** What is asked and answered about whether an answer helps: `prompts/feedback.yaml`, checked when the bot starts. */
import { z } from 'zod';
import { choiceSchema, readPrompts } from '../../prompts/read-prompts.ts';

const text = z.string().trim().min(1);
const phrases = z.array(z.string());

const reasonSchema = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/, 'des minuscules et des tirets'),
  label: text.max(40),
  text,
  choices: z.array(choiceSchema).min(1),
  alone: phrases,
  after: phrases.min(1),
});

export const FEEDBACK = readPrompts(
  'feedback.yaml',
  z.strictObject({ ask: text, yes: text, no: text, thanks: text, why: text, withheld: text, health: phrases, reasons: z.array(reasonSchema).min(1), helps: phrases.min(1), helpsNot: phrases.min(1), around: phrases }),
);

export type Reason = (typeof FEEDBACK.reasons)[number];

/** The row of an id; undefined for an id that is none, as a forged form may bring. */
export const reasonOf = (id: string | null): Reason | undefined => FEEDBACK.reasons.find((reason) => reason.id === id);
