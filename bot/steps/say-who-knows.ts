import type { Answer } from '../../knowledge/knowledge-base.ts';
import { withoutMasks } from '../privacy/mask.ts';
import { whoKnows } from '../reading/who-knows.ts';
import { inOtherWords } from '../repeats.ts';
import { say } from '../reply.ts';
import type { Turn } from '../turn.ts';

/** To somebody in distress, or about to resign, something else has been said that matters more. */
const saysMore = ({ warning, orderReminder, state }: Turn): boolean => Boolean(warning ?? orderReminder) || (state.repeated?.id ?? '').toLowerCase().includes('distress');

/** The operator's own document may hold what the official texts do not: its opening hours, its address. */
const isOfOperator = (answer: Answer | null): boolean =>
  answer?.kind === 'answered' && answer.statements.some(({ citations }) => citations.some(({ authority }) => authority === 'operator'));

/** What no text can answer is not answered with the text that looks like it: the person hears who does know. */
export function sayWhoKnows(turn: Turn): Turn {
  if (turn.message.kind === 'arrival' || turn.answer === null || saysMore(turn) || isOfOperator(turn.answer)) return turn;
  const row = whoKnows(withoutMasks(turn.message.text));
  if (!row || (turn.answer.kind === 'answered' && row.cards.includes(turn.answer.card ?? ''))) return turn;
  const { text, state } = inOtherWords(turn, `who-knows:${row.id}`, [row.text, ...row.again]);
  return { ...turn, state, answer: null, replies: [...turn.replies, say(text, row.choices)], outcome: turn.answer.kind === 'out-of-scope' ? 'out-of-scope' : row.outcome };
}
