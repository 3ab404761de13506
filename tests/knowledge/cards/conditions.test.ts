import { describe, expect, it } from 'vitest';
import { claimsOf } from '../../../knowledge/answers/claims.ts';
import { sentencesOf } from '../../../knowledge/answers/sentences.ts';
import { fullTextOf, lostConditions } from '../../../knowledge/cards/conditions.ts';
import { readCards } from '../../../knowledge/cards/read-cards.ts';
import { readCorpus } from '../../../knowledge/corpus/read-corpus.ts';

const { cards } = readCards(readCorpus().passages);

describe('the plain words of a card', () => {
  it.each(cards.map((card) => [card.id, card] as const))('of %s lose no condition of its answer', (_id, card) => {
    expect(lostConditions(fullTextOf(card), card.plain)).toEqual([]);
  });

  it('are no copy of the answer', () => {
    expect(cards.filter(({ answer, plain }) => answer === plain).map(({ id }) => id)).toEqual([]);
  });
});

describe('a condition is lost', () => {
  const full = "Oui, si vous avez au moins 24 mois d'ancienneté, sauf accord contraire. Demandez avant de partir : il faut l'accord de l'employeur, et six mois au plus.";

  it.each([
    ['nothing', "Oui, si vous avez 24 mois d'ancienneté ou plus, sauf si un accord dit autre chose. Demandez avant : l'employeur doit dire oui, et c'est six mois au maximum.", []],
    ['the number', "Oui, si vous avez assez d'ancienneté ou plus, sauf accord. Avant, il faut l'accord du patron, et six mois au plus.", ['number:24:month']],
    ['the exception', "Oui, si vous avez au moins 24 mois d'ancienneté. Demandez avant : il faut l'accord du patron, et six mois au plus.", ['except']],
    ['the limit', "Oui, si vous avez au moins 24 mois d'ancienneté, sauf accord. Demandez avant : il faut l'accord du patron, pour six mois.", ['most']],
    ['the order', "Oui, si vous avez au moins 24 mois d'ancienneté, sauf accord. Il faut l'accord du patron, et six mois au plus.", ['before']],
    ['everything', "C'est possible.", ['if', 'except', 'agreement', 'most', 'least', 'before', 'must', 'number:24:month', 'number:6:month']],
  ])('with %s', (_what, plain, lost) => {
    expect(lostConditions(full, plain)).toEqual(lost);
  });

  it('whenever a sentence with a number is left out, in whatever card', () => {
    for (const card of cards) {
      const numbersOf = (text: string) => [...claimsOf(text)].filter((claim) => /^number:.*:/.test(claim));
      const kept = sentencesOf(card.plain).filter(({ text }) => numbersOf(text).length === 0).map(({ text }) => text).join(' ');
      if (numbersOf(fullTextOf(card)).length > 0) expect(lostConditions(fullTextOf(card), kept).filter((lost) => lost.startsWith('number:')), card.id).not.toEqual([]);
    }
  });
});
