/** Mends one slip of the fingers in the long words that matter: « intérimère », « aprentie », « reconvertion ». */
import { soundOf } from './phonetic.ts';
import { slipsBetween } from '../../../knowledge/slips.ts';
import type { Token } from './tokens.ts';

const SHORTEST = 6;
const TWO_SLIPS_FROM = 10;

/** The word with the fewest slips, at most `limit`, or null. */
function nearest(word: string, candidates: readonly string[], limit: number): string | null {
  let best: string | null = null;
  let slips = limit + 1;
  for (const candidate of candidates) {
    const distance = slipsBetween(word, candidate, limit);
    if (distance < slips) [best, slips] = [candidate, distance];
  }
  return best;
}

const SHORTEST_SOUND = 5;
/** « lecole », « demploi », « jcherche », « quil »: a small word run into the next. */
const ELIDED = /^(l|d|n|m|s|t|qu|j|c)([aeiouyh].{3,})$/;
const SWALLOWED = /^(j)([b-df-gj-np-tv-xz].{2,})$/;

export interface Lexicon {
  /** The words that the tables name. */
  known: ReadonlySet<string>;
  /** Beginnings of words that they name. */
  prefixes: ReadonlySet<string>;
  /** Words of the language that look like them, and stay what they are. */
  neverCorrected: ReadonlySet<string>;
}

const under = (map: Map<string, string[]>, key: string, word: string) => map.set(key, [...(map.get(key) ?? []), word]);

/** Mends each word that the lexicon does not hold: parts it, then compares how it sounds, then counts slips. */
export function createSpelling({ known, prefixes, neverCorrected }: Lexicon) {
  const byInitial = new Map<string, string[]>();
  const bySound = new Map<string, string[]>();
  const byBeginning = new Map<string, string[]>();
  for (const word of known) {
    if (word.length >= SHORTEST) under(byInitial, word.slice(0, 2), word);
    if (word.length >= SHORTEST_SOUND) under(bySound, soundOf(word), word);
  }
  for (const prefix of prefixes) under(byBeginning, prefix.slice(0, 3), prefix);
  const holds = (word: string) => known.has(word) || neverCorrected.has(word) || (byBeginning.get(word.slice(0, 3)) ?? []).some((prefix) => word.startsWith(prefix));

  const parted = (word: string): string[] | null => {
    const [, before = '', after = ''] = SWALLOWED.exec(word) ?? ELIDED.exec(word) ?? [];
    if (before === '' || !known.has(after)) return null;
    return [before === 'j' && !/^[aeiouyh]/.test(after) ? 'je' : before, after];
  };

  const mend = (word: string): string => {
    if (word.length < SHORTEST - 1 || /\d/.test(word)) return word;
    // A plural is no slip.
    if (word.endsWith('s') && holds(word.slice(0, -1))) return word;
    const sameSound = nearest(word, bySound.get(soundOf(word)) ?? [], word.length);
    if (sameSound !== null) return sameSound;
    const limit = word.length >= TWO_SLIPS_FROM ? 2 : 1;
    return nearest(word, byInitial.get(word.slice(0, 2)) ?? [], limit) ?? word;
  };
  const mended = new Map<string, string[]>();
  const wordsFor = (word: string): string[] => {
    if (holds(word)) return [word];
    const before = mended.get(word);
    if (before) return before;
    const words = parted(word) ?? [mend(word)];
    if (mended.size < REMEMBERED) mended.set(word, words);
    return words;
  };
  return (tokens: Token[]): Token[] => tokens.flatMap((token) => wordsFor(token.word).map((word) => ({ ...token, word })));
}

/** Mended words kept, so that a common slip costs once. */
const REMEMBERED = 5_000;
