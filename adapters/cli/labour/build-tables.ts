/**
 * Makes the built-in tables of `knowledge/labour-market/data` from a folder of official files: `node adapters/cli/labour/build-tables.ts --from DIR`.
 * Figures and labels only, by département and occupation, the latest survey and the one before. A secret cell makes its sum « at least »: never zero.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { csvCell, parseCsv } from '../../../knowledge/labour-market/csv.ts';
import { toStored } from '../../../knowledge/labour-market/import/import-labour.ts';
import { readOfficialFolder } from '../../../knowledge/labour-market/import/read-folder.ts';
import { loadTables } from '../../../knowledge/labour-market/load.ts';

const TARGET = new URL('../../../knowledge/labour-market/data/', import.meta.url).pathname;

const { values } = parseArgs({ options: { from: { type: 'string' } } });
const from = values.from ?? process.env.LABOUR_DATA_DIR;
if (!from) throw new Error('Dites où sont les fichiers officiels : --from DOSSIER, ou LABOUR_DATA_DIR.');
const write = (name: string, header: string, lines: string[]) => writeFileSync(join(TARGET, `${name}.csv`), `${[header, ...lines].join('\n')}\n`);
const sorted = <Value>(record: Iterable<readonly [string, Value]>) => [...record].sort((one, other) => one[0].localeCompare(other[0], 'en'));
const flag = (isSet: boolean) => (isSet ? '1' : '');

const official = await readOfficialFolder(from, null);
const { projects, years, unemployment, fapLabels, fapsOfRome, romes, nearby } = loadTables(toStored(official, ''));

write('annees', 'derniere,precedente', [`${years.latest},${years.before}`]);
write(
  'bmo',
  'departement,fap,projets,difficiles,saisonniers,au_moins,projets_avant,au_moins_avant,difficiles_au_moins,saisonniers_au_moins',
  sorted(projects).flatMap(([departement, byFap]) =>
    sorted(byFap).map(([fap, one]) =>
      [departement, fap, one.projects, one.difficult, one.seasonal, flag(one.atLeast), one.before ?? '', flag(one.beforeAtLeast), flag(one.difficultAtLeast), flag(one.seasonalAtLeast)].join(','),
    ),
  ),
);
write('chomage', ['departement', ...unemployment.departements.quarters].join(','), sorted(unemployment.departements.byArea).map(([code, rates]) => [code, ...rates.map((rate) => rate ?? '')].join(',')));
write('fap', 'fap,libelle', sorted(fapLabels).map(([fap, label]) => `${fap},${csvCell(label)}`));
write('fap-rome', 'fap,rome', sorted(fapsOfRome).flatMap(([rome, faps]) => faps.map((fap) => `${fap},${rome}`)).sort());
write('rome', 'rome,libelle,parent,vert', sorted(romes).map(([rome, { label, parent, green }]) => `${rome},${csvCell(label)},${parent},${flag(green)}`));
write('proches', 'rome,proches', sorted(nearby).map(([rome, targets]) => `${rome},${targets.join(' ')}`));
const names = join(from, 'rome_appellations.csv');
if (existsSync(names)) write('appellations', 'libelle,rome', parseCsv(readFileSync(names, 'utf8')).map((row) => `${csvCell(row.libelle ?? '')},${row.code_rome}`));
