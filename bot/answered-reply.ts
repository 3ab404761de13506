/** What a proven answer says to the person: as steps, in plain words, or as it is written. */
import { prove } from '../knowledge/answers/prove.ts';
import type { Answered } from '../knowledge/knowledge-base.ts';
import { createMarks } from './marks.ts';
import { parisDay } from './paris-day.ts';
import type { Ports } from './ports.ts';
import { REPLIES } from './replies.ts';
import type { Choice, Reply } from './reply.ts';
import { timelineReply } from './timeline-reply.ts';

/** A person reads three buttons at most; more is a list of five organisations all over again. */
const CHOICES_AT_MOST = 3;

/** What the card answers on that day, with the one `beside` it, proven; null when there is nothing to show. */
export function provenAnswerOf(card: string, now: Date, { knowledge }: Pick<Ports, 'knowledge'>, beside: string | null = null): Answered | null {
  const day = parisDay(now);
  const found = knowledge.answerOf(card, day, beside);
  const proven = found && prove(found, (id) => knowledge.passage(id), day);
  return proven?.kind === 'answered' ? proven : null;
}

/** The answer as it is written, as steps where it has them. `caution`: that it holds for others than the person, or null. */
export function answeredReply(answer: Answered, caution: string | null): Reply {
  const plainChoice = REPLIES.plainChoice.text.trim();
  const simpler: Choice[] = answer.plain === null ? [] : [{ label: plainChoice, say: plainChoice }];
  const choices = [...answer.next.slice(0, CHOICES_AT_MOST - simpler.length), ...simpler];
  if (answer.timeline) return withEnd(timelineReply(answer.timeline, choices), caution);
  const marks = createMarks();
  const paragraphs = answer.statements.map(({ text, citations }) => `${text} ${marks.of(citations)}`);
  // Sentences cut from the texts are announced as such: they may be beside the question.
  if (answer.card === null && answer.wording !== 'under-review') paragraphs.unshift((answer.wording === 'model' ? REPLIES.reworded : REPLIES.fromTheTexts).text.trim());
  return withEnd({ text: paragraphs.join('\n\n'), citations: marks.citations, choices }, caution);
}

/** The same answer on the same sources, in plain words; null when it has none. */
export function plainReply(answer: Answered, caution: string | null): Reply | null {
  if (answer.plain === null) return null;
  const marks = createMarks();
  const numbers = marks.of(answer.statements.flatMap(({ citations }) => citations));
  return withEnd({ text: `${answer.plain} ${numbers}`, citations: marks.citations, choices: answer.next.slice(0, CHOICES_AT_MOST) }, caution);
}

function withEnd(reply: Reply, caution: string | null): Reply {
  if (caution === null) return reply;
  const card = reply.card === undefined ? {} : { card: { ...reply.card, intro: `${reply.card.intro}\n\n${caution}` } };
  return { ...reply, ...card, text: `${reply.text}\n\n${caution}` };
}
