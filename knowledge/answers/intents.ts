import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { remembering } from '../index/remembering.ts';
import { comparable } from './themes.ts';

const TABLE = z.record(z.string(), z.array(z.string()).min(1)).parse(parse(readFileSync(new URL('intents.yaml', import.meta.url), 'utf8')));

const PHRASES = new Map(Object.entries(TABLE).flatMap(([intent, phrases]) => phrases.map((phrase) => [phrase.replace('*', ''), intent] as const)));
const PATTERN = new RegExp(
  `(?<= |^)(?:${Object.values(TABLE)
    .flat()
    .sort((one, other) => other.length - one.length)
    .map((phrase) => (phrase.endsWith('*') ? `(?:${phrase.slice(0, -1)})[a-z]*` : phrase))
    .join('|')})(?= |$)`,
  'g',
);
const BEGINNINGS = Object.entries(TABLE).flatMap(([intent, phrases]) => phrases.filter((phrase) => phrase.endsWith('*')).map((phrase) => ({ intent, start: phrase.slice(0, -1) })));

/** The text without the words that only say what is wanted: « ça coûte combien » leaves nothing, « le fongecif existe encore » its subject. */
export function withoutIntents(text: string): string {
  return comparable(text).replace(PATTERN, ' ').replace(/\s+/g, ' ').trim();
}

/** What the text wants to know: names of `intents.yaml`, in no order. */
export const intentsOf = remembering((text): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const phrase of comparable(text).match(PATTERN) ?? []) {
    const intent = PHRASES.get(phrase) ?? BEGINNINGS.find(({ start }) => phrase.startsWith(start))?.intent;
    if (intent) found.add(intent);
  }
  return found;
});
