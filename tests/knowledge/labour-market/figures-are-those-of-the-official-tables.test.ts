/**
 * What is answered on imported tables, against values added up here straight from the CSV files by other code.
 * On a small folder made here, and on the real one that LABOUR_DATA_DIR names.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { areasOf, rateAreasOf } from '../../../knowledge/labour-market/areas.ts';
import { describeTrade } from '../../../knowledge/labour-market/describe.ts';
import { outlook, unemploymentOf } from '../../../knowledge/labour-market/figures.ts';
import { importLabour } from '../../../knowledge/labour-market/import/import-labour.ts';
import { openLabour } from '../../../knowledge/labour-market/open-labour.ts';
import type { LabourTables } from '../../../knowledge/labour-market/tables.ts';
import { drawing, plainRows, writeLabourFolder } from '../../support/labour-folder.ts';

const scratch = mkdtempSync(join(tmpdir(), 'labour-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const REAL = process.env.LABOUR_DATA_DIR;
const require = createRequire(import.meta.url);
const regionOf = new Map((require('@etalab/decoupage-administratif/data/departements.json') as { code: string; region?: string }[]).map(({ code, region }) => [code, region ?? null]));
const departementOf = (commune: string) => (commune.startsWith('97') ? commune.slice(0, 3) : commune.slice(0, 2));

interface Sum {
  projects: number;
  difficult: number;
  seasonal: number;
  atLeast: boolean;
  difficultAtLeast: boolean;
  seasonalAtLeast: boolean;
  before: number | null;
  beforeAtLeast: boolean;
}

function sumOf(now: Record<string, string>[], then: Record<string, string>[]): Sum {
  const total = (rows: Record<string, string>[], column: string) => rows.reduce((sum, row) => sum + Number(row[column] || 0), 0);
  const secret = (rows: Record<string, string>[], column: string) => rows.some((row) => row[column] === '');
  return {
    projects: total(now, 'projets'), difficult: total(now, 'projets_difficiles'), seasonal: total(now, 'projets_saisonniers'),
    atLeast: secret(now, 'projets'), difficultAtLeast: secret(now, 'projets_difficiles'), seasonalAtLeast: secret(now, 'projets_saisonniers'),
    before: then.length === 0 ? null : total(then, 'projets'), beforeAtLeast: secret(then, 'projets'),
  };
}

describe.each([
  ['made here', writeLabourFolder(join(scratch, 'small')), 160],
  ['of LABOUR_DATA_DIR', REAL ?? null, 300],
] as const)('tables %s', (name, folder, pairs) => {
  if (folder === null) {
    it.skip('LABOUR_DATA_DIR is not set: name the folder of the complete official tables to compare with them', () => {});
    return;
  }
  let tables: LabourTables;
  beforeAll(async () => {
    const knowledge = join(scratch, `knowledge ${name}`);
    await importLabour(folder, knowledge, '2026-11-23');
    tables = openLabour(knowledge).tables();
  });
  const [latest, before] = ['bmo_2025', 'bmo_2024'].map((file) => plainRows(folder, file)) as [Record<string, string>[], Record<string, string>[]];
  const communes = plainRows(folder, 'communes_zones');
  const fapsOfRome = new Map<string, string[]>();
  for (const { code_fap: fap = '', code_rome: rome = '' } of plainRows(folder, 'fap2021_rome')) fapsOfRome.set(rome, [...(fapsOfRome.get(rome) ?? []), fap]);

  /** By hand: the first of bassin, département, région and France with a published project for one of the occupations. */
  function expected(commune: Record<string, string>, rome: string): { level: string; sums: Map<string, Sum> } {
    const departement = departementOf(commune.commune ?? '');
    const region = regionOf.get(departement);
    const scopes: [string, (row: Record<string, string>) => boolean][] = [
      ...(commune.bassin_bmo ? [['bassin', (row: Record<string, string>) => row.bassin === commune.bassin_bmo] as [string, (row: Record<string, string>) => boolean]] : []),
      ['departement', (row) => row.departement === departement],
      ['region', (row) => regionOf.get(row.departement ?? '') === region],
      ['france', () => true],
    ];
    const faps = fapsOfRome.get(rome) ?? [];
    const mine = (rows: Record<string, string>[]) => rows.filter((row) => faps.includes(row.code_fap ?? ''));
    const [now, then] = [mine(latest), mine(before)];
    for (const [level, isIn] of scopes) {
      const sums = new Map(faps.map((fap) => [fap, sumOf(now.filter((row) => row.code_fap === fap && isIn(row)), then.filter((row) => row.code_fap === fap && isIn(row)))]));
      for (const [fap, { projects }] of sums) if (projects === 0) sums.delete(fap);
      if (sums.size > 0) return { level, sums };
    }
    return { level: 'none', sums: new Map() };
  }

  it(`answer ${pairs} pairs of a commune and a trade, drawn over every département, with the figures of the files`, () => {
    const draw = drawing();
    const departements = [...new Set(latest.map((row) => row.departement ?? ''))];
    const romes = [...fapsOfRome.keys()].sort();
    const levels = new Set<string>();
    let compared = 0;
    for (let at = 0; at < pairs; at++) {
      const departement = departements[at % departements.length] as string;
      const there = communes.filter((row) => departementOf(row.commune ?? '') === departement);
      if (there.length === 0) continue;
      const commune = draw(there);
      const rome = draw(romes);
      const where = { insee: commune.commune ?? '', departement, region: regionOf.get(departement) ?? null };
      const areas = areasOf(where, tables);
      const found = outlook(rome, areas, tables);
      const wanted = expected(commune, rome);
      const pair = `${commune.commune} ${rome}`;
      levels.add(wanted.level);
      expect(Object.fromEntries(found.map(({ fap, label: _label, area: _area, ...figures }) => [fap, figures])), pair).toEqual(Object.fromEntries(wanted.sums));
      const text = describeTrade(rome, areas, tables).paragraphs.join('\n').replace(/\u00a0/g, '');
      const [most] = found;
      if (most) {
        // A région of one département (La Réunion, Mayotte) is not said twice.
        expect(most.area.level === wanted.level || (wanted.level === 'region' && most.area.level === 'departement'), pair).toBe(true);
        expect(text, pair).toContain(most.area.name);
        expect(text, pair).toMatch(/en 2025 : (?:au moins )?\d+ embauches prévues/);
        if (most.area !== areas[0]) expect(text, pair).toContain('Voici un territoire plus large');
      }
      compared += 1;
    }
    expect(compared).toBeGreaterThanOrEqual(150);
    expect(departements).toEqual(expect.arrayContaining(['2A', '971', '973', '974', '976']));
    expect([...levels]).toContain('bassin');
    expect(levels.size, 'some pair had to be widened').toBeGreaterThan(1);
  });

  it('answer the rate of the zone d’emploi where the commune lies, and that of the year before', () => {
    const draw = drawing();
    const rates = plainRows(folder, 'chomage_zone_emploi');
    for (let at = 0; at < 150; at++) {
      const commune = draw(communes);
      const departement = departementOf(commune.commune ?? '');
      const [first] = rateAreasOf({ insee: commune.commune ?? '', departement, region: regionOf.get(departement) ?? null }, tables);
      const own = rates.filter((row) => row.zone_emploi === commune.zone_emploi && row.taux !== '').sort((one, other) => ((one.trimestre ?? '') < (other.trimestre ?? '') ? -1 : 1));
      const last = own.at(-1);
      if (!last || !commune.zone_emploi) {
        expect(first?.level).not.toBe('zone-emploi');
        continue;
      }
      const earlier = own.find(({ trimestre }) => trimestre === `${Number(last.trimestre?.slice(0, 4)) - 1}${last.trimestre?.slice(4)}`);
      expect(first && unemploymentOf(first, tables), commune.commune).toMatchObject({ quarter: last.trimestre, rate: Number(last.taux), yearBefore: earlier ? { rate: Number(earlier.taux) } : null });
    }
  });
});
