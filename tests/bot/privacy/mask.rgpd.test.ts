import { describe, expect, it } from 'vitest';
import { maskPersonalData, withoutMasks } from '../../../bot/privacy/mask.ts';
import type { PersonalDataKind } from '../../../bot/privacy/personal-data.ts';

const PERSONAL: [string, PersonalDataKind][] = [
  ['rappelez moi au 06 12 34 56 78 svp', 'phone'],
  ['mon tel 0612345678', 'phone'],
  ['06.12.34.56.78', 'phone'],
  ['06-12-34-56-78', 'phone'],
  ['+33 6 12 34 56 78', 'phone'],
  ['+33(0)612345678', 'phone'],
  ['0033612345678', 'phone'],
  ['0612 345 678', 'phone'],
  ['+262 692 12 34 56', 'phone'],
  ['+590 690 12 34 56', 'phone'],
  ['mon numéro de sécu 1 84 12 76 451 089 46', 'nir'],
  ['184127645108946', 'nir'],
  ['2 69 05 49 588 157 80', 'nir'],
  ['nir 1841276451089', 'nir'],
  ['secu 1 85 05 2A 004 123 45', 'nir'],
  ['jean.dupont@exemple.fr', 'email'],
  ['ecrivez a JEAN.DUPONT@EXEMPLE.FR', 'email'],
  ['jean.dupont arobase exemple point fr', 'email'],
  ['jean.dupont(at)exemple.fr', 'email'],
  ['FR14 2004 1010 0505 0001 3M02 606', 'iban'],
  ['iban fr1420041010050500013m02606', 'iban'],
  ['DE89 3704 0044 0532 0130 00', 'iban'],
  ['ma carte 4111 1111 1111 1111', 'payment-card'],
  ['5555555555554444', 'payment-card'],
  ['mon identifiant france travail est 1234567A', 'france-travail-id'],
];

const INNOCENT = [
  'j habite 35000 Rennes',
  'mon CPF est a 1 500 €',
  'je gagne 1 800,50 euros',
  'article L6323-17-1',
  'né le 01/02/1984',
  'le 01.02.2024',
  'depuis le 2 septembre 2019',
  'de 2019 à 2023',
  '1300 jours sur 60 mois',
  '2 400 000 emplois',
  'siret 732 829 320 00074',
  'appeler le 3949 ou le 39 49',
  'le 3114',
  'j ai 34 ans et 12 ans d ancienneté',
  'rdv le 06 12 2026',
  '24 heures, 35 h, 1 607 heures',
  'décret 2026-234',
  'code ROME J1501',
  'rendez-vous à 14h30 @ la mairie',
];

describe('personal data that nobody asked for (RGPD art. 5)', () => {
  it.each(PERSONAL)('masks « %s » as %s', (text, kind) => {
    const { text: shown, masked } = maskPersonalData(text);
    expect(masked).toEqual([kind]);
    expect(shown).toMatch(/masquée?\]/);
    // At most the two digits of a country or a year may be left of the number.
    expect(shown.replace(/\D/g, '').length).toBeLessThan(3);
  });

  it.each(INNOCENT)('leaves « %s » alone', (text) => {
    expect(maskPersonalData(text)).toEqual({ text, masked: [] });
  });

  it('masks several kinds in one message and keeps the question', () => {
    const { text, masked } = maskPersonalData('je suis au 0612345678 ou a.b@exemple.fr, le CEP est gratuit ?');
    expect([...masked].sort()).toEqual(['email', 'phone']);
    expect(text).toContain('le CEP est gratuit ?');
    expect(withoutMasks('[numéro de téléphone masqué]')).toBe('');
  });

  it('reads a very long message without an address in time that grows with its length only', () => {
    const text = 'a'.repeat(60_000);
    expect(maskPersonalData(text).text).toBe(text);
  });
});

it('a message that is masked already stays as it is: « je m’appelle » itself is no name', () => {
  const { text } = maskPersonalData('je m’appelle Karim  et jmappelle Lea');
  expect(text).toBe('je m’appelle [nom masqué]  et jmappelle [nom masqué]');
  expect(maskPersonalData(text).text).toBe(text);
});

it('an account is found behind letters that could begin another one', () => {
  expect(maskPersonalData('ma 06 12 34 56 78 FR76 3000 6000 0112 3456 7890 189').masked).toEqual(['iban', 'phone']);
});
