import { describe, expect, it } from 'vitest';
import { worded } from '../../../knowledge/answers/from-card.ts';

describe('the words of a card', () => {
  it.each(['Oui : il faut son accord.', 'Non, jamais.'])('« %s » come after the question that they answer, quoted on its own line', (answer) => {
    expect(worded({ title: 'Puis-je partir ?', answer })).toBe(`« Puis-je partir ? »\n\n${answer}`);
  });

  it('are said alone when they stand by themselves', () => expect(worded({ title: 'Combien coûte le CEP ?', answer: 'Rien.' })).toBe('Rien.'));
});
