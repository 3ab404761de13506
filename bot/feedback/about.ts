/** What an answer is about, kept beside it: enough to note a mark on it later, and nothing of who asked. */
import { z } from 'zod';
import { completeFrom } from '../../knowledge/answers/follow-up.ts';
import { OUTCOMES } from '../outcomes.ts';
import { parisDay } from '../paris-day.ts';
import type { ConversationKey } from '../ports.ts';
import { withoutMasks } from '../privacy/mask.ts';
import { compilePhrases, plain } from '../reading/phrases.ts';
import { isSensitive, SENSITIVE_SLOTS, type Situation } from '../situation/situation.ts';
import type { Topic } from '../../knowledge/knowledge-base.ts';
import type { Turn } from '../turn.ts';
import { type NewReviewLine, type ReviewNote, voiceOf } from './review.ts';
import { FEEDBACK } from './texts.ts';
import type { Mark } from './words.ts';

/** Characters of a message that the review list keeps: a question fits, a life story does not. */
const TEXT_AT_MOST = 300;
/** Figures of the labour market come from no card and no theme of the texts. */
const LABOUR_THEME = 'marche-du-travail';
const HEALTH = compilePhrases(FEEDBACK.health);

export const aboutSchema = z.object({ outcome: z.enum(OUTCOMES), question: z.string(), before: z.string().nullable(), theme: z.string().nullable(), card: z.string().nullable() });
export type About = z.infer<typeof aboutSchema>;

/** The last answer, for « ça ne m'aide pas »: the message that it answered, and whether the reason was just asked for. */
export const lastAnswerSchema = z.object({ message: z.string(), about: aboutSchema, asksReason: z.boolean() });

/** `topic` is what the conversation was about before the turn: a question that leans on it would say nothing alone. */
export function aboutOf({ message, answer, reading, state, outcome }: Turn, topic: Topic | null): About {
  const found = answer !== null && answer.kind !== 'out-of-scope' ? answer.topic : null;
  const { surely, pointsBack } = completeFrom(topic, withoutMasks(message.text), null);
  const leans = topic !== null && (surely || pointsBack);
  // What was spoken of before is kept when nothing is found: it says nothing of this question.
  const isOwn = leans || found?.question !== topic?.question;
  const isPrivate = [...(reading?.added ?? []), ...(reading?.changed ?? [])].some(isSensitive);
  return {
    outcome: outcome ?? 'failed',
    question: isPrivate ? FEEDBACK.withheld : kept(message.text, state.situation),
    before: leans && !isPrivate ? kept(topic.question, state.situation) : null,
    theme: (isOwn ? found?.theme : null) ?? (answer === null && state.labourTopic !== null ? LABOUR_THEME : null),
    card: answer?.kind === 'answered' ? answer.card : null,
  };
}

/** What is told of health goes into no list: the person may have refused that it be kept at all. */
function kept(text: string, situation: Situation): string {
  const words = plain(text);
  const repeatsHealth = SENSITIVE_SLOTS.some((slot) => situation[slot] !== undefined && words.includes(plain(situation[slot].said)));
  return repeatsHealth || HEALTH.isIn(words) ? FEEDBACK.withheld : text.slice(0, TEXT_AT_MOST);
}

/** A mark on an answer, as the review list notes it. Of a good one nothing is kept but what it was about. */
export function markNote(conversation: ConversationKey, message: string, { outcome, question, before, theme, card }: About, mark: Mark, now: Date): ReviewNote {
  const line: NewReviewLine = mark.helps
    ? { kind: 'good-mark', outcome, text: '', before: null, theme, card, reason: null }
    : { kind: 'bad-mark', outcome, text: question, before, theme, card, reason: mark.reason };
  return { voice: voiceOf(conversation, { kind: 'mark', about: message }), line, day: parisDay(now) };
}
