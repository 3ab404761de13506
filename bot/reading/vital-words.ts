/** Mends the few words on which a life may hang: « envi de mourrir » must be read as it was meant. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { slipsBetween } from '../../knowledge/slips.ts';

const TABLE = z.strictObject({ words: z.array(z.string()).min(1), spellings: z.record(z.string(), z.string()), lookalikes: z.array(z.string()) }).parse(parse(readFileSync(new URL('./vital-words.yaml', import.meta.url), 'utf8')));
const LEFT_ALONE = new Set([...TABLE.words, ...TABLE.lookalikes]);
const SHORTEST = 4;

function mend(word: string): string {
  if (word.length < SHORTEST || LEFT_ALONE.has(word)) return word;
  return TABLE.words.find((vital) => vital.slice(0, 2) === word.slice(0, 2) && slipsBetween(word, vital, 1) === 1) ?? word;
}

/** A map: « constructor » is a word like others, and a plain object knows one. */
const SPELLINGS = new Map(Object.entries(TABLE.spellings));

/** Takes and gives a plain text (see `plain`). */
export const withVitalWords = (plainText: string): string => plainText.split(' ').map(mend).join(' ');

/** The same with the spellings of a phone put right: « jveu plu vivre » is « je veux plus vivre ». */
export const withVitalSpellings = (plainText: string): string => withVitalWords(plainText.split(' ').map((word) => SPELLINGS.get(word) ?? word).join(' '));
