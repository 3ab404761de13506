/** The package read once, kept in columns: thirty-five thousand communes as objects would weigh three times as much. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { placeKey } from './place-key.ts';
import type { Place } from './places.ts';

interface CommuneRow {
  code: string;
  nom: string;
  type: 'commune-actuelle' | 'commune-deleguee' | 'commune-associee' | 'arrondissement-municipal';
  departement?: string;
  region?: string;
  /** Of an arrondissement, its town; of a former commune, the one it became part of. */
  commune?: string;
  chefLieu?: string;
  codesPostaux?: string[];
  population?: number;
}
interface AreaRow {
  code: string;
  nom: string;
  region?: string;
  zone: 'metro' | 'drom' | 'com';
}

export interface Gazetteer {
  /** A commune by its number; numbers go from the most people to the fewest. */
  commune(number: number): Place;
  population(number: number): number;
  /** Numbers of the communes of that name, most people first. */
  named(key: string): readonly number[];
  /** The most words that a name beginning with this word has; 0 when none does. */
  longestFrom(word: string): number;
  /** True of a name that no commune of today bears: it leads to the one it became part of. */
  isFormer(key: string): boolean;
  /** Every name with its commune, most people first. */
  names: ReadonlyMap<string, readonly number[]>;
  postal(code: string): readonly Place[];
  insee(code: string): Place | null;
  /** The number of the commune that has this INSEE code today. */
  numberOf(code: string): number | undefined;
  departements: ReadonlyMap<string, Place>;
  departementsByName: ReadonlyMap<string, Place>;
  regions: ReadonlyMap<string, Place>;
  regionsByName: ReadonlyMap<string, Place>;
  /** « Paris 11e »: null when the town has no such arrondissement. */
  arrondissement(town: Place, number: number): Place | null;
}

const files = createRequire(import.meta.url);
// `require` would keep the whole table in its cache.
const table = <Row>(name: string) => JSON.parse(readFileSync(files.resolve(`@etalab/decoupage-administratif/data/${name}.json`), 'utf8')) as Row[];

function readAreas() {
  const regionRows = table<AreaRow>('regions');
  const regionNames = new Map(regionRows.map(({ code, nom }) => [code, nom]));
  const place = (level: 'departement' | 'region', { code, nom, region, zone }: AreaRow): Place => ({
    level,
    name: nom,
    ...(level === 'departement' ? { departement: { code, name: nom } } : {}),
    region: level === 'region' ? { code, name: nom } : { code: region ?? code, name: regionNames.get(region ?? code) ?? nom },
    overseas: zone !== 'metro',
    collectivity: zone === 'com',
    population: 0,
  });
  const indexed = (level: 'departement' | 'region', rows: AreaRow[]) => {
    const places = rows.map((row) => [row.code, place(level, row)] as const);
    return { byCode: new Map(places), byName: new Map(places.map(([, one]) => [placeKey(one.name), one])) };
  };
  return { regions: indexed('region', regionRows), departements: indexed('departement', table<AreaRow>('departements')) };
}

/** Reads the package: about a quarter of a second. */
export function readGazetteer(): Gazetteer {
  const { regions, departements } = readAreas();
  const rows = table<CommuneRow>('communes');
  const today = rows.filter(({ type }) => type === 'commune-actuelle').sort((one, other) => (other.population ?? 0) - (one.population ?? 0));
  const displayNames: string[] = [];
  const codes: string[] = [];
  const departementCodes: string[] = [];
  const postalCodes: (readonly string[])[] = [];
  const populations = new Int32Array(today.length);
  const numberOf = new Map<string, number>();
  const names = new Map<string, number[]>();
  const byPostalCode = new Map<string, number[]>();
  const longest = new Map<string, number>();

  const addName = (key: string, number: number) => {
    const known = names.get(key);
    if (known) {
      if (!known.includes(number)) known.push(number);
      return;
    }
    names.set(key, [number]);
    const space = key.indexOf(' ');
    const first = space < 0 ? key : key.slice(0, space);
    const words = space < 0 ? 1 : key.split(' ').length;
    if (words > (longest.get(first) ?? 0)) longest.set(first, words);
  };
  today.forEach((row, number) => {
    displayNames.push(row.nom);
    codes.push(row.code);
    departementCodes.push(row.departement ?? '');
    postalCodes.push(row.codesPostaux ?? []);
    populations[number] = row.population ?? 0;
    numberOf.set(row.code, number);
    addName(placeKey(row.nom), number);
    for (const code of row.codesPostaux ?? []) {
      const sharing = byPostalCode.get(code);
      if (sharing) sharing.push(number);
      else byPostalCode.set(code, [number]);
    }
  });
  const former = new Set<string>();
  const arrondissements = new Map<string, { postalCodes: string[]; population: number; town: number }>();
  for (const row of rows) {
    if (row.type === 'arrondissement-municipal') {
      arrondissements.set(row.code, { postalCodes: row.codesPostaux ?? [], population: row.population ?? 0, town: numberOf.get(row.commune ?? '') ?? -1 });
    } else if (row.type !== 'commune-actuelle') {
      // A former commune leads to the one of today, unless another of today bears its name.
      const key = placeKey(row.nom);
      const becameNumber = numberOf.get(row.chefLieu ?? '');
      if (becameNumber === undefined) continue;
      if (!numberOf.has(row.code)) numberOf.set(row.code, becameNumber);
      const known = names.get(key);
      if (!known) former.add(key);
      if (!known || row.chefLieu === row.code) addName(key, becameNumber);
    }
  }

  function commune(number: number): Place {
    const departement = departements.byCode.get(departementCodes[number] ?? '');
    return {
      level: 'commune',
      name: displayNames[number] ?? '',
      insee: codes[number] ?? '',
      postalCodes: [...(postalCodes[number] ?? [])],
      ...(departement?.departement ? { departement: departement.departement } : {}),
      ...(departement?.region ? { region: departement.region } : {}),
      overseas: departement?.overseas ?? false,
      collectivity: departement?.collectivity ?? false,
      population: populations[number] ?? 0,
    };
  }
  const FIRST_ARRONDISSEMENT: Record<string, number> = { '75056': 75101, '69123': 69381, '13055': 13201 };
  function arrondissement(town: Place, number: number): Place | null {
    const row = arrondissements.get(String((FIRST_ARRONDISSEMENT[town.insee ?? ''] ?? 0) + number - 1));
    return row && number > 0 ? { ...commune(row.town), postalCodes: [...row.postalCodes], arrondissement: number, population: row.population } : null;
  }
  const arrondissementOfPostal = new Map([...arrondissements].flatMap(([insee, row]) => row.postalCodes.map((code) => [code, { town: row.town, insee }] as const)));

  return {
    commune,
    population: (number) => populations[number] ?? 0,
    named: (key) => names.get(key) ?? [],
    longestFrom: (word) => longest.get(word) ?? 0,
    isFormer: (key) => former.has(key),
    names,
    postal(code) {
      const part = arrondissementOfPostal.get(code);
      const town = part ? commune(part.town) : null;
      const place = town && part ? arrondissement(town, Number(part.insee) - (FIRST_ARRONDISSEMENT[town.insee ?? ''] ?? 0) + 1) : null;
      return place ? [place] : (byPostalCode.get(code) ?? []).map(commune);
    },
    numberOf: (code) => numberOf.get(code),
    insee(code) {
      const part = arrondissements.get(code);
      if (part) return arrondissement(commune(part.town), Number(code) - (FIRST_ARRONDISSEMENT[codes[part.town] ?? ''] ?? 0) + 1);
      const number = numberOf.get(code);
      return number === undefined ? null : commune(number);
    },
    departements: departements.byCode,
    departementsByName: departements.byName,
    regions: regions.byCode,
    regionsByName: regions.byName,
    arrondissement,
  };
}
