/** What stands in for a card whose texts have changed since somebody read it: the official texts themselves, and nothing of ours. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Card } from '../cards/card.ts';
import type { OpenIndex } from '../index/open-index.ts';
import { stems } from '../index/stem.ts';
import { SPECIAL_STEPS } from '../cards/card.ts';
import type { Answered, Question, Statement } from '../knowledge-base.ts';
import { holdsOn, type IsoDate, type Passage } from '../passage.ts';
import { attributed, LENGTH, quoteBeginning } from './extract.ts';
import { fromCard, stillHolds, topicOf } from './from-card.ts';
import { sentencesOf } from './sentences.ts';

const STATEMENTS = 2;
const WORDING = z.strictObject({ lead: z.string() }).parse(parse(readFileSync(new URL('under-review.yaml', import.meta.url), 'utf8')));

/** What the card answers; its texts where it waits for its next review; null when none of its texts holds on the day. */
export function answerOf(card: Card, question: string, index: OpenIndex, { date, public: own }: Pick<Question, 'date' | 'public'>): Answered | null {
  return stillHolds(card, date) ? fromCard(card, question, index, own?.statut) : fromTexts(card, question, index, date);
}

/** The sentences of the card's own sources that are nearest to the question, as they stand today. */
export function fromTexts(card: Card, question: string, index: OpenIndex, date: IsoDate): Answered | null {
  const ids = [...new Set(card.citations.map(({ id }) => id))];
  const passages = ids.flatMap((id) => index.passageById(id) ?? []).filter((passage) => holdsOn(passage, date) && passage.authority !== 'historic');
  const wanted = new Set(stems(`${question} ${card.title}`));
  const [first, ...others] = passages.slice(0, STATEMENTS).map((passage) => nearestSentence(passage, wanted));
  if (first === undefined) return null;
  return {
    kind: 'answered',
    statements: [{ ...first, text: `${WORDING.lead}\n\n${first.text}` }, ...others],
    plain: null,
    // No card has answered: nothing of it may be shown in other words, or as steps.
    card: null,
    wording: 'under-review',
    appliesTo: card.appliesTo,
    topic: topicOf(card, question),
    next: [SPECIAL_STEPS['parler-a-quelqu-un']],
  };
}

function nearestSentence(passage: Passage, wanted: ReadonlySet<string>): Statement {
  const shared = (text: string) => new Set(stems(text).filter((stem) => wanted.has(stem))).size;
  const [best] = sentencesOf(passage.text)
    .filter(({ text }) => text.length >= LENGTH.shortest && text.length <= LENGTH.longest && !text.endsWith(':'))
    .map((sentence) => ({ sentence, shared: shared(sentence.text) }))
    .sort((one, other) => other.shared - one.shared);
  return best === undefined || best.shared === 0 ? quoteBeginning(passage) : attributed(passage, [best.sentence]);
}
