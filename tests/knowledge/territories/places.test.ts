import { describe, expect, test } from 'vitest';
import { openPlaces, type Place } from '../../../knowledge/territories/places.ts';
import { DEMONYMS, WORDS } from '../../../knowledge/territories/words.ts';

const places = openPlaces();
const names = (found: Place[]) => found.map(({ name }) => name);

describe('looking places up', () => {
  test('a postal code gives its communes, most people first', () => {
    expect(names(places.byPostalCode('35000'))).toEqual(['Rennes']);
    expect(names(places.byPostalCode('35 000'))).toEqual(['Rennes']);
    expect(places.byPostalCode('01400').length).toBeGreaterThan(3);
    expect(places.byPostalCode('00000')).toEqual([]);
  });

  test('a postal code of Paris gives the arrondissement', () => {
    expect(places.byPostalCode('75011')).toMatchObject([{ name: 'Paris', insee: '75056', arrondissement: 11, postalCodes: ['75011'] }]);
    expect(places.byPostalCode('69003')).toMatchObject([{ name: 'Lyon', arrondissement: 3 }]);
  });

  test('an INSEE code gives the commune of today', () => {
    expect(places.byInsee('29019')).toMatchObject({ level: 'commune', name: 'Brest', departement: { code: '29', name: 'Finistère' }, region: { code: '53', name: 'Bretagne' }, overseas: false, collectivity: false });
    expect(places.byInsee('01033')).toMatchObject({ name: 'Valserhône' });
    expect(places.byInsee('13202')).toMatchObject({ name: 'Marseille', arrondissement: 2 });
    expect(places.byInsee('99999')).toBeNull();
  });

  test('a département by code or by name', () => {
    expect(places.departement('2a')?.name).toBe('Corse-du-Sud');
    expect(places.departement('ille et vilaine')?.departement?.code).toBe('35');
    expect(places.departement('narnia')).toBeNull();
  });

  test('a région by code or by name', () => {
    expect(places.region('53')?.name).toBe('Bretagne');
    expect(places.region('Île de France')?.region?.code).toBe('11');
  });

  test.each(['01', '02', '03', '04', '06'])('région %s is overseas, and no collectivity', (code) => {
    expect(places.region(code)).toMatchObject({ overseas: true, collectivity: false });
  });

  test.each(['97501', '97701', '97801', '98735', '98818', '98613'])('commune %s is in a collectivity', (insee) => {
    expect(places.byInsee(insee)).toMatchObject({ overseas: true, collectivity: true });
  });

  test.each([
    ['29019', 'Brest (Finistère, Bretagne)'],
    ['75056', 'Paris (Île-de-France)'],
    ['75111', 'Paris 11e (Île-de-France)'],
    ['69381', 'Lyon 1er (Rhône, Auvergne-Rhône-Alpes)'],
    ['97411', 'Saint-Denis (La Réunion)'],
  ])('%s is told as « %s »', (insee, told) => {
    expect(places.describe(places.byInsee(insee) as Place)).toBe(told);
  });

  test('départements, régions and countries are told too', () => {
    expect(places.describe(places.departement('29') as Place)).toBe('Finistère (Bretagne)');
    expect(places.describe(places.region('53') as Place)).toBe('Bretagne');
  });
});

describe('what a reading says', () => {
  test('the exact words, and where they stand', () => {
    const text = 'Bonjour, j’habite à Saint-Denis (93), près de Paris 11e.';
    const readings = places.read(text);
    expect(readings.map(({ said }) => said)).toEqual(['Saint-Denis (93)', 'Paris 11e']);
    for (const { said, start, end } of readings) expect(text.slice(start, end)).toBe(said);
  });

  test('accents in two pieces do not shift the words', () => {
    const text = 'je vis à Besançon'.normalize('NFD');
    expect(places.read(text).map(({ said }) => said.normalize('NFC'))).toEqual(['Besançon']);
  });

  test('more than one candidate is not certain', () => {
    expect(places.read('saint-denis').map(({ certain }) => certain)).toEqual([false]);
    expect(places.read('brest').map(({ certain }) => certain)).toEqual([true]);
  });

  test('an arrondissement keeps its postal code', () => {
    expect(places.read('Paris 11e')[0]?.candidates[0]).toMatchObject({ name: 'Paris', arrondissement: 11, postalCodes: ['75011'] });
  });

  test.each(['', ' ', '???', '😀', '0'.repeat(500), 'à '.repeat(2000)])('nothing is read in %j', (text) => {
    expect(places.read(text)).toEqual([]);
    expect(places.read(text, { asked: true })).toEqual([]);
  });
});

describe('the tables', () => {
  test('every town behind a nickname or an adjective exists', () => {
    for (const insee of [...WORDS.towns.values()].flat().concat([...DEMONYMS.values()])) expect(places.byInsee(insee), insee).not.toBeNull();
  });

  test('every région and département behind an everyday name exists', () => {
    for (const code of [...WORDS.regions.values()].flat()) expect(places.region(code), code).not.toBeNull();
    for (const code of [...WORDS.departements.values()].flat()) expect(places.departement(code), code).not.toBeNull();
  });
});
