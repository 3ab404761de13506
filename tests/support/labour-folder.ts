/** A small folder of official tables in the layout that `npm run knowledge -- labour` reads: real codes, drawn numbers, secret cells, overseas. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Row = (string | number)[];
export type LabourFiles = Record<string, Row[]>;

/** The same draw each time. */
export function drawing(seed = 20_261_123): <Item>(items: readonly Item[]) => Item {
  let state = seed;
  const next = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  return (items) => items[Math.floor(next() * items.length)] as never;
}

/** Each with a commune: code, label, départements, commune of each département. Redon lies in two of them. */
const BASSINS: [string, string, string[], string[]][] = [
  ['5314', 'RENNES', ['35'], ['35238', '35024']],
  ['5313', 'REDON', ['35', '56'], ['35236', '56232']],
  ['5320', 'BREST', ['29'], ['29019']],
  ['5321', 'QUIMPER', ['29'], ['29232']],
  ['2825', 'LE HAVRE', ['76'], ['76351']],
  ['1107', 'T1 Paris', ['75'], ['75056', '75101']],
  ['9401', 'AJACCIO', ['2A'], ['2A004']],
  ['0102', 'BASSIN GRANDE-TERRE', ['971'], ['97105']],
  ['0201', 'MARTINIQUE CENTRE', ['972'], ['97209']],
  ['0301', 'CAYENNE', ['973'], ['97302']],
  ['0404', 'REUNION NORD', ['974'], ['97411']],
  ['0601', 'MAYOTTE', ['976'], ['97611']],
];
/** Codes clash on purpose: 5313 is a bassin above and another town's zone here. */
const ZONES: [string, string, string[], string[]][] = [
  ['5315', 'Rennes', ['35'], ['35238', '35024']],
  ['5314', 'Redon', ['35', '56'], ['35236', '56232']],
  ['5313', 'Brest', ['29'], ['29019']],
  ['5302', 'Quimper', ['29'], ['29232']],
  ['2811', 'Le Havre', ['76'], ['76351']],
  ['1109', 'Paris', ['75'], ['75056', '75101']],
  ['9401', 'Ajaccio', ['2A'], ['2A004']],
  ['0101', 'Pointe-à-Pitre', ['971'], ['97105']],
  ['0201', 'Fort-de-France', ['972'], ['97209']],
  ['0404', 'Saint-Denis', ['974'], ['97411']],
];
const QUARTERS = ['2023-T3', '2023-T4', '2024-T1', '2024-T2', '2024-T3', '2024-T4', '2025-T1', '2025-T2', '2025-T3'];
const FAPS: [string, string, string[]][] = [
  ['V0X60', 'Aides-soignants', ['J1501']], ['V1X80', 'Infirmiers et sages-femmes', ['J1506', 'J1104']], ['B1X31', 'Maçons qualifiés', ['F1703']],
  ['R1X62', 'Vendeurs en habillement', ['D1214']], ['R1X60', 'Vendeurs en alimentation', ['D1106']], ['R0X61', 'Caissiers', ['D1505']],
  ['A1X40', 'Maraîchers et horticulteurs', ['A1414']], ['A1X41', 'Jardiniers des espaces verts', ['A1203']], ['S1X40', 'Cuisiniers', ['G1602']], ['S2X61', 'Serveurs', ['G1803']],
];
const GREEN = new Set(['A1414', 'A1203']);

/** The tables as rows, header first: a test may spoil them before they are written. */
export function labourFiles(seed?: number): LabourFiles {
  const draw = drawing(seed);
  const numbers = Array.from({ length: 300 }, (_, index) => index + 1);
  const survey = (): Row[] => [
    ['code_fap', 'departement', 'bassin', 'projets', 'projets_difficiles', 'projets_saisonniers'],
    ...FAPS.flatMap(([fap]) =>
      BASSINS.flatMap(([bassin, , departements]) =>
        departements.flatMap((departement): Row[] => {
          const kind = draw([0, 1, 2, 3, 4, 5]);
          const projects = draw(numbers);
          const part = () => (draw([0, 1, 2]) === 0 ? '' : Math.ceil((projects * draw([1, 20, 60, 100])) / 100));
          if (kind === 0 && fap !== 'V0X60') return [];
          return [kind === 1 ? [fap, departement, bassin, '', '', ''] : [fap, departement, bassin, projects, part(), part()]];
        }),
      ),
    ),
  ];
  const rate = () => (draw(numbers) + 20) / 10;
  const romes = FAPS.flatMap(([, , codes]) => codes);
  const communesOf = (areas: typeof ZONES) => new Map(areas.flatMap(([code, , , communes]) => communes.map((commune) => [commune, code] as const)));
  const [bassinOf, zoneOf] = [communesOf(BASSINS), communesOf(ZONES)];
  return {
    bmo_2025: survey(),
    bmo_2024: survey(),
    bassins_bmo: [['bassin', 'libelle', 'departement', 'region', 'annees'], ...BASSINS.flatMap(([code, label, departements]) => departements.map((departement): Row => [code, label, departement, '', '2024|2025']))],
    zones_emploi: [['zone_emploi', 'libelle', 'departements', 'regions', 'nb_communes_2022'], ...ZONES.map(([code, label, departements]): Row => [code, label, departements.join('|'), '', 1])],
    communes_zones: [['commune', 'zone_emploi', 'bassin_bmo'], ...[...bassinOf].map(([commune, bassin]): Row => [commune, zoneOf.get(commune) ?? '', bassin])],
    chomage_departement: [['departement', 'trimestre', 'taux'], ...['35', '56', '29', '76', '75', '2A', '971', '972', '973', '974'].flatMap((code) => QUARTERS.map((quarter): Row => [code, quarter, rate()]))],
    chomage_zone_emploi: [['zone_emploi', 'trimestre', 'taux'], ...ZONES.flatMap(([code]) => QUARTERS.map((quarter): Row => [code, quarter, rate()]))],
    fap2021: [['code_fap', 'libelle'], ...FAPS.map(([fap, label]): Row => [fap, label])],
    fap2021_rome: [['code_fap', 'code_rome', 'origine'], ...FAPS.flatMap(([fap, , codes]) => codes.map((rome): Row => [fap, rome, 'dares']))],
    rome_metiers: [['code_rome', 'libelle', 'code_rome_parent', 'transition_eco'], ...romes.map((rome): Row => [rome, `Métier ${rome}`, rome, GREEN.has(rome) ? 'Emploi Vert' : 'Emploi Blanc'])],
    rome_mobilites: [['code_rome', 'code_rome_cible', 'ordre'], ...romes.flatMap((rome) => romes.filter((other) => other !== rome).slice(0, 6).map((other, index): Row => [rome, other, index + 1]))],
  };
}

export function writeLabourFolder(folder: string, files: LabourFiles = labourFiles()): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, rows] of Object.entries(files)) writeFileSync(join(folder, `${name}.csv`), `${rows.map((row) => row.join(',')).join('\n')}\n`);
  return folder;
}

/** Rows of a table without quotes, read in the plainest way: what the product reads is compared with this. */
export function plainRows(folder: string, name: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(join(folder, `${name}.csv`), 'utf8').trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [names[at] ?? '', cell])));
}
