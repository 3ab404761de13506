import { z } from 'zod';
import { choiceSchema, readPrompts } from '../../prompts/read-prompts.ts';
import { compilePhrases, plain } from '../reading/phrases.ts';
import { withVitalSpellings, withVitalWords } from '../reading/vital-words.ts';
import { say } from '../reply.ts';
import type { Turn } from '../turn.ts';

export const safetySchema = z.array(
  z.strictObject({
    id: z.string(),
    phrases: z.array(z.string()).min(1),
    unless: z.array(z.string()).default([]),
    /** True when the person is answered after the human word; false when nothing else may follow. */
    continues: z.boolean().default(false),
    text: z.string(),
    choices: z.array(choiceSchema),
  }),
);

/** What the state remembers of it until the next turn: who was just in distress is not shown trades or schemes to choose from. */
export const DISTRESS = 'distress';

const RULES = readPrompts('safety.yaml', safetySchema).map((rule) => ({
  ...rule,
  dangers: compilePhrases(rule.phrases),
  lookalikes: compilePhrases(rule.unless),
}));

/** Distress, danger and violence come before anything else: the right number and a human word. */
export function protectPerson(turn: Turn): Turn {
  const written = plain(turn.message.text);
  const texts = [withVitalWords(written), withVitalSpellings(written)];
  // Look-alikes are taken out rather than excusing the whole message: the danger may stand beside them.
  const rule = RULES.find(({ dangers, lookalikes }) => texts.some((text) => dangers.isIn(lookalikes.removeFrom(text))));
  if (!rule) return turn;
  const paragraphs = rule.text.trim().replace(/\n/g, '\n\n');
  const state = { ...turn.state, repeated: { id: DISTRESS, times: 1 } };
  return { ...turn, state, replies: [...turn.replies, say(paragraphs, rule.choices)], outcome: rule.continues ? null : 'protected' };
}
