/** Messages too short to be a question: « oui » says nothing, « plombier » or « Rennes » names something and asks nothing of it. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { stems } from '../index/stem.ts';
import type { SearchResult } from '../index/search.ts';
import { intentsOf } from './intents.ts';
import { comparable, themeNamedIn } from './themes.ts';

const EMPTY_WORDS = z.array(z.string()).parse(parse(readFileSync(new URL('empty-words.yaml', import.meta.url), 'utf8')));
const EMPTY = new RegExp(`^(?:(?:${EMPTY_WORDS.join('|')}) ?)*$`);

/** As many words that carry meaning, and as many in all, make a name and not yet a question: « agent d'entretien », but not « si je dis rien ». */
const NAME = 2;
const NAME_IN_ALL = 3;

export const saysNothing = (text: string): boolean => EMPTY.test(comparable(text));

/** The same word, perhaps in the plural: « plombier » is not « plomb », though they have one stem. */
const isSameWord = (one: string, other: string): boolean => (one.startsWith(other) || other.startsWith(one)) && Math.abs(one.length - other.length) <= 1;

/** One or two words that ask nothing and name no scheme: a town, a trade, or the name of a text. */
export const isName = (text: string): boolean => stems(text).length <= NAME && comparable(text).split(' ').length <= NAME_IN_ALL && intentsOf(text).size === 0 && themeNamedIn(text) === null;

/** A name alone is answered only by a text that bears it: « congé parental » has its sheet, « Brest » is a word among others in an annex. */
export function isNameOfNoText(text: string, { passages }: SearchResult): boolean {
  if (!isName(text)) return false;
  const title = comparable(passages[0]?.passage.title ?? '').split(' ');
  return !comparable(text).split(' ').every((word) => title.some((other) => isSameWord(word, other)));
}
