/** The workbook of the survey as France Travail publishes it: `annee, Code métier BMO, …, Dept, …, BE25, NOMBE25, met, xmet, smet`; the suffix is the year. */
import { ImportRefused } from './refusal.ts';
import type { ListedBassin } from './projects.ts';
import type { Sheet } from './sheet.ts';
import { padded, type RawSheet, renamed, sheetUnder } from './workbook.ts';

export interface BmoWorkbook {
  year: number;
  sheet: Sheet;
  /** The bassins that it names. */
  bassins: ListedBassin[];
}

const OCCUPATION = /^code m[ée]tier bmo$/i;
const BASSIN = /^BE\d\d$/;
const BASSIN_NAME = /^NOMBE\d\d$/;

/** Null when the sheet is no survey. Throws {@link ImportRefused} where it looks like one and a column is missing. */
export function bmoWorkbook(file: string, raw: RawSheet): BmoWorkbook | null {
  const found = sheetUnder(file, raw, (names) => names.some((name) => OCCUPATION.test(name)) && names.some((name) => BASSIN.test(name)));
  if (!found) return null;
  const { sheet, names } = found;
  const column = (wanted: string, test: (name: string) => boolean): string => {
    const name = names.find(test);
    if (name === undefined) throw new ImportRefused(sheet.file, null, `colonne absente : ${wanted}`);
    return name;
  };
  const is = (wanted: string) => (name: string) => name.toLowerCase() === wanted;
  const [fap, departement, bassin, label] = [column('Code métier BMO', (name) => OCCUPATION.test(name)), column('Dept', is('dept')), column('BE', (name) => BASSIN.test(name)), column('NOMBE', (name) => BASSIN_NAME.test(name))];
  const [year, projects, difficult, seasonal] = ['annee', 'met', 'xmet', 'smet'].map((name) => column(name, is(name))) as [string, string, string, string];
  const rows = renamed(sheet, {
    code_fap: fap,
    departement: (cells) => padded(cells[departement], 2),
    bassin: (cells) => padded(cells[bassin], 4),
    projets: projects,
    projets_difficiles: difficult,
    projets_saisonniers: seasonal,
    annee: year,
    libelle: label,
  });
  return { year: yearOf(rows), sheet: rows, bassins: bassinsOf(rows, yearOf(rows)) };
}

function yearOf({ file, rows }: Sheet): number {
  const [first] = rows;
  const year = Number(first?.cells.annee);
  if (!first || !(year > 2000 && year < 2100)) throw new ImportRefused(file, first?.line ?? null, `annee : « ${first?.cells.annee ?? ''} » n’est pas une année`);
  const other = rows.find(({ cells }) => cells.annee !== first.cells.annee);
  if (other) throw new ImportRefused(file, other.line, `l’année ${other.cells.annee} suit ${year} dans la même feuille`);
  return year;
}

function bassinsOf({ rows }: Sheet, year: number): ListedBassin[] {
  const bassins = new Map<string, ListedBassin>();
  for (const { cells } of rows) {
    const code = cells.bassin ?? '';
    const known = bassins.get(code) ?? { code, label: cells.libelle ?? '', departements: [], years: [year] };
    bassins.set(code, known);
    if (!known.departements.includes(cells.departement ?? '')) known.departements.push(cells.departement ?? '');
  }
  return [...bassins.values()];
}
