/** Both statements in one sentence, each with its source, and which one binds. */
import { cite } from '../answers/citations.ts';
import { topicOf } from '../answers/from-card.ts';
import { frenchDay } from '../answers/french-day.ts';
import { SPECIAL_STEPS, type CardSource } from '../cards/card.ts';
import { documentOf, locateIn } from '../cards/read-cards.ts';
import type { OpenIndex } from '../index/open-index.ts';
import type { Answered } from '../knowledge-base.ts';
import { holdsOn, type IsoDate, type Passage } from '../passage.ts';
import { WORDING, type Conflict } from './conflicts.ts';

interface Side {
  passage: Passage;
  quote: string;
}

/** The two sides as the installed texts have them; null when one of them no longer says it: the disagreement is over. */
export function sidesOf(index: OpenIndex, { sheet, law }: Conflict, date: IsoDate): { sheet: Side; law: Side } | null {
  const find = (source: CardSource, says: string): Side | null => {
    const found = locateIn(index.passagesOf(documentOf(source)), source);
    return found && holdsOn(found.passage, date) && found.passage.text.toLowerCase().includes(says.toLowerCase()) ? found : null;
  };
  const sides = { sheet: find({ sheet: sheet.sheet, locate: sheet.locate }, sheet.says), law: find({ article: law.article, locate: law.locate }, law.says) };
  return sides.sheet && sides.law ? { sheet: sides.sheet, law: sides.law } : null;
}

/** The answer to a question about a disagreement; null when it is over on that day. */
export function showConflict(index: OpenIndex, conflict: Conflict, question: string, date: IsoDate): Answered | null {
  const sides = sidesOf(index, conflict, date);
  if (sides === null || sides.law.passage.inForceSince === null) return null;
  const { sheet, law } = sides;
  const both = WORDING.both
    .replace('{sheet}', sheet.passage.title)
    .replace('{outdated}', conflict.sheet.says)
    .replace('{article}', conflict.law.article)
    .replace('{since}', frenchDay(sides.law.passage.inForceSince))
    .replace('{current}', conflict.law.says);
  const card = index.cards.find(({ id }) => id === conflict.card);
  if (card === undefined) return null;
  return {
    kind: 'answered',
    // The article first: it is the source that counts.
    statements: [{ text: `${both} ${WORDING.why}`, citations: [cite(law.passage, law.quote), cite(sheet.passage, sheet.quote)] }],
    plain: null,
    card: card.id,
    appliesTo: card.appliesTo,
    topic: topicOf(card, question),
    next: [{ label: card.title, say: card.title }, SPECIAL_STEPS['parler-a-quelqu-un']],
  };
}
