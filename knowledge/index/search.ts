/**
 * Search: a question in, the passages and cards that may answer it out, with the signs by which the caller
 * can tell an answer from a near miss, and a question of our field from any other.
 */
import type { RetrievedPassage } from '../knowledge-base.ts';
import { holdsOn, type IsoDate } from '../passage.ts';
import { CARD } from './build/units.ts';
import { rankCards, type FoundCard } from './cards.ts';
import { boostLinked, bestOfDocuments } from './links.ts';
import type { OpenIndex, VectorSpace } from './open-index.ts';
import { readQuestion, type Reading } from './question.ts';
import { rankUnits } from './rank.ts';
import { readSigns, type Signs } from './scope.ts';

export interface SearchOptions {
  /** The day on which passages must hold. */
  date: IsoDate;
  limit: number;
  /** Passages kept of one document; 1 unless told. */
  perDocument?: number;
}

export interface SearchResult {
  /** Best first; 1 is the best of the list. */
  passages: RetrievedPassage[];
  /** Cards whose questions are like this one, best first. */
  cards: FoundCard[];
  signs: Signs;
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
  const vector = given ?? index.latent.place(reading.terms, reading.words);
  const ranked = rankUnits(index, reading, space, vector);
  const cards = rankCards(index, reading, ranked.filter((unit) => unit.kind === CARD));
  const texts = boostLinked(index, ranked.filter((unit) => unit.kind !== CARD), cards);
  const chosen = bestOfDocuments(index, texts, options.limit, options.perDocument ?? 1);
  const best = chosen[0]?.score ?? 1;
  return {
    passages: chosen.map(({ unit, score }) => {
      const passage = index.passage(index.units.items[unit] as number);
      return { passage, score: score / best, holds: holdsOn(passage, options.date) };
    }),
    cards: cards.map(({ card, score, covered }) => ({ card, score, covered })),
    signs: readSigns(reading, texts, cards),
    reading,
  };
}
