import { describe, expect, it } from 'vitest';
import { claimsOf, unsupportedClaims } from '../../knowledge/answers/claims.ts';
import { documentOf, locateIn, readCards } from '../../knowledge/cards/read-cards.ts';
import { readCorpus } from '../../knowledge/corpus/read-corpus.ts';
import { GLOSSARY } from '../../knowledge/glossary.ts';
import { holdsOn } from '../../knowledge/passage.ts';

const { passages } = readCorpus();
const { cards } = readCards(passages);
const DAY = '2026-11-23';

describe('a word of the trade', () => {
  it.each(GLOSSARY.words.flatMap((entry) => ('source' in entry ? [[entry.word, entry] as const] : [])))('%s says what its source holds', (_word, { source, meaning }) => {
    const found = locateIn(passages.filter(({ document }) => document === documentOf(source)), source);
    expect(found).not.toBeNull();
    expect(holdsOn(found!.passage, DAY)).toBe(true);
    expect(unsupportedClaims(meaning, [found!.passage])).toEqual([]);
  });

  it('without a source holds no number with a unit, no date, no article and no sum', () => {
    const claimed = GLOSSARY.words.flatMap((entry) => ('plain' in entry ? [...claimsOf(entry.meaning)].filter((claim) => !/^number:\d+$/.test(claim)).map((claim) => `${entry.word}: ${claim}`) : []));
    // « Révolus » is explained by an example, of an age and not of a rule.
    expect(claimed.filter((claim) => !claim.startsWith('révolus'))).toEqual([]);
  });

  it('leads to cards that exist', () => {
    const known = new Set(cards.map(({ id }) => id));
    const named = GLOSSARY.words.flatMap((entry) => ('card' in entry ? [entry.card] : entry.more === undefined ? [] : [entry.more]));
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });

  it('is in one row only', () => {
    const forms = GLOSSARY.words.flatMap(({ word, also }) => [word, ...also].map((form) => form.toLowerCase()));
    expect(forms.filter((form, at) => forms.indexOf(form) !== at)).toEqual([]);
  });
});

describe('the short forms that cards use', () => {
  /** Names of things that everybody knows by these letters, or that are no words: a site, a country code. */
  const KNOWN_TO_ALL = new Set(['CAP', 'BEP', 'SMS', 'BE', 'VRP', 'II', 'III', 'RH']);

  it('are all explained on demand', () => {
    const forms = GLOSSARY.words.flatMap(({ word, also }) => [word, ...also]).join(' ').toUpperCase();
    const used = new Set(cards.flatMap(({ answer, plain }) => `${answer} ${plain}`.match(/\b\p{Lu}{2,}\d?\p{Lu}?\b/gu) ?? []));
    const missing = [...used].filter((form) => !KNOWN_TO_ALL.has(form) && !new RegExp(`(?<![A-Z])${form}(?![A-Z])`).test(forms));
    expect(missing).toEqual([]);
  });
});
