/** The files as their producers publish them (workbooks, archive), written here and read through the same import. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { areasOf } from '../../../knowledge/labour-market/areas.ts';
import { importLabour } from '../../../knowledge/labour-market/import/import-labour.ts';
import { quarterOf } from '../../../knowledge/labour-market/import/insee-workbook.ts';
import { openLabour } from '../../../knowledge/labour-market/open-labour.ts';
import { readStored, type StoredTables, tablesFile } from '../../../knowledge/labour-market/stored.ts';
import { labourFiles, writeLabourFolder } from '../../support/labour-folder.ts';

const scratch = mkdtempSync(join(tmpdir(), 'labour-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

type Cells = (string | number | null)[][];
const cell = (value: string | number | null) => (value === null ? null : typeof value === 'number' ? { value, type: Number } : { value, type: String });
async function workbook(file: string, sheets: { sheet: string; rows: Cells }[]): Promise<void> {
  writeFileSync(file, await writeWorkbook(sheets.map(({ sheet, rows }) => ({ sheet, data: rows.map((row) => row.map(cell)) }))).toBuffer());
}

const files = labourFiles();
const body = (table: string) => files[table]?.slice(1) ?? [];
const labels = new Map(body('bassins_bmo').map((row) => [row[0], row[1]]));

/** As France Travail writes it: a sheet of notes first; numbers as text or as numbers; `*` where it is secret. */
async function bmo(folder: string, year: number, change: (rows: Cells) => void = () => {}): Promise<void> {
  const suffix = String(year).slice(2);
  const secret = (value: string | number | undefined) => (value === '' || value === undefined ? '*' : String(value));
  const rows: Cells = [
    ['annee', 'Code métier BMO', 'Nom métier BMO', 'Famille_met', 'Lbl_fam_met', 'REG', 'NOM_REG', 'Dept', 'NomDept', `BE${suffix}`, `NOMBE${suffix}`, 'met', 'xmet', 'smet'],
    ...body(`bmo_${year}`).map((row, index): Cells[number] => [String(year), row[0] ?? '', 'Nom', 'A', 'Famille', '53', 'Région', /^\d+$/.test(String(row[1])) ? Number(row[1]) : (row[1] ?? ''), 'Département', index % 2 === 0 ? Number(row[2]) : (row[2] ?? ''), labels.get(row[2] ?? '') ?? '', secret(row[3]), secret(row[4]), secret(row[5])]),
  ];
  change(rows);
  await workbook(join(folder, `Base_open_data_BMO_${year}.xlsx`), [{ sheet: 'Description_des_variables', rows: [['Variable', 'Description'], [`BE${suffix}`, 'Bassin']] }, { sheet: `BMO_${year}_open_data`, rows }]);
}

/** As Insee writes it: a title and notes above the header, one column for each quarter, « nd » and a note below. */
async function insee(folder: string): Promise<void> {
  const wide = (table: string, first: Cells[number], quarterName: (quarter: string) => string, extra: (code: string) => string[]): Cells => {
    const quarters = [...new Set(body(table).map((row) => String(row[1])))];
    const codes = [...new Set(body(table).map((row) => String(row[0])))];
    const rate = new Map(body(table).map((row) => [`${row[0]} ${row[1]}`, row[2] ?? null]));
    return [['Taux de chômage localisés'], ['Source : Insee'], [], [...first, ...quarters.map(quarterName)], ...codes.map((code): Cells[number] => [code, ...extra(code), ...quarters.map((quarter) => rate.get(`${code} ${quarter}`) ?? null)]), [], ['Champ : France hors Mayotte']];
  };
  const zoneNames = new Map(body('zones_emploi').map((row) => [String(row[0]), String(row[1])]));
  await workbook(join(folder, 'chomage-zone-t1-2003-t3-2025.xlsx'), [{ sheet: 'txcho_ze', rows: wide('chomage_zone_emploi', ['ZE2020', 'LIBZE2020', 'REG', 'LIBREG'], (quarter) => quarter, (code) => [zoneNames.get(code) ?? '', '53', 'BRETAGNE']) }]);
  await workbook(join(folder, 'sl_etc_2025T3.xlsx'), [{ sheet: 'Département', rows: wide('chomage_departement', ['Code', 'Libellé'], (quarter) => `T${quarter.slice(6)}_${quarter.slice(0, 4)}`, () => ['Département']) }]);
}

function rome(folder: string, without?: string): void {
  const quoted = (rows: Cells) => strToU8(`${rows.map((row) => row.map((value) => `"${value}"`).join(',')).join('\n')}\n`);
  const entries = {
    'unix_referentiel_code_rome_v461_utf8.csv': quoted([['code_rome', 'code_fiche_metier', 'code_ogr', 'libelle_rome', 'transition_eco', 'transition_num', 'code_rome_parent'], ...body('rome_metiers').map((row): Cells[number] => [row[0] ?? '', '1', '2', `Métier, « ${row[0]} »`, row[3] ?? '', 'N', row[2] ?? ''])]),
    'unix_rubrique_mobilite_v461_utf8.csv': quoted([['code_rome', 'code_rome_cible', 'numero_ordre'], ...body('rome_mobilites').map((row): Cells[number] => [row[0] ?? '', row[1] ?? '', row[2] ?? ''])]),
    'unix_texte_v461_utf8.csv': strToU8('not,read'),
  };
  writeFileSync(join(folder, 'RefRomeCsv.zip'), zipSync(Object.fromEntries(Object.entries(entries).filter(([name]) => name !== without))));
}

async function folderOfOriginals(name: string): Promise<string> {
  const folder = join(scratch, name);
  mkdirSync(folder);
  await bmo(folder, 2025);
  await bmo(folder, 2024);
  await insee(folder);
  rome(folder);
  return folder;
}
const stored = (knowledge: string) => readStored<StoredTables>(tablesFile(knowledge)) as StoredTables;

describe('original files', () => {
  it('give the same figures as our own layout, codes that lost their first zeros included', async () => {
    await importLabour(writeLabourFolder(join(scratch, 'csv')), join(scratch, 'from-csv'), '2026-11-23');
    const summary = await importLabour(await folderOfOriginals('originals'), join(scratch, 'from-originals'), '2026-11-23');
    const [ours, theirs] = [stored(join(scratch, 'from-csv')), stored(join(scratch, 'from-originals'))];
    expect(theirs.cells).toEqual(ours.cells);
    expect(theirs.bassins).toEqual(ours.bassins);
    expect(theirs.years).toEqual({ latest: 2025, before: 2024 });
    expect(theirs.unemployment).toEqual(ours.unemployment);
    expect(theirs.nearby).toEqual(ours.nearby);
    expect(theirs.romes.J1501).toEqual({ label: 'Métier, « J1501 »', parent: 'J1501', green: false });
    expect(theirs.romes.A1203?.green).toBe(true);
    expect(theirs.zones.map(({ code, name }) => `${code} ${name}`)).toContain('2811 Le Havre');
    // What no original file holds is said.
    expect(summary.kept).toContain('les communes des bassins et des zones d’emploi');
    // Then the bassin that bears the name of the town still answers for it.
    const tables = openLabour(join(scratch, 'from-originals')).tables();
    expect(areasOf({ insee: '35238', departement: '35', region: '53' }, tables)[0]).toMatchObject({ level: 'bassin', bassin: '5314' });
    expect(areasOf({ insee: '35024', departement: '35', region: '53' }, tables)[0]).toMatchObject({ level: 'departement' });
  });

  it('keep the communes of the import before, for a new survey alone', async () => {
    const knowledge = join(scratch, 'renewed');
    await importLabour(writeLabourFolder(join(scratch, 'csv-first')), knowledge, '2026-11-23');
    const folder = join(scratch, 'survey-alone');
    mkdirSync(folder);
    await bmo(folder, 2025);
    await bmo(folder, 2024);
    await importLabour(folder, knowledge, '2026-11-24');
    const { communes, bassins, unemployment } = openLabour(knowledge).tables();
    expect(communes.get('35238')).toEqual({ bassin: '5314', zone: '5315' });
    expect(bassins.get('5314' as never)?.name).toBe('Rennes');
    expect(unemployment.zones.byArea.size).toBeGreaterThan(0);
  });

  it('are found by the name of their columns, wherever these stand', async () => {
    const folder = join(scratch, 'moved');
    mkdirSync(folder);
    const reversed = (rows: Cells) => {
      for (const row of rows) row.reverse();
      rows.unshift(['Enquête'], []);
    };
    await bmo(folder, 2025, reversed);
    await bmo(folder, 2024, reversed);
    await importLabour(folder, join(scratch, 'from-moved'), '2026-11-23');
    expect(stored(join(scratch, 'from-moved')).cells).toEqual(stored(join(scratch, 'from-csv')).cells);
  });

  it.each([
    ['2025-T3', '2025-T3'], ['T3_2025', '2025-T3'], ['T1-2003', '2003-T1'], ['3e trimestre 2025', '2025-T3'], ['1er trimestre 2025 (p)', '2025-T1'], ['LIBREG', null], ['2025', null],
  ])('a column « %s » is the quarter %s', (name, quarter) => expect(quarterOf(name)).toBe(quarter));
});

describe('an original file is refused', () => {
  const spoilt = async (name: string, spoil: (folder: string) => Promise<void> | void): Promise<string> => {
    const folder = await folderOfOriginals(name);
    await spoil(folder);
    return importLabour(folder, join(scratch, `never ${name}`), '2026-11-23').then(() => 'imported', (error: Error) => error.message);
  };

  it('when the workbook is cut, with its name', async () => {
    expect(await spoilt('cut', (folder) => writeFileSync(join(folder, 'Base_open_data_BMO_2025.xlsx'), readFileSync(join(folder, 'Base_open_data_BMO_2025.xlsx')).subarray(0, 4_000)))).toMatch(/Base_open_data_BMO_2025\.xlsx : le classeur est illisible ou coupé/);
  });
  it('when a row is wrong, with its sheet and line', async () => {
    expect(await spoilt('wrong-row', (folder) => bmo(folder, 2025, (rows) => void ((rows[7] ?? [])[1] = 'V0Z60')))).toMatch(/Base_open_data_BMO_2025\.xlsx \(feuille BMO_2025_open_data\), ligne 8 : .*nomenclature de 2009/);
  });
  it('when a column is missing', async () => {
    expect(await spoilt('no-column', (folder) => bmo(folder, 2025, (rows) => rows.forEach((row) => row.splice(12, 1))))).toMatch(/colonne absente : xmet/);
  });
  it('when it is something else, or in the format of old', async () => {
    expect(await spoilt('else', (folder) => workbook(join(folder, 'budget.xlsx'), [{ sheet: 'a', rows: [['x'], [1]] }]))).toMatch(/budget\.xlsx : ce classeur n’est ni l’enquête BMO/);
    expect(await spoilt('xls', (folder) => writeFileSync(join(folder, 'sl_etc_2025T3.xls'), 'x'))).toMatch(/sl_etc_2025T3\.xls : ancien format/);
  });
  it('when the archive lacks a table, or is cut', async () => {
    expect(await spoilt('no-nearby', (folder) => rome(folder, 'unix_rubrique_mobilite_v461_utf8.csv'))).toMatch(/RefRomeCsv\.zip : l’archive ne contient pas les métiers proches/);
    expect(await spoilt('cut-archive', (folder) => writeFileSync(join(folder, 'RefRomeCsv.zip'), readFileSync(join(folder, 'RefRomeCsv.zip')).subarray(0, 300)))).toMatch(/RefRomeCsv\.zip : l’archive est illisible ou coupée/);
  });
});
