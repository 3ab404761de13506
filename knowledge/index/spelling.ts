/**
 * Corrects a word that the index has never seen into the nearest one it knows.
 * A word and its typo share a form with one letter struck out (SymSpell's idea): those forms are hashed into a sorted table.
 */
import { slipsBetween } from '../slips.ts';

export interface SpellingArrays {
  /** Sorted hashes of every word, as written and as heard, whole and less one letter. */
  spellingHashes: Uint32Array;
  /** The word behind each hash. */
  spellingWords: Uint32Array;
  /** How often each word stands in the texts. */
  spellingCounts: Uint32Array;
}

/** As it sounds, where French doubles and pairs letters that nobody hears: « aprentisage », « conpétances ». */
function asHeard(word: string): string {
  return word.replace(/([a-z])\1/g, '$1').replace(/m(?=[bp])/g, 'n').replace(/ph/g, 'f').replace(/qu?|k/g, 'c').replace(/y/g, 'i');
}

/** Shorter words have too many neighbours. */
const SHORTEST = 4;
/** No French word is longer, and striking letters out of a longer one would take for ever. */
const LONGEST = 28;
/** From this length on, two letters may be wrong. */
const LONG = 8;

function hash(word: string): number {
  let value = 2_166_136_261;
  for (let index = 0; index < word.length; index += 1) value = Math.imul(value ^ word.charCodeAt(index), 16_777_619);
  return value >>> 0;
}

function withoutOneLetter(word: string): string[] {
  return Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1));
}

/** The word as written and as heard, whole and less one letter. */
function formsOf(word: string): Set<string> {
  const heard = asHeard(word);
  return new Set([word, heard, ...withoutOneLetter(word), ...withoutOneLetter(heard)]);
}

export function buildSpelling(words: readonly string[], counts: readonly number[]): SpellingArrays {
  const pairs: [number, number][] = [];
  for (const [index, word] of words.entries()) {
    if (word.length < SHORTEST || word.length > LONGEST || /\d/.test(word)) continue;
    for (const form of formsOf(word)) pairs.push([hash(form), index]);
  }
  pairs.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  return {
    spellingHashes: Uint32Array.from(pairs, (pair) => pair[0]),
    spellingWords: Uint32Array.from(pairs, (pair) => pair[1]),
    spellingCounts: Uint32Array.from(counts),
  };
}

export class Spelling {
  readonly #arrays: SpellingArrays;
  readonly #words: readonly string[];

  constructor(arrays: SpellingArrays, words: readonly string[]) {
    this.#arrays = arrays;
    this.#words = words;
  }

  /** The known word most likely meant, or null. For words that are not known themselves. */
  correct(word: string): string | null {
    if (word.length < SHORTEST || word.length > LONGEST || /\d/.test(word)) return null;
    const forms = formsOf(word);
    if (word.length >= LONG) for (const form of [...forms]) for (const shorter of withoutOneLetter(form)) forms.add(shorter);
    const allowed = word.length >= LONG ? 2 : 1;
    let best: string | null = null;
    let bestScore = -Infinity;
    for (const candidate of this.#candidates(forms)) {
      const known = this.#words[candidate] as string;
      const written = slipsBetween(word, known);
      const distance = Math.min(written, slipsBetween(asHeard(word), asHeard(known)));
      if (distance > allowed) continue;
      // Fewer wrong letters first, heard then written; then a right first letter, which people seldom miss; then the more frequent word.
      const score = -10 * distance - 2 * written + (known[0] === word[0] ? 4 : 0) + Math.log10(1 + (this.#arrays.spellingCounts[candidate] as number));
      if (score > bestScore) {
        best = known;
        bestScore = score;
      }
    }
    return best;
  }

  #candidates(forms: Iterable<string>): Set<number> {
    const { spellingHashes, spellingWords } = this.#arrays;
    const found = new Set<number>();
    for (const form of forms) {
      const wanted = hash(form);
      let low = 0;
      let high = spellingHashes.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((spellingHashes[middle] as number) < wanted) low = middle + 1;
        else high = middle;
      }
      for (; spellingHashes[low] === wanted; low += 1) found.add(spellingWords[low] as number);
    }
    return found;
  }
}
