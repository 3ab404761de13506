/**
 * Checks an answer a second time, by other code than the product's own proof: its numbers, dates and article numbers
 * must stand in the passages that it cites, and its quotes must be found there word for word.
 */
import type { Citation } from '../../../knowledge/knowledge-base.ts';
import type { Passage } from '../../../knowledge/passage.ts';
import { numbersIn, plainFrench } from './french-numbers.ts';

const MONTHS = ['janvier', 'fevrier', 'mars', 'avril', 'mai', 'juin', 'juillet', 'aout', 'septembre', 'octobre', 'novembre', 'decembre'];
const DATE_IN_WORDS = new RegExp(`(?:(\\d{1,2})(?:er)? )?(${MONTHS.join('|')})(?: (\\d{4}))?(?![a-z])`, 'g');
const DATE_IN_DIGITS = /(?<!\d)(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/g;
const ARTICLE = /(?<![a-z])([lrd])\. ?\*? ?(\d{3,4}(?:-\d+)*)|(?<![a-z])([lrd])(\d{3,4}(?:-\d+)+)/g;

interface Facts {
  articles: Set<string>;
  /** `2026-02-26`, `2026-02`, `02-26`: as much of the date as was said. */
  dates: Set<string>;
  numbers: Set<number>;
}

const twoDigits = (value: string) => value.padStart(2, '0');

function dateName(day: string | undefined, month: string, year: string | undefined): string {
  return [year, month, day === undefined ? undefined : twoDigits(day)].filter((part) => part !== undefined).join('-');
}

/** What the text states that can be wrong. Dates and article numbers are taken out before numbers are read. */
function factsOf(text: string): Facts {
  const articles = new Set<string>();
  const dates = new Set<string>();
  const rest = plainFrench(text)
    .replace(ARTICLE, (_whole, letter, number, otherLetter, otherNumber) => {
      articles.add(`${letter ?? otherLetter}${number ?? otherNumber}`.toUpperCase());
      return ' ; ';
    })
    .replace(DATE_IN_DIGITS, (_whole, day: string, month: string, year: string) => {
      dates.add(dateName(day, twoDigits(month), year));
      return ' ; ';
    })
    .replace(DATE_IN_WORDS, (whole, day: string | undefined, month: string, year: string | undefined) => {
      // « mai » or « mars » without day or year is a word like another.
      if (day === undefined && year === undefined) return whole;
      dates.add(dateName(day, twoDigits(String(MONTHS.indexOf(month) + 1)), year));
      return ' ; ';
    });
  return { articles, dates, numbers: new Set(numbersIn(rest)) };
}

/** A date is shown when the evidence says as much of it, or more. */
function showsDate(evidence: Set<string>, date: string): boolean {
  return [...evidence].some((known) => known === date || known.startsWith(`${date}-`) || known.endsWith(`-${date}`));
}

function evidenceOf(passages: readonly Passage[]): Facts {
  const texts = passages.map((passage) => [passage.title, passage.heading, passage.text, passage.note].filter((part) => part !== null).join('\n'));
  const facts = factsOf(texts.join('\n'));
  for (const passage of passages) {
    if (passage.article !== null) facts.articles.add(passage.article);
    for (const day of [passage.inForceSince, passage.publishedOn, passage.validUntil]) if (day !== null) facts.dates.add(day);
  }
  return facts;
}

export interface Recheck {
  /** What the answer states and no cited passage holds, in words. */
  unshown: string[];
  /** Ids of the citations whose quote is not in their passage. */
  brokenQuotes: string[];
}

/** Marks such as `[1]` are taken out of the text first. */
export function recheck(text: string, citations: readonly Citation[], passageOf: (id: string) => Passage | undefined): Recheck {
  const cited = citations.map((citation) => passageOf(citation.id)).filter((passage) => passage !== undefined);
  const said = factsOf(text.replace(/\[\d+\]/g, ' '));
  const shown = evidenceOf(cited);
  const spaced = (words: string) => words.replace(/\s+/g, ' ').trim();
  return {
    unshown: [
      ...[...said.articles].filter((article) => !shown.articles.has(article)).map((article) => `article ${article}`),
      ...[...said.dates].filter((date) => !showsDate(shown.dates, date)).map((date) => `date ${date}`),
      ...[...said.numbers].filter((number) => !shown.numbers.has(number)).map((number) => `nombre ${number}`),
    ],
    brokenQuotes: citations
      .filter(({ id, quote }) => quote.trim() === '' || !spaced(passageOf(id)?.text ?? '').includes(spaced(quote)))
      .map(({ id }) => id),
  };
}
