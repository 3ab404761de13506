import { describe, expect, it } from 'vitest';
import { FIRST_CARDS, firstOfAll } from '../../../knowledge/answers/first-of-all.ts';
import { readCards } from '../../../knowledge/cards/read-cards.ts';
import { readCorpus } from '../../../knowledge/corpus/read-corpus.ts';

describe('whoever is about to resign for a new trade', () => {
  it.each(['je vais démissionner demain pour me reconvertir', 'je compte démissionner et monter ma boîte', 'JE VEUX DEMISSIONNER pour faire une formation de fleuriste'])(
    '« %s » is told the order of steps first',
    (text) => expect(firstOfAll(text)).toBe('demission-etapes'),
  );

  it.each(['quel préavis quand je démissionne', 'la démission d’un apprenti', 'je veux faire une formation'])('« %s » is answered as any other', (text) => expect(firstOfAll(text)).toBeNull());
});

it('every card of the table exists', () => {
  const known = new Set(readCards(readCorpus().passages).cards.map((card) => card.id));
  expect(FIRST_CARDS.filter((id) => !known.has(id))).toEqual([]);
});
