import { describe, expect, it } from 'vitest';
import { saysExpected } from '../../../../adapters/cli/evaluate/answers.ts';

describe('what an answer must say', () => {
  it.each([
    ['Le conseil est gratuit.', 'gratuit'],
    ['Jusqu’à 5 000 € en tout.', '5 000'],
    ['Deux mois au plus.', '2 mois|deux mois'],
    ['Voyez l’APEC.', 'Apec'],
  ])('is found in « %s »', (text, expected) => expect(saysExpected(text, expected)).toBe(true));

  it.each([
    ['En 2015.', '15'],
    ['Jusqu’à 15 000 €.', '5 000'],
    ['1,15 fois', '15'],
  ])('is not found in « %s »', (text, expected) => expect(saysExpected(text, expected)).toBe(false));
});
