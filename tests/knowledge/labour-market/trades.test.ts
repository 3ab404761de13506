/** What people call a trade, and what is none. The suites measure it wide (`tests/evaluation/occupations.yaml`); here are the rules. */
import { describe, expect, it } from 'vitest';
import { readTrades } from '../../../knowledge/labour-market/occupations.ts';
import { namesIn, openTradeNames } from '../../../knowledge/labour-market/trade-names.ts';
import { openTradeTables } from '../../../knowledge/labour-market/trade-tables.ts';
import { plainWords, soundOf, stemOf, stemsOf } from '../../../knowledge/labour-market/trade-words.ts';

describe('a trade', () => {
  it.each([
    ['electritien', 'F1602'], ['auxilliaire de puericulture', 'J1304'], ['masson', 'F1703'], ['aide soingante', 'J1501'],
    ['agent immobilier', 'C1504'], ['je conduis des bus', 'N4103'], ['je garde des enfants', 'K1303'],
  ])('« %s » is %s, slips and turns of phrase forgiven', (said, rome) => {
    expect(readTrades(said)[0]?.rome).toBe(rome);
  });

  it('is the longer name when more is said', () => {
    expect(readTrades('controleur sncf')[0]?.rome).toBe('N4302');
    expect(readTrades('secrétaire dans un cabinet d’avocats')[0]?.rome).toBe('M1607');
  });

  it('that is several comes with two to four choices, each of which is one', () => {
    for (const said of ['technicien', 'je bosse dans le bâtiment', 'les métiers de la logistique']) {
      const [found] = readTrades(said);
      expect(found?.choices.length, said).toBeGreaterThanOrEqual(2);
      expect(found?.choices.length, said).toBeLessThanOrEqual(4);
    }
    for (const name of openTradeTables().namesToChoose) expect(readTrades(name)[0], name).toMatchObject({ choices: [] });
  });

  it('is not « conseiller » when one asks for a counsellor, nor « chef » when one speaks of one’s own', () => {
    expect(readTrades('je veux parler à un conseiller')).toEqual([]);
    expect(readTrades('mon chef m’énerve')).toEqual([]);
  });

  it('is told by every activity of the table', () => {
    for (const { does, what, trade } of openTradeTables().activities) expect(readTrades(`je ${does[0]} des ${what[0]}`).length, trade).toBeGreaterThan(0);
  });
});

describe('words', () => {
  it('masculine and feminine are one', () => {
    for (const [one, other] of [['agent', 'agente'], ['vendeur', 'vendeuses'], ['infirmier', 'infirmière'], ['conducteur', 'conductrices'], ['boulanger', 'boulangère']] as const) expect(stemOf(plainWords(one))).toBe(stemOf(plainWords(other)));
  });

  it('what sounds alike is one', () => {
    for (const [one, other] of [['electricien', 'electritien'], ['comptable', 'contable'], ['cariste', 'carriste']] as const) expect(soundOf(one)).toBe(soundOf(other));
  });

  it('what follows the feminine follows the masculine too, and acronyms are left out', () => {
    expect(namesIn('Agent / Agente immobilier')).toEqual(['Agent immobilier', 'Agente immobilier']);
    expect(namesIn('Conducteur(trice) d’engins (CACES)')).toEqual(['Conducteur d’engins']);
    expect(openTradeNames().exact(stemsOf(['agent']))).toEqual([]);
  });
});
