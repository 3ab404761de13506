/** Of whom a text speaks: a card about one public only must not answer somebody who never spoke of that public. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type AppliesTo, appliesToSchema } from '../cards/applies-to.ts';
import { comparable } from './themes.ts';

const wordsByValue = z.record(z.string(), z.array(z.string().regex(/^[a-z0-9 ]+\*?[a-z0-9 ]*\*?$/)).min(1));
const tableSchema = z.partialRecord(appliesToSchema.keyof(), wordsByValue);

/** Slot of a situation -> value -> words. */
export const PUBLIC_WORDS = tableSchema.parse(parse(readFileSync(new URL('publics.yaml', import.meta.url), 'utf8')));

const PATTERNS = new Map(
  Object.entries(PUBLIC_WORDS).flatMap(([slot, values]) =>
    Object.entries(values).map(([value, words]) => [`${slot}:${value}`, new RegExp(`(?<![a-z0-9])(?:${words.map((word) => word.replaceAll('*', '[a-z0-9]*')).join('|')})(?![a-z0-9])`)] as const),
  ),
);

/** Whether the text has a word of the public of the card. A card for everybody, or for a public without words, always fits. */
export function speaksOfPublicOf({ appliesTo }: { appliesTo: AppliesTo }, text: string): boolean {
  const compared = comparable(text);
  return Object.entries(appliesTo).every(([slot, values]) => {
    const patterns = [values].flat().map((value) => PATTERNS.get(`${slot}:${value}`));
    return patterns.some((pattern) => pattern === undefined || pattern.test(compared));
  });
}
