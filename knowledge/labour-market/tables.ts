/** The figures of the labour market, read once when they are first asked for. `data/SOURCES.md` says where they come from. */
import { readFileSync } from 'node:fs';
import { parseCsv } from './csv.ts';

/** What employers of a département plan for an occupation, in numbers of projects of the year. */
export interface Projects {
  projects: number;
  difficult: number;
  seasonal: number;
  /** Some cells of the sum are secret: « at least ». */
  atLeast: boolean;
  /** The year before; null where nothing was published. */
  before: number | null;
  beforeAtLeast: boolean;
}

export interface LabourTables {
  years: { latest: number; before: number };
  /** By département, then by occupation (FAP 2021). */
  projects: Map<string, Map<string, Projects>>;
  /** Names of the quarters, oldest first: `2025-T3`. */
  quarters: string[];
  /** Unemployment rate in % by département, one for each quarter; null where none is published. */
  unemployment: Map<string, (number | null)[]>;
  fapLabels: Map<string, string>;
  /** Occupations (FAP) that hold a trade (ROME, older code). */
  fapsOfRome: Map<string, string[]>;
  romes: Map<string, { label: string; parent: string; green: boolean }>;
  nearby: Map<string, string[]>;
}

export const tableRows = (name: string) => parseCsv(readFileSync(new URL(`./data/${name}.csv`, import.meta.url), 'utf8'));

let opened: LabourTables | undefined;

/** About 0.1 s the first time. */
export function openLabourTables(): LabourTables {
  return (opened ??= read());
}

function read(): LabourTables {
  const projects = new Map<string, Map<string, Projects>>();
  for (const row of tableRows('bmo')) {
    const departement = row.departement ?? '';
    const known = projects.get(departement) ?? new Map<string, Projects>();
    known.set(row.fap ?? '', {
      projects: Number(row.projets),
      difficult: Number(row.difficiles),
      seasonal: Number(row.saisonniers),
      atLeast: row.au_moins === '1',
      before: row.projets_avant === '' ? null : Number(row.projets_avant),
      beforeAtLeast: row.au_moins_avant === '1',
    });
    projects.set(departement, known);
  }
  const rates = tableRows('chomage');
  const quarters = Object.keys(rates[0] ?? {}).filter((name) => name !== 'departement');
  const fapsOfRome = new Map<string, string[]>();
  for (const { fap = '', rome = '' } of tableRows('fap-rome')) fapsOfRome.set(rome, [...(fapsOfRome.get(rome) ?? []), fap]);
  return {
    years: { latest: 2025, before: 2024 },
    projects,
    quarters,
    unemployment: new Map(rates.map((row) => [row.departement ?? '', quarters.map((quarter) => (row[quarter] === '' ? null : Number(row[quarter])))])),
    fapLabels: new Map(tableRows('fap').map(({ fap = '', libelle = '' }) => [fap, libelle])),
    fapsOfRome,
    romes: new Map(tableRows('rome').map(({ rome = '', libelle = '', parent = '', vert }) => [rome, { label: libelle, parent, green: vert === '1' }])),
    nearby: new Map(tableRows('proches').map(({ rome = '', proches = '' }) => [rome, proches.split(' ')])),
  };
}

/** Occupations of a trade: those of its own code, or of the older code that it comes from. */
export function fapsOf(rome: string, { fapsOfRome, romes }: LabourTables): string[] {
  return fapsOfRome.get(rome) ?? fapsOfRome.get(romes.get(rome)?.parent ?? '') ?? [];
}
