/** A question among those before it: what it leans on, and where to look for its answer. */
import type { Card } from '../cards/card.ts';
import type { OpenIndex } from '../index/open-index.ts';
import { search, type EmbedQuestion, type SearchResult } from '../index/search.ts';
import type { Question, Topic } from '../knowledge-base.ts';
import { cardWorded, chooseCard } from './choose-card.ts';
import { stems } from '../index/stem.ts';
import { firstOfAll } from './first-of-all.ts';
import { completeFrom, type StandAlone } from './follow-up.ts';
import { intentsOf, withoutIntents } from './intents.ts';
import { leavesScheme, onScheme, schemeOf } from './same-scheme.ts';
import { THRESHOLDS } from './thresholds.ts';

/** Passages looked at, and how many of one document. */
const LOOKED_AT = { limit: 8, perDocument: 2 };

const titleOf = (index: OpenIndex, topic: Topic | null): string | null => index.cards.find((known) => known.id === topic?.card)?.title ?? null;

/** What the question leans on, and the card that answers without a search: of which it is a wording to the letter, or that must come first. */
export function readContext(index: OpenIndex, { text, topic }: Question) {
  const context = completeFrom(topic, text, titleOf(index, topic));
  const worded = cardWorded(text, index);
  // Whom to contact is asked of the CEP, whatever was spoken of before.
  const standsAlone = !context.surely || worded?.theme === 'operateurs';
  const first = firstOfAll(text);
  return { context, card: standsAlone && worded ? worded : index.cards.find((known) => known.id === first) };
}

/** What was found for a question: its cards, best first, and the texts. */
interface Found {
  text: string;
  result: SearchResult;
  cards: { card: Card; score: number }[];
  /** The question leans on the topic. */
  leans: boolean;
}

const scoreOf = ({ cards }: Found): number => cards[0]?.score ?? 0;

/** Searches the question as it stands, or completed from the topic when it leans on it. When it may do both, the better card decides. */
export async function searchInContext(index: OpenIndex, { text, topic, date, public: own }: Question, { completed, surely, pointsBack }: StandAlone, embed: EmbedQuestion | null): Promise<Found> {
  const find = async (question: string): Promise<Found> => {
    const result = await search(index, question, { date, ...LOOKED_AT }, embed);
    const spoken = [question, ...result.reading.words, topic?.question, titleOf(index, topic), ...(own?.words ?? [])].join(' ');
    return { text: question, result, cards: chooseCard(question, result.cards, index, spoken, result.reading), leans: false };
  };
  const scheme = schemeOf(text, topic);
  const inContext = async () => onScheme({ ...(await find(completed ?? text)), leans: true }, scheme, index);
  if (completed === null) return find(text);
  if (surely) {
    const completedOne = await inContext();
    const ownOne = await find(text);
    // « Et pour le permis ? » after the CPF is a question about the CPF by itself.
    if (ownOne.cards[0]?.card.theme === scheme && scoreOf(ownOne) > scoreOf(completedOne)) return ownOne;
    if (scoreOf(completedOne) >= THRESHOLDS.surelyCard) return completedOne;
    // Where the topic gives a card that half fits, the question must be another card's own to the letter, or nearly.
    const enough = scoreOf(completedOne) >= THRESHOLDS.card ? THRESHOLDS.toTheLetter : THRESHOLDS.ownCard;
    // « C'est obligatoire ? » is a wording of many cards, and has no subject to leave the topic for.
    const hasSubject = stems(withoutIntents(text)).length > 0 || intentsOf(text).has('employer');
    return hasSubject && scoreOf(ownOne) >= enough && !leavesScheme(ownOne, scheme) ? ownOne : completedOne;
  }
  const ownOne = await find(text);
  const leaves = leavesScheme(ownOne, scheme);
  if (!pointsBack && !leaves && scoreOf(ownOne) >= THRESHOLDS.ownCard) return ownOne;
  const completedOne = await inContext();
  const staysOnTopic = completedOne.cards[0]?.card.theme === topic?.theme && scoreOf(completedOne) >= THRESHOLDS.inContext;
  return leaves || (staysOnTopic && (pointsBack || scoreOf(completedOne) >= scoreOf(ownOne))) ? completedOne : ownOne;
}
