/** From the stored files to the tables that answers read. */
import type { BassinCode, ZoneEmploiCode } from './codes.ts';
import { add } from './figures.ts';
import { CELL, NO_ROW, SECRET, type StoredLive, type StoredRates, type StoredTables } from './stored.ts';
import type { Bassin, LabourTables, Projects, Rates, Tension } from './tables.ts';

/** The complete tables of an import. About 0.2 s. */
export function loadTables(stored: StoredTables): LabourTables {
  const { faps, departements, bassins, cells, zones, communes } = stored;
  const byDepartement = new Map<string, Map<string, Projects>>();
  const byBassin = new Map<string, { projects: Map<string, Projects>; weights: Map<string, number> }>();
  for (let at = 0; at < cells.length; at += CELL) {
    const fap = faps[cells[at] as number] as string;
    const departement = departements[cells[at + 1] as number] as string;
    const bassin = bassins[cells[at + 2] as number]?.code as string;
    const projects = toProjects(cells, at + 3);
    const around = byDepartement.get(departement) ?? new Map<string, Projects>();
    byDepartement.set(departement, around);
    addTo(around, fap, projects);
    const own = byBassin.get(bassin) ?? { projects: new Map<string, Projects>(), weights: new Map<string, number>() };
    byBassin.set(bassin, own);
    addTo(own.projects, fap, projects);
    own.weights.set(departement, (own.weights.get(departement) ?? 0) + projects.projects);
  }
  return {
    precision: 'imported',
    years: stored.years,
    projects: byDepartement,
    bassins: new Map(
      bassins.map(({ code, name }): [BassinCode, Bassin] => {
        const { projects = new Map<string, Projects>(), weights = new Map<string, number>() } = byBassin.get(code) ?? {};
        const byWeight = [...weights].sort((one, other) => other[1] - one[1] || one[0].localeCompare(other[0]));
        return [code as BassinCode, { name, departements: byWeight.map(([departement]) => departement), projects }];
      }),
    ),
    zones: new Map(zones.map(({ code, ...zone }) => [code as ZoneEmploiCode, zone])),
    communes: new Map(
      communes.codes.map((code, at) => [
        code,
        { bassin: (bassins[communes.bassins[at] as number]?.code as BassinCode | undefined) ?? null, zone: (zones[communes.zones[at] as number]?.code as ZoneEmploiCode | undefined) ?? null },
      ]),
    ),
    unemployment: {
      departements: toRates(stored.unemployment.departements),
      zones: toRates(stored.unemployment.zones) as Rates<ZoneEmploiCode>,
      wider: { quarters: [], byArea: new Map(), fetchedOn: null },
    },
    tension: new Map(),
    fapLabels: new Map(Object.entries(stored.fapLabels)),
    fapsOfRome: new Map(Object.entries(stored.fapsOfRome)),
    romes: new Map(Object.entries(stored.romes)),
    nearby: new Map(Object.entries(stored.nearby)),
  };
}

function addTo(sums: Map<string, Projects>, fap: string, projects: Projects): void {
  const sum = sums.get(fap);
  sums.set(fap, sum ? add(sum, projects) : projects);
}

/** Four numbers of a cell; the first three are of the same row, and there together or not at all. */
function toProjects(cells: readonly number[], at: number): Projects {
  const [projects = NO_ROW, difficult = NO_ROW, seasonal = NO_ROW, before = NO_ROW] = [cells[at], cells[at + 1], cells[at + 2], cells[at + 3]];
  return {
    projects: Math.max(0, projects),
    difficult: Math.max(0, difficult),
    seasonal: Math.max(0, seasonal),
    atLeast: projects === SECRET,
    difficultAtLeast: difficult === SECRET,
    seasonalAtLeast: seasonal === SECRET,
    before: before === NO_ROW ? null : Math.max(0, before),
    beforeAtLeast: before === SECRET,
  };
}

const toRates = ({ quarters, byArea }: StoredRates, fetchedOn: string | null = null): Rates => ({ quarters, byArea: new Map(Object.entries(byArea)), fetchedOn });

/** What was fetched, over the rest; rates that are older than those of the tables are left aside. */
export function withLive(tables: LabourTables, { unemployment, tension }: StoredLive): LabourTables {
  const live = unemployment === null ? null : splitRates(unemployment);
  const isNewer = live !== null && (live.departements.quarters.at(-1) ?? '') >= (tables.unemployment.departements.quarters.at(-1) ?? '');
  return {
    ...tables,
    unemployment: live === null ? tables.unemployment : { ...tables.unemployment, wider: live.wider, ...(isNewer ? { departements: live.departements } : {}) },
    tension: new Map(Object.entries(tension).map(([area, { byRome, ...one }]): [string, Tension] => [area, { ...one, byRome: new Map(Object.entries(byRome)) }])),
  };
}

function splitRates({ quarters, byArea, fetchedOn }: StoredRates & { fetchedOn: string }): { departements: Rates; wider: Rates } {
  const entries = Object.entries(byArea);
  const isWide = (code: string) => code === 'FR' || code.startsWith('R');
  return {
    departements: { quarters, fetchedOn, byArea: new Map(entries.filter(([code]) => !isWide(code))) },
    wider: { quarters, fetchedOn, byArea: new Map(entries.filter(([code]) => isWide(code)).map(([code, rates]) => [code === 'FR' ? code : code.slice(1), rates])) },
  };
}
