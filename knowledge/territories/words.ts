/** People's words about places, checked when they are read. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const key = z.string().regex(/^[a-z0-9]+( [a-z0-9]+)*$/, 'plain words: lower case, no accent, no hyphen');
const words = z.array(key).transform((list) => new Set(list));
const spaced = z.string().transform((list) => new Set(list.split(/\s+/).filter((word) => word !== '')));
const map = <Value extends z.ZodType>(value: Value) => z.record(key, value).transform((record) => new Map(Object.entries(record) as [string, z.output<Value>][]));
const read = (name: string): unknown => parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

export const WORDS = z
  .strictObject({
    living: words, working: words, present: words, workAfter: words, placeNouns: words, near: words, adverbs: words, links: words,
    verbBefore: words, denials: words, corrections: words, fillers: words, personBefore: words, streetBefore: words,
    notCodeBefore: words, notCodeAfter: words, months: words, codeBefore: words,
    areasNeedingArticle: words, areasAfterEn: words, areaGoesOn: words, meetingAround: words,
    spellings: map(key), regions: map(z.array(z.string())), departements: map(z.array(z.string())), towns: map(z.array(z.string())),
  })
  .parse(read('./words.yaml'));

/** Names of communes that are also words of the language. */
export const ORDINARY = z.strictObject({ never: words, towns: words, words: spaced, phrases: words, looksLikeTown: spaced }).parse(read('./ordinary-words.yaml'));

/** « lyonnaise » → INSEE code. */
export const DEMONYMS = new Map(
  z.array(z.strictObject({ insee: z.string(), town: z.string(), words })).parse(read('./demonyms.yaml')).flatMap(({ insee, words: list }) => [...list].map((word) => [word, insee] as const)),
);

/** « suisse » → « Suisse ». */
export const COUNTRIES = map(z.string()).parse(read('./countries.yaml'));
