/** What a reader of twelve can take in: short stretches between stops, amounts with their unit and their date, no short form left unexplained. */
import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../../knowledge/answers/sentences.ts';
import { readCards } from '../../../knowledge/cards/read-cards.ts';
import { readCorpus } from '../../../knowledge/corpus/read-corpus.ts';

/** Words between two stops: at most, and for nine stretches in ten. */
const LIMITS = { answer: { most: 30, usual: 24 }, plain: { most: 25, usual: 19 } };
/** Words of a whole answer: half of all are shorter than the first, none is longer than the second. */
const ANSWER_WORDS = { median: 70, most: 110 };

const { cards } = readCards(readCorpus().passages);
const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length;
/** The papers of a figure, in brackets at the end, are looked at and not read out. */
const stretchesOf = (text: string): string[] => sentencesOf(text).flatMap((sentence) => sentence.text.replace(/\([^)]*\)/g, '').split(/\s[;:]\s/));
const quantile = (numbers: number[], share: number): number => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length * share)] ?? 0;

describe.each(['answer', 'plain'] as const)('the %s of the cards', (kind) => {
  const stretches = cards.flatMap((card) => stretchesOf(card[kind]).map((text) => ({ id: card.id, text, words: wordsIn(text) })));

  it('has no long stretch', () => {
    expect(stretches.filter(({ words }) => words > LIMITS[kind].most).map(({ id, text }) => `${id}: ${text}`)).toEqual([]);
  });

  it('is short as a rule', () => expect(quantile(stretches.map(({ words }) => words), 0.9)).toBeLessThanOrEqual(LIMITS[kind].usual));

  it('dates its amounts: a sum or a rate without a year grows old in silence', () => {
    const undated = cards.filter((card) => /\d\s?(?:€|euros?\b|%)/.test(card[kind]) && !/\b(?:19|20)\d\d\b/.test(card[kind]));
    expect(undated.map(({ id }) => id)).toEqual([]);
  });

  it('gives its unit with each number', () => {
    // A year, a level and a phone number are names rather than measures.
    const NAMES = /\b(?:19|20)\d\d\b|niveau \d|\b\d\d(?: \d\d){4}\b/g;
    const bare = cards.filter((card) => /(?<![\p{L}\d,.-])\d+(?:,\d+)?\s*(?:[.;]\s|$)/u.test(card[kind].replace(NAMES, '')));
    expect(bare.map(({ id }) => id)).toEqual([]);
  });
});

it('the answers are short, and the plain words no longer than they are on the whole', () => {
  const lengths = cards.map(({ answer }) => wordsIn(answer));
  expect(quantile(lengths, 0.5)).toBeLessThan(ANSWER_WORDS.median);
  expect(Math.max(...lengths)).toBeLessThan(ANSWER_WORDS.most);
  expect(quantile(cards.map(({ plain }) => wordsIn(plain)), 0.5)).toBeLessThan(quantile(lengths, 0.5));
});
