/** The survey of what employers plan (BMO), row by row, and what tells a whole survey from a part of one. */
import { openPlaces } from '../../territories/places.ts';
import type { NumberedRow } from '../csv.ts';
import { SECRET } from '../stored.ts';
import { ImportRefused } from './refusal.ts';
import { eachOnce, needed, type Sheet } from './sheet.ts';

export interface Survey {
  file: string;
  year: number;
  /** `fap,departement,bassin` to projects, difficult ones and seasonal ones; {@link SECRET} where the producer hides the number. */
  cells: Map<string, [number, number, number]>;
}

export interface ListedBassin {
  code: string;
  label: string;
  departements: string[];
  /** Years of the surveys that must hold it. */
  years: number[];
}

export const SURVEY_COLUMNS = ['code_fap', 'departement', 'bassin', 'projets', 'projets_difficiles', 'projets_saisonniers'];

/** Throws {@link ImportRefused} at the first row that cannot be: an unknown occupation, département or bassin, no number, a part greater than the whole. */
export function readSurvey(sheet: Sheet, year: number, faps: ReadonlySet<string>, bassins: ReadonlyMap<string, ListedBassin>): Survey {
  const cells: Survey['cells'] = new Map();
  const departements = new Map<string, boolean>();
  const refuse = (row: NumberedRow, reason: string): never => {
    throw new ImportRefused(sheet.file, row.line, reason);
  };
  const key = (row: NumberedRow) => `${needed(sheet, row, 'code_fap')},${needed(sheet, row, 'departement')},${needed(sheet, row, 'bassin')}`;
  eachOnce(sheet, key, (row, known) => {
    const [fap = '', departement = '', bassin = ''] = known.split(',');
    if (!faps.has(fap)) refuse(row, /^.\dZ|^..Z/.test(fap) ? `« ${fap} » est un métier de la nomenclature de 2009 : elle ne se mélange pas avec celle de 2021` : `« ${fap} » n’est pas un métier de la nomenclature FAP 2021`);
    if (!departements.has(departement)) departements.set(departement, openPlaces().departement(departement)?.departement?.code === departement);
    if (!departements.get(departement)) refuse(row, `« ${departement} » n’est pas un département`);
    if (!bassins.has(bassin)) refuse(row, `le bassin « ${bassin} » n’est pas dans la liste des bassins`);
    const [projects, difficult, seasonal] = ['projets', 'projets_difficiles', 'projets_saisonniers'].map((column) => countIn(sheet, row, column)) as [number, number, number];
    for (const part of [difficult, seasonal]) if (projects !== SECRET && part > projects) refuse(row, `${part} sur ${projects} projets : la partie dépasse le tout`);
    cells.set(known, [projects, difficult, seasonal]);
  });
  return { file: sheet.file, year, cells };
}

/** An empty cell and `*` are secret, never zero. */
function countIn({ file }: Sheet, { line, cells }: NumberedRow, column: string): number {
  const value = (cells[column] ?? '').trim();
  if (value === '' || value === '*') return SECRET;
  if (!/^\d{1,7}$/.test(value)) throw new ImportRefused(file, line, `${column} : « ${value} » n’est pas un nombre de projets`);
  return Number(value);
}

/** Two surveys in a row are of one size; a copy that was cut is not. */
const ALIKE = 0.7;
const OCCUPATIONS_MISSING = 0.05;

/** Throws {@link ImportRefused} where a survey is only a part of one. */
export function checkWhole(latest: Survey, before: Survey, bassins: ReadonlyMap<string, ListedBassin>): void {
  for (const survey of [latest, before]) {
    const present = new Set([...survey.cells.keys()].map((key) => key.split(',')[2]));
    const missing = [...bassins.values()].filter(({ code, years }) => years.includes(survey.year) && !present.has(code));
    if (missing.length > 0) throw new ImportRefused(survey.file, null, `import partiel : aucun chiffre pour ${missing.length} bassin${missing.length > 1 ? 's' : ''}, dont ${missing[0]?.code} ${missing[0]?.label}`);
  }
  for (const [one, other] of [[latest, before], [before, latest]] as const) {
    if (one.cells.size < ALIKE * other.cells.size) throw new ImportRefused(one.file, null, `import partiel : ${one.cells.size} lignes, contre ${other.cells.size} dans ${other.file}`);
    const occupations = (survey: Survey) => new Set([...survey.cells.keys()].map((key) => key.split(',', 1)[0] as string));
    const held = occupations(one);
    const wanted = [...occupations(other)];
    const lost = wanted.filter((fap) => !held.has(fap));
    if (lost.length > OCCUPATIONS_MISSING * wanted.length) throw new ImportRefused(one.file, null, `import partiel : ${lost.length} métiers de ${other.file} n’y sont pas, dont ${lost[0]}`);
  }
}
