import { describe, expect, it } from 'vitest';
import { claimsOf } from '../../../knowledge/answers/claims.ts';
import { valueOfWords } from '../../../knowledge/answers/numbers.ts';

describe('what a text claims', () => {
  it.each([
    ['article L. 6323-17-1 et R6422-4', ['article:L6323-17-1', 'article:R6422-4']],
    ['vingt-quatre mois', ['number:24:month']],
    ['24 mois', ['number:24:month']],
    ['un délai de trente jours ouvrés', ['number:30:day']],
    ['1 600 € depuis le 26 février 2026', ['date:2026-02-26', 'number:1600:euro']],
    ['102,23 €', ['number:102.23:euro']],
    ['le 1er janvier 2024', ['date:2024-01-01']],
    ['le 02/04/2026', ['date:2026-04-02']],
    ['en mars 2026', ['month:2026-03']],
    ['70 % du salaire', ['number:70:percent']],
    ['loi n° 2018-771', ['law:2018-771']],
    ['deux niveaux', ['number:2:level']],
  ])('« %s »', (text, claims) => expect([...claimsOf(text)].sort()).toEqual(claims));

  it('gives « 24 ou 36 mois » the unit of the second number', () => {
    expect([...claimsOf('24 ou 36 mois')]).toEqual(expect.arrayContaining(['number:24:month', 'number:36:month']));
  });

  it('takes ways of speaking for what they are', () => {
    expect([...claimsOf('une fois, un conseiller, les deux, la première heure')]).toEqual([]);
  });

  it.each([
    ['quatre-vingt-quinze', 95],
    ['quatre-vingts', 80],
    ['soixante-dix', 70],
    ['soixante et onze', 71],
    ['cent vingt', 120],
    ['deux cent cinquante', 250],
    ['mille trois cents', 1300],
    ['quatre-vingt-dix-neuf', 99],
    ['vingt et un', 21],
  ])('reads « %s » as %i', (words, value) => expect(valueOfWords(words)).toBe(value));
});
