/** Lists of bassins and of zones d'emploi, and in which of both each commune lies. */
import { ImportRefused } from './refusal.ts';
import type { ListedBassin } from './projects.ts';
import { eachOnce, needed, type Sheet } from './sheet.ts';

export interface ListedZone {
  name: string;
  departements: string[];
}
export interface Communes {
  codes: string[];
  zones: (string | null)[];
  bassins: (string | null)[];
}

const CODE = /^\d{4}$/;
const COMMUNE = /^(?:\d{2}|2[AB])\d{3}$/;
/** More bassins than that without any commune, and the table has been cut. */
const BASSINS_WITHOUT_COMMUNE = 0.1;
/** The survey leaves out a few (Saint-Pierre-et-Miquelon); more, and the table is of another year. */
const COMMUNES_OUTSIDE = 0.05;

const codeIn = (sheet: Sheet, row: Sheet['rows'][number], column: string) => {
  const code = needed(sheet, row, column);
  if (!CODE.test(code)) throw new ImportRefused(sheet.file, row.line, `${column} : « ${code} » n’a pas quatre chiffres`);
  return code;
};

/** A bassin that lies in several départements has a row for each. */
export function readBassins(sheet: Sheet): Map<string, ListedBassin> {
  const bassins = new Map<string, ListedBassin>();
  eachOnce(sheet, (row) => `${codeIn(sheet, row, 'bassin')} ${needed(sheet, row, 'departement')}`, (row, key) => {
    const [code = '', departement = ''] = key.split(' ');
    const years = (row.cells.annees ?? '').split('|').filter((year) => year !== '').map(Number);
    const known = bassins.get(code);
    if (known) {
      known.departements.push(departement);
      known.years = [...new Set([...known.years, ...years])];
    } else bassins.set(code, { code, label: needed(sheet, row, 'libelle'), departements: [departement], years });
  });
  return bassins;
}

export function readZones(sheet: Sheet): Map<string, ListedZone> {
  const zones = new Map<string, ListedZone>();
  eachOnce(sheet, (row) => codeIn(sheet, row, 'zone_emploi'), (row, code) => {
    zones.set(code, { name: needed(sheet, row, 'libelle'), departements: (row.cells.departements ?? '').split('|').filter((part) => part !== '') });
  });
  return zones;
}

export function readCommunes(sheet: Sheet, zones: ReadonlyMap<string, ListedZone>, bassins: ReadonlyMap<string, ListedBassin>): Communes {
  const communes: Communes = { codes: [], zones: [], bassins: [] };
  const codeOf = (row: Sheet['rows'][number], column: string): string | null => {
    const code = (row.cells[column] ?? '').trim();
    if (code !== '' && !CODE.test(code)) throw new ImportRefused(sheet.file, row.line, `${column} : « ${code} » n’a pas quatre chiffres`);
    return code === '' ? null : code;
  };
  let outside = 0;
  eachOnce(sheet, (row) => needed(sheet, row, 'commune'), (row, code) => {
    if (!COMMUNE.test(code)) throw new ImportRefused(sheet.file, row.line, `« ${code} » n’est pas le code d’une commune`);
    const zone = codeOf(row, 'zone_emploi');
    const bassin = codeOf(row, 'bassin_bmo');
    if (zone !== null && !zones.has(zone)) throw new ImportRefused(sheet.file, row.line, `zone_emploi : « ${zone} » n’est pas dans la liste des zones d’emploi`);
    if (bassin !== null && !bassins.has(bassin)) outside += 1;
    communes.codes.push(code);
    communes.zones.push(zone);
    communes.bassins.push(bassin !== null && bassins.has(bassin) ? bassin : null);
  });
  if (outside > COMMUNES_OUTSIDE * communes.codes.length) throw new ImportRefused(sheet.file, null, `${outside} communes sont dans un bassin que l’enquête ne connaît pas : la table est sans doute d’une autre année`);
  const peopled = new Set(communes.bassins);
  const empty = [...bassins.keys()].filter((code) => !peopled.has(code));
  if (empty.length > BASSINS_WITHOUT_COMMUNE * bassins.size) throw new ImportRefused(sheet.file, null, `import partiel : ${empty.length} bassins sur ${bassins.size} n’ont aucune commune, dont ${empty[0]}`);
  return communes;
}
