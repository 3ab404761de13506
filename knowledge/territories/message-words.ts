/** A message cut into words that keep their place in it. */
import { placeKey } from './place-key.ts';
import { WORDS } from './words.ts';

export interface Word {
  key: string;
  raw: string;
  start: number;
  end: number;
  capital: boolean;
  /** What parts it from the word before. */
  gap: string;
  /** A full stop, a comma or a bracket parts it from the word before. */
  parted: boolean;
}

const PARTS = /[.!?;:\n,()]/;

export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let last = 0;
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const start = match.index;
    const raw = match[0];
    let key = placeKey(raw);
    // « la roche s/ yon »
    if (key === 's' && text[start + 1] === '/') key = 'sur';
    else key = WORDS.spellings.get(key) ?? key;
    if (key === '') continue;
    const gap = text.slice(last, start);
    words.push({ key, raw, start, end: start + raw.length, capital: /^\p{Lu}/u.test(raw), gap, parted: gap !== ' ' && PARTS.test(gap) });
    last = start + raw.length;
  }
  return words;
}

/** The word before, when nothing parts the two. */
export function before(words: readonly Word[], at: number): string {
  return words[at]?.parted === false ? (words[at - 1]?.key ?? '') : '';
}

/** `count` words joined, when nothing parts them. */
export function joined(words: readonly Word[], first: number, count: number): string | null {
  if (first + count > words.length) return null;
  let key = words[first]?.key ?? '';
  for (let at = first + 1; at < first + count; at++) {
    const word = words[at];
    if (!word || word.parted) return null;
    key += ` ${word.key}`;
  }
  return key;
}
