/**
 * Two cards of one scheme that fit a question nearly alike: the person asked two things (« c'est payant et ça dure combien ? »),
 * or one that we cannot tell from the other. Both short answers are shown, each with its sources, rather than one by guess.
 */
import type { Card } from '../cards/card.ts';
import type { Answered } from '../knowledge-base.ts';
import type { IsoDate } from '../passage.ts';
import { stillHolds } from './from-card.ts';
import { THRESHOLDS } from './thresholds.ts';

/** Words of both answers together, so that the reply stays short. */
const LONGEST = 150;

const lengthOf = (text: string) => text.split(/\s+/).length;

/** The answer of the first card with the answer of the second, when it is as likely; otherwise the answer as it came. */
export function withSecondCard(answer: Answered, cards: readonly { card: Card; score: number }[], date: IsoDate): Answered {
  const [first, second] = cards;
  const [statement] = answer.statements;
  if (!first || !second || !statement || answer.card !== first.card.id || answer.timeline !== undefined || second.card.timeline !== undefined) return answer;
  const isClose = first.score < THRESHOLDS.toTheLetter && second.score >= THRESHOLDS.secondCard && first.score - second.score <= THRESHOLDS.secondWithin;
  if (!isClose || second.card.theme !== first.card.theme || !stillHolds(second.card, date)) return answer;
  // The caution that goes with an answer is that of the first card: another public would need its own.
  if (Object.keys(second.card.appliesTo).length > 0 && JSON.stringify(second.card.appliesTo) !== JSON.stringify(first.card.appliesTo)) return answer;
  return lengthOf(`${statement.text} ${second.card.title} ${second.card.answer}`) > LONGEST ? answer : answerBeside(answer, second.card);
}

/** The answer with that of another card after it, under its own question. */
export function answerBeside(answer: Answered, { id, title, answer: text, citations, plain }: Card): Answered {
  return {
    ...answer,
    beside: id,
    statements: [...answer.statements, { text: `« ${title} »\n\n${text}`, citations }],
    plain: answer.plain === null || plain === null ? null : `${answer.plain.trim()}\n\n« ${title} »\n\n${plain}`,
  };
}
