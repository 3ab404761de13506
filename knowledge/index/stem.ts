import { newStemmer } from 'snowball-stemmers';
import { isStopWord, words } from './french.ts';

const snowball = newStemmer('french');
/** The same few thousand words come back all the time, and Snowball needs some 20 µs each. Bounded: people's typos are endless. */
const known = new Map<string, string>();
const KNOWN_AT_MOST = 60_000;

/** Pairs that no ending explains: travaux, chômeur, format. */
const IRREGULAR = new Map([['traval', 'travail'], ['chomeur', 'chomag'], ['format', 'form']]);

/**
 * Snowball was made for accented French and we stem without accents, as people type:
 * these endings are what it leaves apart (licencié/licencier, démission/démissionner, payé/payer).
 */
function evenOut(stem: string): string {
  let even = stem.replace(/y$/, 'i');
  if (even.length > 7) even = even.replace(/ionn(?:air|er)?$|ion$/, '');
  if (even.length > 4) even = even.replace(/(?:ee|e|i)$/, '').replace(/ill$/, 'il');
  return IRREGULAR.get(even) ?? even;
}

/** The stem of a word as `words` gives it. Numbers and article numbers are left as they are. */
export function stem(word: string): string {
  const before = known.get(word);
  if (before !== undefined) return before;
  const found = /\d/.test(word) || word.length < 4 ? word : evenOut(snowball.stem(word.replace(/ees?$/, 'e')));
  if (known.size >= KNOWN_AT_MOST) known.clear();
  known.set(word, found);
  return found;
}

/** Stems of the words of a text that carry meaning, in order. */
export function stems(text: string): string[] {
  const found: string[] = [];
  for (const word of words(text)) if (!isStopWord(word)) found.push(stem(word));
  return found;
}
