/**
 * BM25F on typed arrays. What depends only on the index (field weights, lengths, saturation) is computed when it is built:
 * a posting keeps one number, and a query is a few sums.
 */
import type { NumberArray } from './binary-file.ts';

export interface LexicalArrays {
  /** `starts[term]` to `starts[term + 1]`: the postings of the term. */
  starts: Uint32Array;
  /** Twice the number of the unit, and one more when the term stands in its title, heading or anchors: one read tells both. */
  units: Uint32Array;
  /** Saturated weight of the term in the unit, before its rarity. */
  impacts: Float32Array;
  /** Rarity of each term. */
  rarity: Float32Array;
}

/** A term to look for, with its weight in the question. */
export interface QueryTerm {
  term: number;
  weight: number;
}

/** Scores of one question over all units. Reused from one question to the next: read it before asking again. */
export class LexicalScores {
  readonly scores: Float32Array;
  /** Units with a score, in no order. */
  readonly touched: Uint32Array;
  touchedCount = 0;
  /** One bit for each of the first 32 query terms found in the unit, and the same for its title, heading or anchor. */
  readonly found: Uint32Array;
  readonly foundInTitle: Uint32Array;

  constructor(units: number) {
    this.scores = new Float32Array(units);
    this.touched = new Uint32Array(units);
    this.found = new Uint32Array(units);
    this.foundInTitle = new Uint32Array(units);
  }

  clear(): void {
    for (let index = 0; index < this.touchedCount; index += 1) {
      const unit = this.touched[index] as number;
      this.scores[unit] = 0;
      this.found[unit] = 0;
      this.foundInTitle[unit] = 0;
    }
    this.touchedCount = 0;
  }
}

export function lexicalArrays(arrays: Record<string, NumberArray>): LexicalArrays {
  const { starts, units, impacts, rarity } = arrays as unknown as LexicalArrays;
  return { starts, units, impacts, rarity };
}

/** Adds up the query terms over the index into `into`, which is cleared first. */
export function scoreLexically(index: LexicalArrays, query: readonly QueryTerm[], into: LexicalScores): void {
  into.clear();
  const { scores, touched, found, foundInTitle } = into;
  const { starts, units, impacts, rarity } = index;
  let count = 0;
  for (let position = 0; position < query.length; position += 1) {
    const { term, weight } = query[position] as QueryTerm;
    const bit = position < 32 ? 1 << position : 0;
    const factor = weight * (rarity[term] as number);
    const end = starts[term + 1] as number;
    for (let posting = starts[term] as number; posting < end; posting += 1) {
      const entry = units[posting] as number;
      const unit = entry >>> 1;
      const before = scores[unit] as number;
      if (before === 0) touched[count++] = unit;
      scores[unit] = before + factor * (impacts[posting] as number);
      found[unit] = (found[unit] as number) | bit;
      if ((entry & 1) === 1) foundInTitle[unit] = (foundInTitle[unit] as number) | bit;
    }
  }
  into.touchedCount = count;
}
