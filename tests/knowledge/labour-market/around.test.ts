/** A trade over the départements around, against values read here from the table itself. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rankAround } from '../../../knowledge/labour-market/around.ts';
import { openLabourTables } from '../../../knowledge/labour-market/tables.ts';

const tables = openLabourTables();
const lines = readFileSync(new URL('../../../knowledge/labour-market/data/bmo.csv', import.meta.url), 'utf8').trim().split('\n').map((line) => line.split(','));
const cell = (code: string, occupation: string) => lines.find(([departement, fap]) => departement === code && tables.fapLabels.get(fap ?? '') === occupation);

it('ranks the départements of the région, with the figures of the table', () => {
  const around = rankAround('J1501', { departement: '29', region: '53' }, tables);
  expect(around).toMatchObject({ occupation: 'Aides-soignants', region: 'Bretagne' });
  expect(around?.rows.map(({ label }) => label).sort()).toEqual(["Côtes-d'Armor (22)", 'Finistère (29)', 'Ille-et-Vilaine (35)', 'Morbihan (56)']);
  for (const { label, value, difficult, atLeast, isOwn } of around?.rows ?? []) {
    const [, , projects, hard, , secret] = cell(/\((.*)\)/.exec(label)?.[1] ?? '', 'Aides-soignants') ?? [];
    expect([value, difficult, atLeast, isOwn]).toEqual([Number(projects), Number(hard), secret === '1', label.includes('29')]);
  }
  const values = around?.rows.map(({ value }) => value) ?? [];
  expect(values).toEqual([...values].sort((one, other) => other - one));
});

it('keeps the person’s own département among the rows, however few its projects', () => {
  const around = rankAround('F1703', { departement: '15', region: '84' }, tables);
  expect(around?.rows.length).toBeLessThanOrEqual(9);
  expect(around?.rows.find(({ isOwn }) => isOwn)?.label).toContain('Cantal');
});

it.each([['a région of one département', { departement: '974', region: '04' }], ['no région', { departement: null, region: null }]])('compares nothing in %s', (_where, where) => {
  expect(rankAround('J1501', where, tables)).toBeNull();
});
