/** A question among those before it: what it leans on, and where to look for its answer. */
import type { OpenIndex } from '../index/open-index.ts';
import { search, type EmbedQuestion } from '../index/search.ts';
import type { Question } from '../knowledge-base.ts';
import { cardWorded, chooseCard } from './choose-card.ts';
import { firstOfAll } from './first-of-all.ts';
import { completeFrom, type StandAlone } from './follow-up.ts';
import { THRESHOLDS } from './thresholds.ts';

/** Passages looked at, and how many of one document. */
const LOOKED_AT = { limit: 8, perDocument: 2 };

/** What the question leans on, and the card that answers without a search: of which it is a wording to the letter, or that must come first. */
export function readContext(index: OpenIndex, { text, topic }: Question) {
  const title = index.cards.find((known) => known.id === topic?.card)?.title ?? null;
  const context = completeFrom(topic, text, title);
  const worded = cardWorded(text, index);
  // Whom to contact is asked of the CEP, whatever was spoken of before.
  const standsAlone = !context.surely || worded?.theme === 'operateurs';
  const first = firstOfAll(text);
  return { context, card: standsAlone && worded ? worded : index.cards.find((known) => known.id === first) };
}

/** Searches the question as it stands, or completed from the topic when it leans on it. When it may do both, the better card decides. */
export async function searchInContext(index: OpenIndex, { text, topic, date }: Question, { completed, surely, pointsBack }: StandAlone, embed: EmbedQuestion | null) {
  const find = async (question: string) => {
    const result = await search(index, question, { date, ...LOOKED_AT }, embed);
    return { text: question, result, cards: chooseCard(question, result.cards, index) };
  };
  if (completed === null) return { ...(await find(text)), leans: false };
  const scoreOf = (found: Awaited<ReturnType<typeof find>>) => found.cards[0]?.score ?? 0;
  const inContext = async () => ({ ...(await find(completed)), leans: true });
  const alone = async () => ({ ...(await find(text)), leans: false });
  if (surely) {
    const completedOne = await inContext();
    if (scoreOf(completedOne) >= THRESHOLDS.card) return completedOne;
    const ownOne = await alone();
    return scoreOf(ownOne) >= THRESHOLDS.ownCard ? ownOne : completedOne;
  }
  const ownOne = await alone();
  if (!pointsBack && scoreOf(ownOne) >= THRESHOLDS.ownCard) return ownOne;
  const completedOne = await inContext();
  const staysOnTopic = completedOne.cards[0]?.card.theme === topic?.theme && scoreOf(completedOne) >= THRESHOLDS.inContext;
  return staysOnTopic && (pointsBack || scoreOf(completedOne) >= scoreOf(ownOne)) ? completedOne : ownOne;
}
