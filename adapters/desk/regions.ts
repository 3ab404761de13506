/** The régions of France by INSEE code, from the official table. */
import { createRequire } from 'node:module';

interface RegionRow {
  code: string;
  nom: string;
  /** `metro`, `drom`, `com`. */
  zone: string;
}

const ROWS = createRequire(import.meta.url)('@etalab/decoupage-administratif/data/regions.json') as RegionRow[];

/** Those of metropolitan France and the five of overseas, in the order of their names. */
export const REGIONS = ROWS.filter(({ zone }) => zone !== 'com')
  .map(({ code, nom }) => ({ code, name: nom }))
  .toSorted((one, other) => one.name.localeCompare(other.name, 'fr'));

/** « Bretagne »; the code itself where it is none. */
export const regionName = (code: string): string => ROWS.find((row) => row.code === code)?.nom ?? code;
