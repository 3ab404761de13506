import { describe, expect, it } from 'vitest';
import { learnCards } from '../../../knowledge/index/build/learned-cards.ts';
import { LearnedCards, type Signs } from '../../../knowledge/index/learned-cards.ts';

const signs = (text: string): Signs => new Map(text.split(' ').map((word) => [word, 1]));
const wordings = [
  ...['prix cep', 'cep payant', 'cep gratuit'].map((text) => ({ card: 0, signs: signs(text) })),
  ...['duree cep', 'cep long', 'temps cep'].map((text) => ({ card: 1, signs: signs(text) })),
];
const learn = () => {
  const { arrays, signs: known } = learnCards(wordings, 2);
  return new LearnedCards(arrays, known, 2);
};

describe('which card is meant, learned from the wordings', () => {
  it('is told by what the cards do not share', () => {
    const [price = 0, duration = 0] = learn().likelihoods(signs('le cep est payant'));
    expect(price).toBeGreaterThan(duration);
    expect(price + duration).toBeGreaterThan(0.3);
    expect(price + duration).toBeLessThan(1);
  });

  it('is none where no sign is known', () => {
    expect([...learn().likelihoods(signs('recette de crêpes'))]).toEqual([0, 0]);
  });

  it('is the same at every build', () => {
    expect(learnCards(wordings, 2)).toEqual(learnCards(wordings, 2));
  });
});
