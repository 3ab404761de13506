import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { comparable } from './themes.ts';

const TABLE = z
  .array(z.strictObject({ card: z.string(), all: z.array(z.array(z.string()).min(1)).min(1), unless: z.array(z.string()).default([]) }))
  .parse(parse(readFileSync(new URL('first-of-all.yaml', import.meta.url), 'utf8')));

const beginning = (words: string[]) => new RegExp(`(?<![a-z0-9])(?:${words.join('|')})`);
const ROWS = TABLE.map(({ card, all, unless }) => ({ card, patterns: all.map(beginning), excuse: unless.length === 0 ? null : beginning(unless) }));

/** Ids of the cards of the table, for the test that they exist. */
export const FIRST_CARDS = TABLE.map(({ card }) => card);

/** The card that must answer before any other, or null. */
export function firstOfAll(text: string): string | null {
  const compared = comparable(text);
  return ROWS.find(({ patterns, excuse }) => patterns.every((pattern) => pattern.test(compared)) && excuse?.test(compared) !== true)?.card ?? null;
}
