/** What is corrupt or partial is refused as a whole, with its file, its line and the reason; the figures of before stay, to the byte. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importLabour } from '../../../knowledge/labour-market/import/import-labour.ts';
import { openLabour } from '../../../knowledge/labour-market/open-labour.ts';
import { tablesFile } from '../../../knowledge/labour-market/stored.ts';
import { type LabourFiles, labourFiles, writeLabourFolder } from '../../support/labour-folder.ts';

const scratch = mkdtempSync(join(tmpdir(), 'labour-'));
const knowledge = join(scratch, 'knowledge');
const DAY = '2026-11-23';
let good: Buffer;
beforeAll(async () => {
  await importLabour(writeLabourFolder(join(scratch, 'good')), knowledge, DAY);
  good = readFileSync(tablesFile(knowledge));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Imports the files once `spoil` has changed them, and gives the refusal. */
async function refusal(spoil: (files: LabourFiles, folder: string) => void, after: (folder: string) => void = () => {}): Promise<string> {
  const folder = mkdtempSync(join(scratch, 'spoilt-'));
  const files = labourFiles();
  spoil(files, folder);
  writeLabourFolder(folder, files);
  after(folder);
  const said = await importLabour(folder, knowledge, DAY).then(() => 'imported', (error: Error) => error.message);
  expect(readFileSync(tablesFile(knowledge)).equals(good), 'the figures of before').toBe(true);
  expect(readdirSync(join(knowledge, 'labour')), 'nothing is left beside').toEqual(['tables.json.gz']);
  return said;
}

const cell = (table: string, row: number, column: number, value: string | number) => (files: LabourFiles) => void ((files[table]?.[row] ?? [])[column] = value);

describe('a folder is refused', () => {
  it.each([
    ['an occupation of 2009', cell('bmo_2025', 4, 0, 'V0Z60'), /bmo_2025\.csv, ligne 5 : .*nomenclature de 2009.*2021/],
    ['an unknown occupation', cell('bmo_2025', 4, 0, 'Q9X99'), /bmo_2025\.csv, ligne 5 : « Q9X99 » n’est pas un métier/],
    ['a number that is none', cell('bmo_2025', 6, 3, '12x'), /bmo_2025\.csv, ligne 7 : projets : « 12x »/],
    ['a negative number', cell('bmo_2024', 6, 3, '-4'), /bmo_2024\.csv, ligne 7 : projets : « -4 »/],
    ['more difficult projects than projects', cell('bmo_2025', 1, 4, 9999), /bmo_2025\.csv, ligne 2 : 9999 sur \d+ projets/],
    ['an unknown département', cell('bmo_2025', 3, 1, '99'), /ligne 4 : « 99 » n’est pas un département/],
    ['a bassin that is not listed', cell('bmo_2025', 3, 2, '9999'), /ligne 4 : le bassin « 9999 »/],
    ['a value too few', (files: LabourFiles) => void files.bmo_2025?.[5]?.pop(), /bmo_2025\.csv, ligne 6 : 5 valeurs au lieu de 6/],
    ['the same row twice', (files: LabourFiles) => void files.bmo_2025?.push(files.bmo_2025[1] ?? []), /bmo_2025\.csv, ligne \d+ : déjà à la ligne 2/],
    ['a column that is missing', (files: LabourFiles) => void (files.bmo_2025 ?? []).forEach((row) => row.splice(5, 1)), /bmo_2025\.csv, ligne 1 : colonne absente : projets_saisonniers/],
    ['a rate beyond reason', cell('chomage_departement', 2, 2, '640'), /chomage_departement\.csv, ligne 3 : « 640 »/],
    ['a quarter that is none', cell('chomage_zone_emploi', 2, 1, '2025-T7'), /chomage_zone_emploi\.csv, ligne 3 : « 2025-T7 »/],
    ['the rate of a zone that is not listed', cell('chomage_zone_emploi', 2, 0, '9999'), /ligne 3 : zone_emploi : « 9999 »/],
    ['a trade close to an unknown one', cell('rome_mobilites', 2, 1, 'Z9999'), /rome_mobilites\.csv, ligne 3 : « Z9999 »/],
    ['a commune in a zone that is not listed', cell('communes_zones', 2, 1, '9999'), /communes_zones\.csv, ligne 3 : zone_emploi : « 9999 »/],
  ])('%s', async (_name, spoil, message) => {
    expect(await refusal(spoil)).toMatch(message);
  });
});

describe('a part of the tables is refused', () => {
  it('a survey that stops early', async () => {
    expect(await refusal((files) => void files.bmo_2025?.splice(40))).toMatch(/bmo_2025\.csv : import partiel/);
  });

  it('a survey without one of its bassins', async () => {
    expect(await refusal((files) => void (files.bmo_2025 = files.bmo_2025?.filter((row) => row[2] !== '9401') ?? []))).toMatch(/bmo_2025\.csv : import partiel : aucun chiffre pour 1 bassin, dont 9401 AJACCIO/);
  });

  it('rates without the last quarter of one area', async () => {
    expect(await refusal((files) => void files.chomage_departement?.pop())).toMatch(/chomage_departement\.csv : import partiel : 974 n’a pas de ligne pour 2025-T3/);
  });

  it('nearby trades of which one is lost', async () => {
    expect(await refusal((files) => void files.rome_mobilites?.splice(2, 1))).toMatch(/rome_mobilites\.csv : import partiel/);
  });

  it('a file cut in the middle of a line, even where the number still looks like one', async () => {
    const said = await refusal(() => {}, (folder) => writeFileSync(join(folder, 'bmo_2025.csv'), readFileSync(join(folder, 'bmo_2025.csv')).subarray(0, -2)));
    expect(said).toMatch(/bmo_2025\.csv, ligne \d+ : .*coupé/);
  });

  it('a folder that lacks a file, or holds nothing we know, or is not there', async () => {
    expect(await refusal((files) => void delete files.communes_zones)).toContain('il manque communes_zones.csv');
    expect(await refusal((files) => Object.keys(files).forEach((name) => delete files[name]))).toContain('aucun fichier reconnu');
    await expect(importLabour(join(scratch, 'nowhere'), knowledge, DAY)).rejects.toThrow('ce dossier n’existe pas');
  });

  it('an empty file, and one that is not text', async () => {
    expect(await refusal(() => {}, (folder) => writeFileSync(join(folder, 'fap2021.csv'), ''))).toMatch(/fap2021\.csv : le fichier est vide/);
    expect(await refusal(() => {}, (folder) => writeFileSync(join(folder, 'fap2021.csv'), Buffer.from([0x63, 0xff, 0xfe, 0x0a])))).toMatch(/fap2021\.csv : ce n’est pas du texte/);
  });
});

it('a stored file that was damaged is left aside: the built-in figures answer, and the start says so', () => {
  const spoilt = join(scratch, 'damaged');
  const opened = openLabour(spoilt);
  expect(opened.tables().precision).toBe('built-in');
  writeLabourFolder(join(spoilt, 'labour'), {});
  const bytes = Buffer.from(good);
  bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 0xff;
  writeFileSync(tablesFile(spoilt), bytes);
  expect(opened.tables().precision).toBe('built-in');
  expect(opened.description()).toContain('abîmé');
  writeFileSync(tablesFile(spoilt), good);
  expect(opened.tables().precision, 'a new file is seen without a restart').toBe('imported');
});
