import { expect, it } from 'vitest';
import { FORMER_CARDS, formerNameIn } from '../../../knowledge/answers/former-names.ts';
import { openIndex } from '../../../knowledge/index/open-index.ts';
import { KNOWLEDGE_DIR } from '../../support/built-knowledge.ts';

it('names only cards that exist', () => {
  const known = new Set(openIndex(KNOWLEDGE_DIR).cards.map(({ id }) => id));
  expect(FORMER_CARDS.filter((id) => !known.has(id))).toEqual([]);
});

it.each([
  ['il me reste 80h de DIF', 'cpf-heures-dif'],
  ['je veux faire un C.I.F. ou un CIF', 'ptp-cif'],
  ['le Fongécif de Bretagne', 'ancien-opacif-fongecif'],
  ['une Pro-A en 2026', 'reconversion-proa'],
])('« %s » uses a name of before', (text, card) => {
  expect(formerNameIn(text)).toBe(card);
});

it.each(['une différence ?', 'un métier difficile', 'je suis au projet', 'significatif'])('« %s » uses none', (text) => {
  expect(formerNameIn(text)).toBeNull();
});
