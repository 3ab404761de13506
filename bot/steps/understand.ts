import { z } from 'zod';
import { choiceSchema, readPrompts } from '../../prompts/read-prompts.ts';
import { operatorReply } from '../dialogues/operator-reply.ts';
import { OUTCOMES } from '../outcomes.ts';
import { parisDay } from '../paris-day.ts';
import type { Ports } from '../ports.ts';
import { withoutMasks } from '../privacy/mask.ts';
import { compilePhrases, plain } from '../reading/phrases.ts';
import { fromPrompt, REPLIES } from '../replies.ts';
import { say, type Reply } from '../reply.ts';
import { chooseOperator } from '../routing/choose-operator.ts';
import { valuesOf } from '../situation/situation.ts';
import type { Turn } from '../turn.ts';

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
      /** The row greets with the greeting of `replies.yaml`. */
      greet: z.boolean().default(false),
      /** The row asks for the last answer in plainer words. */
      simpler: z.boolean().default(false),
      text: z.string(),
      choices: z.array(choiceSchema),
    }),
  ),
});

const TABLE = readPrompts('small-talk.yaml', smallTalkSchema);
const POLITENESS = compilePhrases(TABLE.politeness);
const ROWS = TABLE.rows.map((row) => ({ ...row, wholePhrases: compilePhrases(row.whole), anywherePhrases: compilePhrases(row.anywhere), unlessPhrases: compilePhrases(row.unless) }));

/** Recognises what is no question about work or training: a greeting, a thank-you, a wish to talk to somebody. */
export function understand(turn: Turn, ports: Ports): Turn {
  const text = plain(withoutMasks(turn.message.text));
  const withoutPoliteness = POLITENESS.removeFrom(text);
  const words = text.split(' ').length;
  const row = ROWS.find(
    ({ wholePhrases, anywherePhrases, unlessPhrases, maxWords }) =>
      wholePhrases.makesUp(text) ||
      wholePhrases.makesUp(withoutPoliteness) ||
      (words <= (maxWords ?? Number.POSITIVE_INFINITY) && anywherePhrases.isIn(text) && !unlessPhrases.isIn(text)),
  );
  if (!row) return turn;
  if (row.simpler) return askForPlainWords(turn);
  const reply = row.greet ? fromPrompt(REPLIES.greeting) : say(row.text.trim(), row.choices);
  const operator = row.human ? knownOperator(turn, ports) : null;
  if (operator) return { ...turn, replies: [...turn.replies, say(reply.text), operator], outcome: row.outcome };
  const state = row.greet ? { ...turn.state, greeted: true } : turn.state;
  return { ...turn, state, replies: [...turn.replies, reply], outcome: row.outcome };
}

/** Whom to contact, when what the person told so far names somebody. */
function knownOperator({ state, now }: Turn, { knowledge }: Ports): Reply | null {
  const values = valuesOf(state.situation);
  const choice = chooseOperator(values, parisDay(now));
  return choice.kind === null ? null : operatorReply(choice, values, parisDay(now), knowledge);
}

/** « En plus simple » asks the last question again; without one there is nothing to say more simply. */
function askForPlainWords(turn: Turn): Turn {
  const { topic } = turn.state;
  if (!topic) return { ...turn, replies: [...turn.replies, fromPrompt(REPLIES.plainNothing)], outcome: 'guided' };
  return { ...turn, wantsPlainWords: true, message: { ...turn.message, text: topic.question } };
}
