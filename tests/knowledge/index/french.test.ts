import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStopWord, plain, words } from '../../../knowledge/index/french.ts';
import { stem, stems } from '../../../knowledge/index/stem.ts';

describe('words of a French text', () => {
  it.each([
    ['L’employeur n’a qu’à lire jusqu’au bout', 'employeur a a lire jusqu au bout'.split(' ').filter((word) => word !== 'jusqu')],
    ['le S.M.I.C. et la V.A.E', ['le', 'smic', 'et', 'la', 'vae']],
    ['article L. 6111-6, R*4228-20 ou l 1237-19-1', ['article', 'l6111-6', 'r4228-20', 'ou', 'l1237-19-1']],
    ['13 ème mois, 13e mois, 1er mai', ['13eme', 'mois', '13eme', 'mois', '1eme', 'mai']],
    ['1 500 euros', ['1500', 'euros']],
    ['les prud’hommes aujourd’hui', ['les', 'prudhommes', 'aujourdhui']],
    ['cœur', ['coeur']],
  ])('%s', (text, expected) => {
    expect(words(text).filter((word) => word !== 'jusqu')).toEqual(expected);
  });

  it('knows a compound however it is written', () => {
    for (const writing of ['auto-entrepreneur', 'auto entrepreneur', 'autoentrepreneur']) expect(words(writing)).toContain('autoentrepreneur');
    for (const writing of ['mi-temps', 'mi temps', 'mitemps']) expect(words(writing)).toContain('mitemps');
  });

  it('keeps the first half of a compound that stands alone', () => expect(words('un rendez-vous en visio')).toContain('visio'));

  it('keeps the letter of « Pro-A »', () => {
    expect(words('la Pro-A existe encore ?')).toContain('proa');
    expect(words('y a-t-il une aide')).toEqual(expect.arrayContaining(['aide']));
  });

  it('does not care for accents, capitals or the kind of apostrophe', () => {
    expect(plain('ÉVOLUTION de l’Expérience')).toBe("evolution de l'experience");
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => plain(plain(text)) === plain(text)));
  });

  it('never fails, whatever is written', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => stems(text).every((one) => one.length > 0)));
  });
});

describe('stems', () => {
  it.each([
    ['licenciement', 'licencier', 'licenciée'],
    ['démission', 'démissionner', 'démissionnaire'],
    ['travail', 'travaux', 'travailler'],
    ['payer', 'payé', 'paie'],
    ['congé', 'congés'],
    ['salarié', 'salariées'],
    ['former', 'formation', 'formée'],
  ])('puts together %s, %s…', (...family) => {
    const found = new Set(family.map((word) => stem(plain(word))));
    expect([...found]).toHaveLength(1);
  });

  it.each([
    ['salaire', 'salarié'],
    ['maternité', 'matériel'],
    ['conseil', 'consentement'],
    ['emploi', 'employeur'],
  ])('keeps apart %s and %s', (one, other) => {
    expect(stem(plain(one))).not.toBe(stem(plain(other)));
  });

  it('leaves out the words that only tie others together', () => {
    expect(stems('est-ce que je peux avoir un conseiller ?')).toEqual([stem('conseiller')]);
    expect(isStopWord('vae')).toBe(false);
  });
});
