/** Occupations (FAP 2021), trades (ROME), and what leads from one to the other. */
import { ImportRefused } from './refusal.ts';
import { eachOnce, needed, type Sheet } from './sheet.ts';

export type Romes = Record<string, { label: string; parent: string; green: boolean }>;

const FAP = /^[A-Z][A-Z\d][A-Z]\d\d$/;
const ROME = /^[A-Z]\d{4}$/;
/** Marks of the ROME: « Emploi Vert » and « Emploi stratégique pour la Transition écologique ». */
const GREEN = /emploi vert|stratégique pour la transition/i;

export function readFaps(sheet: Sheet): Record<string, string> {
  const labels: Record<string, string> = {};
  eachOnce(sheet, (row) => needed(sheet, row, 'code_fap'), (row, fap) => {
    if (!FAP.test(fap) || fap[2] === 'Z') throw new ImportRefused(sheet.file, row.line, `« ${fap} » n’est pas un code de la nomenclature FAP 2021`);
    labels[fap] = needed(sheet, row, 'libelle');
  });
  return labels;
}

export function readFapsOfRome(sheet: Sheet, faps: Record<string, string>): Record<string, string[]> {
  const byRome: Record<string, string[]> = {};
  eachOnce(sheet, (row) => `${needed(sheet, row, 'code_fap')} ${needed(sheet, row, 'code_rome')}`, ({ line }, key) => {
    const [fap = '', rome = ''] = key.split(' ');
    if (!(fap in faps)) throw new ImportRefused(sheet.file, line, `« ${fap} » n’est pas dans la nomenclature FAP 2021`);
    if (!ROME.test(rome)) throw new ImportRefused(sheet.file, line, `« ${rome} » n’est pas un code ROME`);
    (byRome[rome] ??= []).push(fap);
  });
  return byRome;
}

/** `labelColumn` is what the layout calls the name of a trade. */
export function readRomes(sheet: Sheet, labelColumn: string): Romes {
  const romes: Romes = {};
  eachOnce(sheet, (row) => needed(sheet, row, 'code_rome'), (row, rome) => {
    if (!ROME.test(rome)) throw new ImportRefused(sheet.file, row.line, `« ${rome} » n’est pas un code ROME`);
    romes[rome] = { label: needed(sheet, row, labelColumn), parent: (row.cells.code_rome_parent ?? '').trim() || rome, green: GREEN.test(row.cells.transition_eco ?? '') };
  });
  const orphan = Object.entries(romes).find(([, { parent }]) => !(parent in romes));
  if (orphan) throw new ImportRefused(sheet.file, null, `import partiel : ${orphan[0]} vient de ${orphan[1].parent}, qui n’y est pas`);
  return romes;
}

/** The trades close to each, in the order of the producer. `orderColumn` is what the layout calls that order, from 1. */
export function readNearby(sheet: Sheet, orderColumn: string, romes: Romes): Record<string, string[]> {
  const targets = new Map<string, Map<number, string>>();
  for (const row of sheet.rows) {
    const [rome, target] = ['code_rome', 'code_rome_cible'].map((column) => needed(sheet, row, column)) as [string, string];
    const order = Number(row.cells[orderColumn]);
    for (const code of [rome, target]) if (!(code in romes)) throw new ImportRefused(sheet.file, row.line, `« ${code} » n’est pas dans la liste des métiers`);
    if (!Number.isInteger(order) || order < 1) throw new ImportRefused(sheet.file, row.line, `${orderColumn} : « ${row.cells[orderColumn]} » n’est pas un rang`);
    const own = targets.get(rome) ?? new Map<number, string>();
    if (own.has(order)) throw new ImportRefused(sheet.file, row.line, `${rome} a déjà un métier proche de rang ${order}`);
    targets.set(rome, own.set(order, target));
  }
  const cut = [...targets].find(([, own]) => Math.max(...own.keys()) !== own.size);
  if (cut) throw new ImportRefused(sheet.file, null, `import partiel : il manque un métier proche de ${cut[0]}`);
  return Object.fromEntries([...targets].sort().map(([rome, own]) => [rome, [...own].sort((one, other) => one[0] - other[0]).map(([, target]) => target)]));
}
