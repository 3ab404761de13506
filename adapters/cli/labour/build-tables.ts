/**
 * Makes the tables of `knowledge/labour-market/data` from the official files, in the layout that `SOURCES.md` describes:
 * `node adapters/cli/labour/build-tables.ts --from DIR`. Figures only: aggregated by département and occupation, the latest year and the
 * one before. A cell that the producer keeps secret is empty in the source, and makes the sum « at least »: never zero.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseCsv } from '../../../knowledge/labour-market/csv.ts';

const TARGET = new URL('../../../knowledge/labour-market/data/', import.meta.url).pathname;
const QUARTERS_KEPT = 9;

const { values } = parseArgs({ options: { from: { type: 'string' } } });
const from = values.from ?? process.env.LABOUR_DATA_DIR;
if (!from) throw new Error('Dites où sont les fichiers officiels : --from DOSSIER, ou LABOUR_DATA_DIR.');
const table = (name: string) => parseCsv(readFileSync(join(from, `${name}.csv`), 'utf8'));
const write = (name: string, header: string, lines: string[]) => writeFileSync(join(TARGET, `${name}.csv`), `${[header, ...lines].join('\n')}\n`);

interface Sum {
  values: [number, number, number];
  partial: boolean;
}

/** Projects, difficult and seasonal ones, by `departement,fap`; `partial` when a cell of the sum is secret. */
function sums(name: string): Map<string, Sum> {
  const all = new Map<string, Sum>();
  for (const row of table(name)) {
    const key = `${row.departement},${row.code_fap}`;
    const sum = all.get(key) ?? { values: [0, 0, 0], partial: false };
    [row.projets, row.projets_difficiles, row.projets_saisonniers].forEach((cell, index) => {
      if (cell === '') sum.partial ||= index === 0;
      else sum.values[index] = (sum.values[index] as number) + Number(cell);
    });
    all.set(key, sum);
  }
  return all;
}

const latest = sums('bmo_2025');
const before = sums('bmo_2024');
write(
  'bmo',
  'departement,fap,projets,difficiles,saisonniers,au_moins,projets_avant,au_moins_avant',
  [...new Set([...latest.keys(), ...before.keys()])].sort().flatMap((key) => {
    const now = latest.get(key);
    const then = before.get(key);
    const cells = [...(now?.values ?? ['', '', '']), now?.partial ? 1 : '', then?.values[0] ?? '', then?.partial ? 1 : ''];
    return cells.every((cell) => cell === '' || cell === 0 || cell === 1) ? [] : [`${key},${cells.join(',')}`];
  }),
);

const rates = new Map<string, Map<string, string>>();
const quarters = new Set<string>();
for (const row of table('chomage_departement')) {
  quarters.add(row.trimestre ?? '');
  rates.set(row.departement ?? '', (rates.get(row.departement ?? '') ?? new Map<string, string>()).set(row.trimestre ?? '', row.taux ?? ''));
}
const kept = [...quarters].sort().slice(-QUARTERS_KEPT);
write('chomage', ['departement', ...kept].join(','), [...rates].sort().map(([code, byQuarter]) => [code, ...kept.map((quarter) => byQuarter.get(quarter) ?? '')].join(',')));

write('fap', 'fap,libelle', table('fap2021').map((row) => `${row.code_fap},${quoted(row.libelle)}`));
write('fap-rome', 'fap,rome', table('fap2021_rome').map((row) => `${row.code_fap},${row.code_rome}`));
write('rome', 'rome,libelle,parent,vert', table('rome_metiers').map((row) => `${row.code_rome},${quoted(row.libelle)},${row.code_rome_parent},${/emploi vert|stratégique pour la transition/i.test(row.transition_eco ?? '') ? 1 : ''}`));
write('appellations', 'libelle,rome', table('rome_appellations').map((row) => `${quoted(row.libelle)},${row.code_rome}`));
const close = new Map<string, { target: string; order: number }[]>();
for (const row of table('rome_mobilites')) {
  close.set(row.code_rome ?? '', [...(close.get(row.code_rome ?? '') ?? []), { target: row.code_rome_cible ?? '', order: Number(row.ordre) }]);
}
write('proches', 'rome,proches', [...close].sort().map(([rome, targets]) => `${rome},${targets.sort((one, other) => one.order - other.order).map(({ target }) => target).join(' ')}`));

function quoted(cell = ''): string {
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
