/**
 * Search: a question in, the passages and cards that may answer it out, with the signs by which the caller
 * can tell an answer from a near miss, and a question of our field from any other.
 */
import type { RetrievedPassage } from '../knowledge-base.ts';
import { holdsOn, type IsoDate } from '../passage.ts';
import { rankCards, type FoundCard, type RankedCard } from './cards.ts';
import { boostLinked, bestOfDocuments } from './links.ts';
import type { OpenIndex, VectorSpace } from './open-index.ts';
import { readQuestion, type Reading } from './question.ts';
import { findWordings, type Query, rankTexts } from './rank.ts';
import { readSigns, type Signs } from './scope.ts';

export interface SearchOptions {
  /** The day on which passages must hold. */
  date: IsoDate;
  limit: number;
  /** Passages kept of one document; 1 unless told. */
  perDocument?: number;
}

export interface SearchResult {
  /** Best first; 1 is the best of the list. Looked for when it is first read. */
  readonly passages: RetrievedPassage[];
  /** Cards whose questions are like this one, best first. */
  cards: FoundCard[];
  /** Signs of the cards and the texts. Looked for when it is first read. */
  readonly signs: Signs;
  /** What the cards alone show of them: the texts can only add to it. */
  signsOfCards: Signs;
  reading: Reading;
}

/** The question's vector, for the space it belongs to; null lets the local space answer. */
export type EmbedQuestion = (question: string) => Promise<Float32Array | null>;

/**
 * Searches the index.
 * With an index that holds a model's vectors, `embed` gives the question's; where it fails or is absent the local vectors serve.
 */
export async function search(index: OpenIndex, question: string, options: SearchOptions, embed: EmbedQuestion | null = null): Promise<SearchResult> {
  const remote = index.endpoint !== null && embed !== null ? await embed(question) : null;
  return remote !== null && index.endpoint !== null && remote.length === index.endpoint.dimensions
    ? searchIn(index, question, options, index.endpoint, remote)
    : searchIn(index, question, options, index.local, null);
}

function searchIn(index: OpenIndex, question: string, options: SearchOptions, space: VectorSpace, given: Float32Array | null): SearchResult {
  const reading = readQuestion(question, index.dictionary);
  const query: Query = { reading, space, vector: given ?? index.latent.place(reading.terms, reading.words) };
  const cards = rankCards(index, reading, findWordings(index, query));
  let found: Pick<SearchResult, 'passages' | 'signs'> | null = null;
  // Most questions are answered by a card, and need no text.
  const texts = () => (found ??= findTexts(index, query, options, cards));
  return {
    cards: cards.map(({ card, score, covered }) => ({ card, score, covered })),
    reading,
    signsOfCards: readSigns(reading, [], cards),
    get passages() {
      return texts().passages;
    },
    get signs() {
      return texts().signs;
    },
  };
}

function findTexts(index: OpenIndex, query: Query, { date, limit, perDocument = 1 }: SearchOptions, cards: readonly RankedCard[]): Pick<SearchResult, 'passages' | 'signs'> {
  const texts = boostLinked(index, rankTexts(index, query), cards);
  const chosen = bestOfDocuments(index, texts, limit, perDocument);
  const best = chosen[0]?.score ?? 1;
  return {
    passages: chosen.map(({ unit, score }) => {
      const passage = index.passage(index.units.items[unit] as number);
      return { passage, score: score / best, holds: holdsOn(passage, date) };
    }),
    signs: readSigns(query.reading, texts, cards),
  };
}
