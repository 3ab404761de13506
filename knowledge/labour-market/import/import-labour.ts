/** Imports a folder of official tables into one file under the knowledge base: the whole of it, or nothing. */
import { properName } from '../area-names.ts';
import { FORMAT, NO_ROW, readStored, type StoredTables, tablesFile, writeStored } from '../stored.ts';
import { type OfficialTables, readOfficialFolder } from './read-folder.ts';

export interface ImportSummary {
  years: { latest: number; before: number | null };
  /** Rows of the latest survey, bassins with figures, communes, zones d'emploi with a rate. */
  rows: number;
  bassins: number;
  communes: number;
  zones: number;
  /** Last quarter of the rates. */
  quarter: string;
  kept: string[];
}

/** `knowledge` is the folder of the knowledge base; `day` that of the import. Throws `ImportRefused`, and what the disk refuses. */
export async function importLabour(from: string, knowledge: string, day: string): Promise<ImportSummary> {
  const official = await readOfficialFolder(from, inUse(knowledge));
  const stored = toStored(official, day);
  writeStored(tablesFile(knowledge), stored);
  return {
    years: { latest: official.latest.year, before: official.before?.year ?? null },
    rows: official.latest.cells.size,
    bassins: stored.bassins.length,
    communes: stored.communes.codes.length,
    zones: Object.keys(stored.unemployment.zones.byArea).length,
    quarter: stored.unemployment.departements.quarters.at(-1) ?? '',
    kept: official.kept,
  };
}

/** A damaged file in use has nothing to lend. */
function inUse(knowledge: string): StoredTables | null {
  try {
    return readStored<StoredTables>(tablesFile(knowledge));
  } catch {
    return null;
  }
}

/** The compact form: codes are written once, cells are numbers. */
export function toStored(official: OfficialTables, day: string): StoredTables {
  const { latest, before } = official;
  const keys = [...new Set([...latest.cells.keys(), ...(before?.cells.keys() ?? [])])].sort();
  const parts = keys.map((key) => key.split(',') as [string, string, string]);
  const [faps, departements, bassins] = [0, 1, 2].map((at) => [...new Set(parts.map((part) => part[at as 0 | 1 | 2]))].sort()) as [string[], string[], string[]];
  const [fapAt, departementAt, bassinAt] = [faps, departements, bassins].map(placesOf) as [Map<string, number>, Map<string, number>, Map<string, number>];
  const zones = [...official.zones].sort().map(([code, zone]) => ({ code, ...zone }));
  const zoneAt = placesOf(zones.map(({ code }) => code));
  const place = (places: Map<string, number>, code: string | null) => (code === null ? -1 : (places.get(code) ?? -1));
  return {
    format: FORMAT,
    importedOn: day,
    years: { latest: latest.year, before: before?.year ?? latest.year - 1 },
    faps,
    departements,
    bassins: bassins.map((code) => {
      const listed = official.bassins.get(code);
      return { code, name: properName(listed?.label ?? code, listed?.departements ?? []) };
    }),
    cells: keys.flatMap((key, at) => {
      const [fap, departement, bassin] = parts[at] as [string, string, string];
      const now = latest.cells.get(key) ?? [NO_ROW, NO_ROW, NO_ROW];
      return [place(fapAt, fap), place(departementAt, departement), place(bassinAt, bassin), ...now, before?.cells.get(key)?.[0] ?? NO_ROW];
    }),
    zones,
    communes: { codes: official.communes.codes, zones: official.communes.zones.map((code) => place(zoneAt, code)), bassins: official.communes.bassins.map((code) => place(bassinAt, code)) },
    unemployment: official.unemployment,
    fapLabels: official.fapLabels,
    fapsOfRome: official.fapsOfRome,
    romes: official.romes,
    nearby: official.nearby,
  };
}

const placesOf = (codes: readonly string[]) => new Map(codes.map((code, at) => [code, at]));
