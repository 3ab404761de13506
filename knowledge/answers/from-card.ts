/** The answer that a card gives, and what can be asked after it. */
import { SPECIAL_STEPS, type Card } from '../cards/card.ts';
import type { OpenIndex } from '../index/open-index.ts';
import type { Answered, NextStep, Topic } from '../knowledge-base.ts';
import type { IsoDate } from '../passage.ts';
import { THRESHOLDS } from './thresholds.ts';

const CLOSE_QUESTIONS = 2;

export const topicOf = (card: Card, question: string): Topic => ({ theme: card.theme, card: card.id, question });

export function fromCard(card: Card, question: string, index: OpenIndex, statut: string | null = null): Answered {
  return {
    kind: 'answered',
    statements: [{ text: worded(card), citations: card.citations }],
    plain: card.plain,
    timeline: timelineOf(card),
    card: card.id,
    appliesTo: card.appliesTo,
    topic: topicOf(card, question),
    next: [...ownCard(card, index, statut), ...stepsAfter(card, index)],
  };
}

function timelineOf({ title, timeline, citations }: Card): Answered['timeline'] {
  if (timeline === undefined) return undefined;
  const steps = timeline.steps.map(({ when, do: text, irreversible = null, sources }) => ({ when, text, irreversible, citations: sources.flatMap((number) => citations[number - 1] ?? []) }));
  return { title, lead: { text: timeline.lead, citations }, steps };
}

/** The card of the same theme about the person's own status comes first among what can be asked next. */
function ownCard(card: Card, index: OpenIndex, statut: string | null): NextStep[] {
  const isOwn = ({ appliesTo }: Card) => appliesTo.statut !== undefined && [appliesTo.statut].flat().includes(statut as never);
  if (statut === null || statut === 'salarie-prive' || isOwn(card)) return [];
  const own = index.cards.find((other) => other.theme === card.theme && isOwn(other));
  return own ? [{ label: own.title, say: own.title }] : [];
}

/**
 * « Oui » and « non » answer the card's own question, which the person may have put the other way round, and « c'est… » names nothing:
 * so the question is said first, between quotation marks and on its own line, since « puis-je… » would otherwise sound like the robot
 * speaking of itself. Who was badly understood sees it at once.
 */
export const worded = ({ title, answer }: Pick<Card, 'title' | 'answer'>): string => (LEANS_ON_ITS_QUESTION.test(answer) ? `« ${title} »\n\n${answer}` : answer);
const LEANS_ON_ITS_QUESTION = /^(?:Oui|Non|C['’]est|Ce (?:n['’]est|sont)|Cela|Ça|Il|Elle|Ils|Elles|Aucune?|Tous les|Le premier|Le minimum)(?![\p{L}])/u;

/** A card rests on wordings; when one of them has ended or changed, the texts themselves answer until the card is reviewed. */
export const stillHolds = (card: Card, date: IsoDate) => card.underReview !== true && card.citations.every(({ validUntil }) => validUntil === null || date < validUntil);

function stepsAfter(card: Card, index: OpenIndex): NextStep[] {
  return card.next.flatMap((id) => {
    if (id in SPECIAL_STEPS) return [SPECIAL_STEPS[id as keyof typeof SPECIAL_STEPS]];
    const next = index.cards.find((other) => other.id === id);
    return next ? [{ label: next.title, say: next.title }] : [];
  });
}

/** What can be asked after the card that answered last. */
export function questionsAfter(topic: Topic | null, index: OpenIndex): NextStep[] {
  const card = index.cards.find(({ id }) => id === topic?.card);
  return card === undefined ? [] : stepsAfter(card, index).slice(0, CLOSE_QUESTIONS);
}

/** What we could answer that is close to the question. */
export function closeQuestions(cards: { card: Card; score: number }[]): NextStep[] {
  return cards
    .filter(({ score }) => score >= THRESHOLDS.neighbour)
    .slice(0, CLOSE_QUESTIONS)
    .map(({ card }) => ({ label: card.title, say: card.title }));
}
