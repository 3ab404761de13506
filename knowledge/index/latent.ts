/**
 * The latent space: words that live in the same texts come to lie close together (« salaire » and « rémunération »).
 * Learned from the corpus itself when the index is built; here a question is placed in it.
 */
import { isStopWord, words } from './french.ts';

const GRAM_LENGTH = 4;

/** Pieces of four letters of a word, with its borders: they see through typos and unknown endings. */
export function grams(word: string): string[] {
  const bordered = `<${word}>`;
  if (bordered.length <= GRAM_LENGTH) return [bordered];
  return Array.from({ length: bordered.length - GRAM_LENGTH + 1 }, (_, start) => bordered.slice(start, start + GRAM_LENGTH));
}

/** Words of a text that the latent space reads. */
export function latentWords(text: string): string[] {
  return words(text).filter((word) => !isStopWord(word));
}

/** Repeating a word says less and less; pieces of words weigh less than words. */
export const GRAM_WEIGHT = 0.45;
export const dampen = (count: number) => 1 + Math.log(count);

export interface LatentArrays {
  /** Row of the projection for each term, plus one; 0 for a term that the space does not know. */
  latentRowOfTerm: Uint32Array;
  /** Projection, already weighted by rarity, one row of `dimensions` bytes for each feature. */
  latentRows: Int8Array;
  /** What one unit of a byte is worth, for each row. */
  latentScales: Float32Array;
}

export class LatentSpace {
  readonly dimensions: number;
  readonly #arrays: LatentArrays;
  readonly #rowOfGram: Map<string, number>;

  /** `gramRows[i]` is the row of `grams[i]`. */
  constructor(arrays: LatentArrays, dimensions: number, rowOfGram: Map<string, number>) {
    this.#arrays = arrays;
    this.dimensions = dimensions;
    this.#rowOfGram = rowOfGram;
  }

  /** A unit vector for the question, or null when nothing of it is known. */
  place(terms: readonly { term: number; weight: number }[], questionWords: readonly string[]): Float32Array | null {
    // Sums are exact and quicker in doubles.
    const vector = new Float64Array(this.dimensions);
    for (const { term, weight } of terms) {
      const row = this.#arrays.latentRowOfTerm[term] ?? 0;
      if (row > 0) this.#add(vector, row - 1, weight);
    }
    for (const word of questionWords) {
      for (const gram of grams(word)) {
        const row = this.#rowOfGram.get(gram);
        if (row !== undefined) this.#add(vector, row, GRAM_WEIGHT);
      }
    }
    return normalise(vector) ? Float32Array.from(vector) : null;
  }

  #add(vector: Float64Array, row: number, weight: number): void {
    const { latentRows, latentScales } = this.#arrays;
    const factor = weight * (latentScales[row] as number);
    const { length } = vector;
    let at = row * length;
    for (let k = 0; k < length; k += 1, at += 1) vector[k] = (vector[k] as number) + factor * (latentRows[at] as number);
  }
}

/** Makes the vector one long, in place; false when it is null. */
export function normalise(vector: Float32Array | Float64Array): boolean {
  let square = 0;
  for (const value of vector) square += value * value;
  if (square < 1e-12) return false;
  const factor = 1 / Math.sqrt(square);
  for (let k = 0; k < vector.length; k += 1) vector[k] = (vector[k] as number) * factor;
  return true;
}
