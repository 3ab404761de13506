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

/** Query terms beyond these would have no bit in {@link LexicalScores}. */
export const MOST_TERMS = 16;
const ALL_TERMS = 0xff_ff;

/** A term to look for, with its weight in the question. */
export interface QueryTerm {
  term: number;
  weight: number;
}

/** Scores of one question over all units. Reused from one question to the next: read it before asking again. */
export class LexicalScores {
  readonly scores: Float32Array;
  /** One bit for each query term found in the unit, and {@link MOST_TERMS} higher one for those in its title, heading or anchors. */
  readonly #found: Uint32Array;

  constructor(units: number) {
    this.scores = new Float32Array(units);
    this.#found = new Uint32Array(units);
  }

  /** Bits of the query terms found in the unit. */
  found(unit: number): number {
    return (this.#found[unit] as number) & ALL_TERMS;
  }

  /** The same for its title, heading and anchors. */
  foundInTitle(unit: number): number {
    return (this.#found[unit] as number) >>> MOST_TERMS;
  }

  /**
   * Adds up the query terms over the units from `first` up to `end`, after clearing what was there.
   * The postings of a term stand in the order of their units, so that the others are not even read.
   */
  score({ starts, units, impacts, rarity }: LexicalArrays, query: readonly QueryTerm[], first = 0, end = this.scores.length): void {
    const { scores } = this;
    const found = this.#found;
    scores.fill(0, first, end);
    found.fill(0, first, end);
    for (const [position, { term, weight }] of query.entries()) {
      // Below the unit's number lies whether the term names it: that sets the higher bit too, without a branch.
      const bit = position < MOST_TERMS ? 1 << position : 0;
      const factor = weight * (rarity[term] as number);
      const last = starts[term + 1] as number;
      for (let posting = firstPosting(units, starts[term] as number, last, first); posting < last; posting += 1) {
        const entry = units[posting] as number;
        const unit = entry >>> 1;
        if (unit >= end) break;
        scores[unit] = (scores[unit] as number) + factor * (impacts[posting] as number);
        found[unit] = (found[unit] as number) | bit | ((bit * (entry & 1)) << MOST_TERMS);
      }
    }
  }
}

/** Place of the first posting, from `low` up to `high`, of a unit that is not before `unit`. */
function firstPosting(units: Uint32Array, low: number, high: number, unit: number): number {
  if (unit === 0) return low;
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((units[middle] as number) >>> 1 < unit) from = middle + 1;
    else to = middle;
  }
  return from;
}

export function lexicalArrays(arrays: Record<string, NumberArray>): LexicalArrays {
  const { starts, units, impacts, rarity } = arrays as unknown as LexicalArrays;
  return { starts, units, impacts, rarity };
}
