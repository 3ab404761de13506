/** « bassin de Rennes », « zone d'emploi du Havre »: an area named by its zoning, which is no town although it bears the name of one. */
import { openPlaces, placeKey } from '../territories/places.ts';
import type { BassinCode, ZoneEmploiCode } from './codes.ts';
import type { LabourTables } from './tables.ts';

export interface NamedZoning {
  zoning: 'bassin' | 'zone-emploi';
  /** The bassin that was named, or the one where the town of the zone d'emploi lies; null when no name of the tables follows. */
  bassin: BassinCode | null;
  /** The same the other way round. */
  zone: ZoneEmploiCode | null;
}

const ANNOUNCED = /\b(bassins?(?: d emplois?)?|zones? d emplois?)(?: (?:de|du|des|d|l|la|le|les))*(?: (.*))?$/;
const ARTICLE = /^(?:le|la|les|l) /;
const WORDS_AT_MOST = 8;

/** Null when the text names neither zoning. The codes of one never serve for the other: it is their town that leads across. */
export function readZoning(text: string, tables: LabourTables): NamedZoning | null {
  const found = ANNOUNCED.exec(placeKey(text));
  if (!found) return null;
  const zoning = found[1]?.startsWith('bassin') ? 'bassin' : 'zone-emploi';
  const { bassins, zones } = namesOf(tables);
  const rest = (found[2] ?? '').split(' ');
  if (zoning === 'bassin') {
    const bassin = longest(rest, bassins);
    // « un bassin de natation »: a basin is only one of employment when it is called so, or when a place follows.
    if (bassin === null && !found[1]?.includes('emploi') && !beginsWithPlace(rest.join(' '))) return null;
    return { zoning, bassin, zone: bassin && mostOf(tables, (commune) => commune.bassin === bassin, 'zone') };
  }
  const zone = longest(rest, zones);
  return { zoning, zone, bassin: zone && mostOf(tables, (commune) => commune.zone === zone, 'bassin') };
}

const beginsWithPlace = (words: string): boolean => openPlaces().read(words, { asked: true })[0]?.start === 0;

/** The one that the longest name means; null for a name that two areas share. */
function longest<Code extends string>(words: readonly string[], names: ReadonlyMap<string, readonly Code[]>): Code | null {
  for (let count = Math.min(words.length, WORDS_AT_MOST); count > 0; count--) {
    const codes = names.get(words.slice(0, count).join(' '));
    if (codes) return codes.length === 1 ? (codes[0] ?? null) : null;
  }
  return null;
}

/** Where most of its communes lie in the other zoning. */
function mostOf<Key extends 'bassin' | 'zone'>(tables: LabourTables, isIn: (commune: { bassin: BassinCode | null; zone: ZoneEmploiCode | null }) => boolean, key: Key) {
  type Code = NonNullable<NamedZoning[Key]>;
  const counts = new Map<Code, number>();
  for (const commune of tables.communes.values()) {
    const code = commune[key] as Code | null;
    if (code !== null && isIn(commune)) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? null;
}

interface Names {
  bassins: Map<string, BassinCode[]>;
  zones: Map<string, ZoneEmploiCode[]>;
}
const read = new WeakMap<LabourTables, Names>();

function namesOf(tables: LabourTables): Names {
  const known = read.get(tables);
  if (known) return known;
  const names: Names = { bassins: byName(tables.bassins), zones: byName(tables.zones) };
  read.set(tables, names);
  return names;
}

function byName<Code extends string>(areas: ReadonlyMap<Code, { name: string }>): Map<string, Code[]> {
  const names = new Map<string, Code[]>();
  for (const [code, { name }] of areas) {
    const key = placeKey(name).replace(ARTICLE, '');
    names.set(key, [...(names.get(key) ?? []), code]);
  }
  return names;
}
