import { describe, expect, it } from 'vitest';
import { recheck } from '../../../../adapters/cli/evaluate/proof-recheck.ts';
import type { Citation } from '../../../../knowledge/knowledge-base.ts';
import type { Passage } from '../../../../knowledge/passage.ts';

const passage = {
  id: 'code-du-travail:L6422-2',
  title: 'Article L6422-2 du Code du travail',
  heading: null,
  text: 'Cette absence ne dépasse pas quarante-huit heures par session. Le plafond est de mille six cents euros au 26 février 2026. Voir l’article L. 6323-17.',
  note: null,
  article: 'L6422-2',
  inForceSince: '2018-08-19',
  publishedOn: null,
  validUntil: null,
} as Passage;

function check(text: string, quote = 'quarante-huit heures par session') {
  return recheck(text, [{ id: passage.id, quote } as Citation], (id) => (id === passage.id ? passage : undefined));
}

describe('the second proof of an answer', () => {
  it.each([
    'Vous avez 48 heures par session. [1]',
    'Le plafond est de 1 600 € depuis le 26/02/2026. [1]',
    'Cette règle vaut depuis le 19 août 2018 (article L. 6422-2). [1]',
    'Depuis février 2026, voyez l’article L6323-17.',
  ])('lets pass « %s »', (text) => expect(check(text).unshown).toEqual([]));

  it.each([
    ['Vous avez 24 heures.', 'nombre 24'],
    ['Vous avez vingt-quatre heures.', 'nombre 24'],
    ['Le plafond est de 1 500 €.', 'nombre 1500'],
    ['Depuis le 1er mars 2026.', 'date 2026-03-01'],
    ['Depuis le 26 février 2025.', 'date 2025-02-26'],
    ['C’est l’article L. 6422-3.', 'article L6422-3'],
  ])('catches « %s »', (text, problem) => expect(check(text).unshown).toEqual([problem]));

  it('finds the quote word for word, whatever the line breaks', () => {
    expect(check('', 'quarante-huit heures\npar session').brokenQuotes).toEqual([]);
    expect(check('', 'quarante huit heures par session').brokenQuotes).toEqual([passage.id]);
  });

  it('refuses a quote from a passage that does not exist', () => {
    const cited = [{ id: 'code-du-travail:L1', quote: 'x' } as Citation];
    expect(recheck('', cited, () => undefined).brokenQuotes).toEqual(['code-du-travail:L1']);
  });
});
