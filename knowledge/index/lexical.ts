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
  /** Units with a score, in no order. */
  readonly touched: Uint32Array;
  touchedCount = 0;
  /** One bit for each query term found in the unit, and {@link MOST_TERMS} higher one for those in its title, heading or anchors. */
  readonly #found: Uint32Array;

  constructor(units: number) {
    this.scores = new Float32Array(units);
    this.touched = new Uint32Array(units);
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

  clear(): void {
    for (let index = 0; index < this.touchedCount; index += 1) {
      const unit = this.touched[index] as number;
      this.scores[unit] = 0;
      this.#found[unit] = 0;
    }
    this.touchedCount = 0;
  }

  /** Adds up the query terms over the index, after clearing what was there. */
  score({ starts, units, impacts, rarity }: LexicalArrays, query: readonly QueryTerm[]): void {
    this.clear();
    const { scores, touched } = this;
    const found = this.#found;
    let count = 0;
    for (const [position, { term, weight }] of query.entries()) {
      // Below the unit's number lies whether the term names it: that sets the higher bit too, without a branch.
      const bit = position < MOST_TERMS ? 1 << position : 0;
      const factor = weight * (rarity[term] as number);
      const end = starts[term + 1] as number;
      for (let posting = starts[term] as number; posting < end; posting += 1) {
        const entry = units[posting] as number;
        const unit = entry >>> 1;
        const before = scores[unit] as number;
        if (before === 0) touched[count++] = unit;
        scores[unit] = before + factor * (impacts[posting] as number);
        found[unit] = (found[unit] as number) | bit | ((bit * (entry & 1)) << MOST_TERMS);
      }
    }
    this.touchedCount = count;
  }
}

export function lexicalArrays(arrays: Record<string, NumberArray>): LexicalArrays {
  const { starts, units, impacts, rarity } = arrays as unknown as LexicalArrays;
  return { starts, units, impacts, rarity };
}
