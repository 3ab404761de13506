/** Places in a question about the labour market: what the reader of places leaves open. */
import { describe, expect, it } from 'vitest';
import { readWhere } from '../../../knowledge/labour-market/where.ts';

const read = (text: string, asked = false) => readWhere(text, asked)?.candidates.map(({ name, departement }) => `${name} ${departement?.code ?? ''}`.trim());

describe('where', () => {
  it.each([
    ['taux de chomage 35', 'Ille-et-Vilaine 35'], ['dans le 35', 'Ille-et-Vilaine 35'], ['le 93', 'Seine-Saint-Denis 93'], ['Plougastel', 'Plougastel-Daoulas 29'],
    ['je cherche un travail a Sarlat', 'Sarlat-la-Canéda 24'], ['haute garone', 'Haute-Garonne 31'], ['sa recrute a kimper ?', 'Quimper 29'], ['autour d’Aubusson', 'Aubusson 23'],
  ])('« %s » is %s', (said, place) => {
    expect(read(said)).toEqual([place]);
  });

  it('namesakes of some size are left to choose among', () => {
    expect(readWhere('quels métiers recrutent à Saint-Denis ?')?.certain).toBe(false);
  });

  it.each(['quels métiers recrutent le 12 mars', 'je cherche à changer de métier', 'je veux travailler à domicile', 'emploi à temps plein', 'quels débouchés'])('« %s » names none', (said) => {
    expect(read(said)).toBeUndefined();
  });
});
