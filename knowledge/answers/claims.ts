/**
 * What a text claims that can be checked letter by letter: numbers with their units, amounts, percentages,
 * dates and article numbers. An answer is shown only when its sources claim all that it claims.
 */
import { articleNumber } from '../corpus/article-numbers.ts';
import type { Passage } from '../passage.ts';
import { NUMBER_WORDS, valueOfDigits, valueOfWords } from './numbers.ts';

/** A claim in one normal form: `article:L6111-6`, `date:2024-01-01`, `number:24:month`, `number:1500:euro`, `number:2026`. */
export type Claim = string;

const MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];
const MONTH = MONTHS.map((month) => month.replace('é', '[ée]').replace('û', '[ûu]')).join('|');
const monthNumber = (name: string) => {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return String(MONTHS.findIndex((month) => month.normalize('NFD').replace(/\p{M}/gu, '') === plain) + 1).padStart(2, '0');
};

const UNIT_PATTERNS: [string, string][] = [
  ['euro', '€|euros?\\b|eur\\b'],
  ['percent', '%|pour\\s?cent\\b'],
  ['month', 'mois\\b'],
  ['day', 'jours?\\b|journées?\\b'],
  ['year', 'ans?\\b|années?\\b'],
  ['week', 'semaines?\\b'],
  ['hour', 'heures?\\b|h\\b'],
  ['employee', 'salariés?\\b'],
  ['level', 'niveaux?\\b'],
  ['time', 'fois\\b'],
];
const NUMBER = '\\d{1,3}(?:[ \\u00a0\\u202f.]\\d{3})+(?:,\\d+)?|\\d+(?:,\\d+)?';

const ARTICLE = /(?<![A-Za-z0-9])([LRD])\.?\s?\*?\s?(\d{4}(?:-\d+)*)/g;
const LONG_DATE = new RegExp(`\\b(1er|\\d{1,2})\\s+(${MONTH})\\s+(\\d{4})`, 'giu');
const MONTH_DATE = new RegExp(`(?<!\\p{L})(${MONTH})\\s+(\\d{4})`, 'giu');
const SLASHED_DATE = /\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b/g;
const ISO_DATE = /\b(\d{4})-(\d{2})-(\d{2})\b/g;
/** Laws and decrees have numbers of their own: « loi n° 2018-771 ». */
const LAW = /n°\s?(\d{4}-\d+)/g;
const RANGE = new RegExp(`(${NUMBER})(?=\\s?(?:ou|et|à|puis|-|/)\\s?(?:${NUMBER})\\s?(?:${UNIT_PATTERNS.map(([, pattern]) => pattern).join('|')}))`, 'giu');

/** Everything that the text claims. */
export function claimsOf(text: string): Set<Claim> {
  const claims = new Set<Claim>();
  let rest = text.replace(/[\u00a0\u202f]/g, ' ').replace(/’/g, "'");
  const take = (pattern: RegExp, read: (match: RegExpMatchArray) => Claim[]) => {
    for (const match of rest.matchAll(pattern)) for (const claim of read(match)) claims.add(claim);
    rest = rest.replace(pattern, ' ; ');
  };
  take(ARTICLE, ([, letter, number]) => [`article:${articleNumber(`${letter}${number}`)}`]);
  take(LAW, ([, number]) => [`law:${number}`]);
  take(LONG_DATE, ([, day, month, year]) => [`date:${year}-${monthNumber(month ?? '')}-${(day === '1er' ? '1' : day ?? '').padStart(2, '0')}`]);
  take(SLASHED_DATE, ([, day, month, year]) => [`date:${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`]);
  take(ISO_DATE, ([, year, month, day]) => [`date:${year}-${month}-${day}`]);
  take(MONTH_DATE, ([, month, year]) => [`month:${year}-${monthNumber(month ?? '')}`]);
  rest = rest.replace(NUMBER_WORDS, (words, offset: number) => wordsToDigits(words, rest.slice(offset + words.length)));
  // « 24 ou 36 mois »: the first number has the unit of the second.
  for (const match of rest.matchAll(RANGE)) {
    const after = rest.slice((match.index ?? 0) + match[0].length);
    const unit = unitAtStart(after.replace(new RegExp(`^\\s?(?:ou|et|à|puis|-|/)\\s?(?:${NUMBER})`, 'iu'), ''));
    if (unit) claims.add(`number:${valueOfDigits(match[1] ?? '')}:${unit}`);
  }
  for (const match of rest.matchAll(new RegExp(`(?<![\\d\\p{L}])(?:${NUMBER})`, 'giu'))) {
    const unit = unitAtStart(rest.slice((match.index ?? 0) + match[0].length));
    const value = valueOfDigits(match[0]);
    claims.add(unit ? `number:${value}:${unit}` : `number:${value}`);
  }
  return claims;
}

function unitAtStart(after: string): string | null {
  // « trois jours », « trente (30) jours », « 24 derniers mois », « 2 premières années »
  const start = after.replace(/^\s?\)?\s?(?:derniers?|dernières?|premiers?|premières?|premières?|prochains?|prochaines?|dernier)?\s?/iu, '');
  return UNIT_PATTERNS.find(([, pattern]) => new RegExp(`^(?:${pattern})`, 'iu').test(start))?.[0] ?? null;
}

const UNITS_OF_ONE = new Set(['month', 'day', 'year', 'week']);

/** Number words are claims when they count something we measure; « une fois » or « un salarié » are ways of speaking. */
function wordsToDigits(words: string, after: string): string {
  const unit = unitAtStart(after);
  const value = valueOfWords(words);
  return unit === null || (value === 1 && !UNITS_OF_ONE.has(unit)) ? words : String(value);
}

const claimsByPassage = new WeakMap<Passage, Set<Claim>>();

/** What a passage supports: its words, and its papers (article number, dates). */
export function claimsSupportedBy(passage: Passage): Set<Claim> {
  const known = claimsByPassage.get(passage);
  if (known) return known;
  const claims = claimsOf([passage.title, passage.heading ?? '', passage.text, passage.note ?? ''].join('\n'));
  if (passage.article) claims.add(`article:${passage.article}`);
  for (const day of [passage.inForceSince, passage.validUntil, passage.publishedOn]) if (day) claims.add(`date:${day}`);
  for (const claim of [...claims]) {
    const [kind, value = ''] = claim.split(':');
    if (kind === 'date') claims.add(`month:${value.slice(0, 7)}`);
    if (kind === 'date' || kind === 'month') claims.add(`number:${value.slice(0, 4)}`);
    // « 50 % » in a table whose unit stands in the heading, « trente » without its noun: the bare number is supported too.
    if (kind === 'number') claims.add(`number:${value}`);
  }
  claimsByPassage.set(passage, claims);
  return claims;
}

/** Claims of texts read lately: cards are said again and again. */
const recentClaims = new Map<string, Set<Claim>>();
const RECENT_CLAIMS = 1_000;

function knownClaimsOf(text: string): Set<Claim> {
  const known = recentClaims.get(text);
  if (known) return known;
  const claims = claimsOf(text);
  if (recentClaims.size >= RECENT_CLAIMS) recentClaims.clear();
  recentClaims.set(text, claims);
  return claims;
}

/** Claims of the text that none of the passages supports. */
export function unsupportedClaims(text: string, passages: Passage[]): Claim[] {
  return [...knownClaimsOf(text)].filter((claim) => !passages.some((passage) => claimsSupportedBy(passage).has(claim)));
}
