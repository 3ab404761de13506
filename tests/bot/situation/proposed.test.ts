import { describe, expect, it } from 'vitest';
import { checkedProposals, PROPOSED } from '../../../bot/situation/proposed.ts';
import { readInContext } from '../../../bot/situation/reading/read-in-context.ts';
import { openPlaces } from '../../../knowledge/territories/places.ts';

const sentences = Object.entries(PROPOSED).flatMap(([slot, values]) => Object.entries(values).map(([value, sentence]) => ({ slot, value, sentence })));

describe('a sentence proposed to the person', () => {
  it.each(sentences)('« $sentence » is read as $slot = $value', ({ slot, value, sentence }) => {
    const { readings } = readInContext(sentence, {}, null, { asked: null, places: openPlaces(), year: 2026 });
    expect(readings.find((reading) => reading.slot === slot)).toMatchObject({ value: value === 'true' ? true : value === 'false' ? false : value });
  });
});

describe('what a model proposes', () => {
  const MESSAGE = 'j’ai ma boîte de plomberie depuis trois ans et je rame';
  const proposed = (...facts: { slot: string; value: string; said: string }[]) => checkedProposals({ facts }, MESSAGE, {});

  it('is shown with the person’s own words', () => {
    expect(proposed({ slot: 'statut', value: 'independant', said: 'j’ai ma boîte' })).toEqual([{ said: 'j’ai ma boîte', sentence: 'Je suis indépendant' }]);
  });

  it.each([
    ['words that the message does not hold', { slot: 'statut', value: 'independant', said: 'je suis à mon compte' }],
    ['no words', { slot: 'statut', value: 'independant', said: '' }],
    ['a value of no list', { slot: 'statut', value: 'milliardaire', said: 'j’ai ma boîte' }],
    ['a name that every object has', { slot: 'statut', value: 'constructor', said: 'j’ai ma boîte' }],
    ['a slot of no list', { slot: 'toString', value: 'x', said: 'j’ai ma boîte' }],
    ['health', { slot: 'sante', value: 'arret-travail', said: 'je rame' }],
    ['a handicap', { slot: 'handicap', value: 'true', said: 'je rame' }],
  ])('is left out with %s', (_what, fact) => {
    expect(proposed(fact)).toEqual([]);
  });

  it('never touches what is known, and proposes one value for a slot', () => {
    const known = { statut: { value: 'salarie-prive' as const, said: 'x', turn: 1, at: '2026-11-23', origin: 'stated' as const, confirmed: false } };
    const facts = [{ slot: 'statut', value: 'independant', said: 'j’ai ma boîte' }, { slot: 'statut', value: 'apprenti', said: 'j’ai ma boîte' }];
    expect(checkedProposals({ facts }, MESSAGE, known)).toEqual([]);
    expect(checkedProposals({ facts }, MESSAGE, {})).toHaveLength(1);
  });
});
