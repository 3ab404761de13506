/** The figures of the labour market in memory: the built-in ones of `data/`, and over them what an import or a refresh brought. */
import { readFileSync } from 'node:fs';
import type { BassinCode, ZoneEmploiCode } from './codes.ts';
import { parseCsv } from './csv.ts';

/** What employers of an area plan for an occupation, in numbers of projects of the year. */
export interface Projects {
  projects: number;
  difficult: number;
  seasonal: number;
  /** Some cells of the sum are secret: « at least ». */
  atLeast: boolean;
  difficultAtLeast: boolean;
  seasonalAtLeast: boolean;
  /** The year before; null where nothing was published. */
  before: number | null;
  beforeAtLeast: boolean;
}

/** By occupation (FAP 2021). */
export type ProjectsByFap = ReadonlyMap<string, Projects>;

export interface Bassin {
  name: string;
  /** Those it lies in, the one with most projects first. */
  departements: string[];
  projects: ProjectsByFap;
}

/** Unemployment rates in %, one for each quarter; null where none is published. */
export interface Rates<Code extends string = string> {
  /** Oldest first: `2025-T3`. */
  quarters: string[];
  byArea: ReadonlyMap<Code, readonly (number | null)[]>;
  /** Day on which they were fetched from Insee; null when they came as a file. */
  fetchedOn: string | null;
}

/** How hard employers of an area find it to recruit for a trade, from 1 to 5. */
export interface Tension {
  /** By trade (ROME). */
  byRome: ReadonlyMap<string, number>;
  year: string;
  fetchedOn: string;
}

export interface LabourTables {
  /** `built-in`: no finer than the département. `imported`: bassins and zones d'emploi too. */
  precision: 'built-in' | 'imported';
  years: { latest: number; before: number };
  /** By département. */
  projects: ReadonlyMap<string, ProjectsByFap>;
  bassins: ReadonlyMap<BassinCode, Bassin>;
  zones: ReadonlyMap<ZoneEmploiCode, { name: string; departements: string[] }>;
  /** In which of both a commune lies, by its INSEE code. */
  communes: ReadonlyMap<string, { bassin: BassinCode | null; zone: ZoneEmploiCode | null }>;
  unemployment: {
    departements: Rates;
    zones: Rates<ZoneEmploiCode>;
    /** Régions by their INSEE code, and `FR`. */
    wider: Rates;
  };
  /** By département, and `FR`. */
  tension: ReadonlyMap<string, Tension>;
  fapLabels: ReadonlyMap<string, string>;
  /** Occupations (FAP) that hold a trade (ROME, older code). */
  fapsOfRome: ReadonlyMap<string, string[]>;
  romes: ReadonlyMap<string, { label: string; parent: string; green: boolean }>;
  /** Trades close to a trade, the closest first. */
  nearby: ReadonlyMap<string, string[]>;
}

export const tableRows = (name: string) => parseCsv(readFileSync(new URL(`./data/${name}.csv`, import.meta.url), 'utf8'));

let opened: LabourTables | undefined;

/** The built-in tables. About 0.1 s the first time. `data/SOURCES.md` says where they come from. */
export function openLabourTables(): LabourTables {
  return (opened ??= read());
}

const NO_RATES = { quarters: [], byArea: new Map<never, never>(), fetchedOn: null };

function read(): LabourTables {
  const years = parseYears();
  const rates = tableRows('chomage');
  const quarters = Object.keys(rates[0] ?? {}).filter((name) => name !== 'departement');
  const fapsOfRome = new Map<string, string[]>();
  for (const { fap = '', rome = '' } of tableRows('fap-rome')) fapsOfRome.set(rome, [...(fapsOfRome.get(rome) ?? []), fap]);
  return {
    precision: 'built-in',
    years,
    projects: readProjects(),
    bassins: new Map(),
    zones: new Map(),
    communes: new Map(),
    unemployment: {
      departements: { quarters, byArea: new Map(rates.map((row) => [row.departement ?? '', quarters.map((quarter) => (row[quarter] === '' ? null : Number(row[quarter])))])), fetchedOn: null },
      zones: NO_RATES,
      wider: NO_RATES,
    },
    tension: new Map(),
    fapLabels: new Map(tableRows('fap').map(({ fap = '', libelle = '' }) => [fap, libelle])),
    fapsOfRome,
    romes: new Map(tableRows('rome').map(({ rome = '', libelle = '', parent = '', vert }) => [rome, { label: libelle, parent, green: vert === '1' }])),
    nearby: new Map(tableRows('proches').map(({ rome = '', proches = '' }) => [rome, proches.split(' ')])),
  };
}

/** The survey of `bmo.csv` and the one before: the tables of a later year bring them along. */
function parseYears(): LabourTables['years'] {
  const [row] = tableRows('annees');
  return { latest: Number(row?.derniere), before: Number(row?.precedente) };
}

function readProjects(): Map<string, Map<string, Projects>> {
  const projects = new Map<string, Map<string, Projects>>();
  for (const row of tableRows('bmo')) {
    const departement = row.departement ?? '';
    const known = projects.get(departement) ?? new Map<string, Projects>();
    known.set(row.fap ?? '', {
      projects: Number(row.projets),
      difficult: Number(row.difficiles),
      seasonal: Number(row.saisonniers),
      atLeast: row.au_moins === '1',
      difficultAtLeast: row.difficiles_au_moins === '1',
      seasonalAtLeast: row.saisonniers_au_moins === '1',
      before: row.projets_avant === '' ? null : Number(row.projets_avant),
      beforeAtLeast: row.au_moins_avant === '1',
    });
    projects.set(departement, known);
  }
  return projects;
}

/** Occupations of a trade: those of its own code, or of the older code that it comes from. */
export function fapsOf(rome: string, { fapsOfRome, romes }: Pick<LabourTables, 'fapsOfRome' | 'romes'>): string[] {
  return fapsOfRome.get(rome) ?? fapsOfRome.get(romes.get(rome)?.parent ?? '') ?? [];
}
