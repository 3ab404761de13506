/** Names of before (« CIF », « DIF », « Fongecif »): the card that says what each has become. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { comparable } from './themes.ts';

const TABLE = z.record(z.string(), z.array(z.string()).min(1)).parse(parse(readFileSync(new URL('former-names.yaml', import.meta.url), 'utf8')));

const ROWS = Object.entries(TABLE).map(([card, names]) => ({
  card,
  pattern: new RegExp(` (?:${names.map((name) => (name.endsWith('*') ? `${name.slice(0, -1)}[a-z]*` : name)).join('|')})(?![a-z0-9])`),
}));

/** Ids of the cards of the table, for the test that they exist. */
export const FORMER_CARDS = ROWS.map(({ card }) => card);

/** The id of the card about the former name that stands in the text, or null. */
export function formerNameIn(text: string): string | null {
  const compared = ` ${comparable(text)}`;
  return ROWS.find(({ pattern }) => pattern.test(compared))?.card ?? null;
}
