import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildSpelling, Spelling } from '../../../knowledge/index/spelling.ts';

const known = ['formation', 'information', 'reconversion', 'chomage', 'demission', 'bilan', 'conseil', 'competences', 'apprentissage', 'mutation'];
const spelling = new Spelling(buildSpelling(known, known.map((_, index) => 10 + index)), known);

describe('spelling', () => {
  it.each([
    ['formtion', 'formation'],
    ['reconvertion', 'reconversion'],
    ['chaumage', 'chomage'],
    ['dmission', 'demission'],
    ['aprentisage', 'apprentissage'],
    ['blian', 'bilan'],
    ['conpetances', 'competences'],
  ])('reads %s as %s', (typed, meant) => {
    expect(spelling.correct(typed)).toBe(meant);
  });

  it.each(['vae', 'xyz', 'recette', '2024', 'boulangerie'])('leaves %s alone', (typed) => {
    expect(spelling.correct(typed)).toBeNull();
  });

  it('finds every known word after one letter was struck out of it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...known), fc.nat(), (word, place) => {
        const typed = word.slice(0, place % word.length) + word.slice((place % word.length) + 1);
        return spelling.correct(typed) !== null;
      }),
    );
  });
});
