/**
 * What each card was reviewed against: `reviewed.yaml`, a short hash for each article and section of a sheet that a card cites.
 * Only hashes stand there: the texts themselves are never committed. `npm run knowledge -- review CARD` writes it.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { Passage } from '../passage.ts';

const HASH_CHARACTERS = 16;

export const REVIEWED_FILE = new URL('reviewed.yaml', import.meta.url).pathname;

const HEADER = '# For each card, the hash of each text that it was last reviewed against. Written by « npm run knowledge -- review CARD ».\n';

const tableSchema = z.record(z.string(), z.record(z.string(), z.string().length(HASH_CHARACTERS)));

/** Id of a card -> id of a passage -> hash of its wording. */
export type Reviewed = Record<string, Record<string, string>>;

/** Tells two wordings apart; white space does not count. */
export function wordingHash({ text }: Pick<Passage, 'text'>): string {
  return createHash('sha256').update(text.replace(/\s+/g, ' ').trim()).digest('hex').slice(0, HASH_CHARACTERS);
}

/** Throws, with the line, when the table is not as `review` writes it. */
export function readReviewed(file = REVIEWED_FILE): Reviewed {
  return tableSchema.parse(parse(readFileSync(file, 'utf8')) ?? {});
}

export function writeReviewed(reviewed: Reviewed, file = REVIEWED_FILE): void {
  const sorted = (rows: Record<string, unknown>) => Object.fromEntries(Object.entries(rows).sort(([one], [other]) => one.localeCompare(other)));
  writeFileSync(file, HEADER + stringify(sorted(Object.fromEntries(Object.entries(reviewed).map(([card, wordings]) => [card, sorted(wordings)])))));
}

/** The hashes of the passages that a card cites now. */
export const hashesOf = (passages: readonly Passage[]): Record<string, string> => Object.fromEntries(passages.map((passage) => [passage.id, wordingHash(passage)]));
