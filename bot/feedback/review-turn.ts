/** What of a finished turn goes into the review list: refusals and misunderstandings, and the marks that people write. */
import type { Topic } from '../../knowledge/knowledge-base.ts';
import type { Outcome } from '../outcomes.ts';
import { parisDay } from '../paris-day.ts';
import type { Turn } from '../turn.ts';
import { aboutOf } from './about.ts';
import { type ReviewKind, type ReviewNote, voiceOf } from './review.ts';

const NOTED: Partial<Record<Outcome, ReviewKind>> = { abstained: 'refusal', 'out-of-scope': 'refusal', 'not-understood': 'misunderstanding' };
/** After these the person may say whether it helped. */
const ANSWERS: ReadonlySet<Outcome | null> = new Set<Outcome>(['answered', 'routed', 'abstained', 'out-of-scope']);

/** Notes the turn, and remembers its answer for « ça ne m'aide pas ». `topic` is what was spoken of before the turn. */
export function reviewTurn(turn: Turn, topic: Topic | null): Turn {
  const { message, outcome, state } = turn;
  // A mark keeps the answer that it speaks of, and so does a « merci »; what others do to a hand-off is no word of the person.
  if (outcome === 'judged' || outcome === 'guided' || message.kind === 'desk') return turn;
  if (message.kind !== 'message' || !(ANSWERS.has(outcome) || turn.isUnanswered || NOTED[outcome ?? 'failed'])) return { ...turn, state: { ...state, lastAnswer: null } };
  const about = aboutOf(turn, topic);
  const lastAnswer = ANSWERS.has(outcome) ? { message: message.id, about, asksReason: false } : null;
  return { ...withAbout(turn, about), state: { ...state, lastAnswer }, review: noteOf(turn, about) };
}

/** A question that no text answers, and after which the dialogue began, is a refusal too, whatever the turn ended with. */
function noteOf({ message, isUnanswered, now }: Turn, { question, ...about }: ReturnType<typeof aboutOf>): ReviewNote | null {
  const kind = isUnanswered ? 'refusal' : NOTED[about.outcome];
  if (kind === undefined) return null;
  return { voice: voiceOf(message.conversation, { kind: 'turn', about: message.id }), line: { kind, text: question, ...about, reason: null }, day: parisDay(now) };
}

/** The reply that holds the answer says what it is about: a page asks under it whether it helps. */
function withAbout(turn: Turn, about: ReturnType<typeof aboutOf>): Turn {
  const index = turn.outcome === 'answered' ? turn.replies.findLastIndex(({ citations }) => citations.length > 0) : -1;
  return index < 0 ? turn : { ...turn, replies: turn.replies.with(index, { ...(turn.replies[index] as Turn['replies'][number]), about }) };
}
