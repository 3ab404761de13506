/** Figures of an area: what employers plan, how many find it hard, and the rate of unemployment. Every figure says its year and its area. */
import { fapsOf, type LabourTables, type Projects } from './tables.ts';

export interface Area {
  level: 'departement' | 'region' | 'france';
  name: string;
  /** Codes of its départements. */
  departements: string[];
}

export interface OccupationFigures extends Projects {
  fap: string;
  label: string;
  area: Area;
}

function add(one: Projects | undefined, other: Projects): Projects {
  if (!one) return other;
  return {
    projects: one.projects + other.projects,
    difficult: one.difficult + other.difficult,
    seasonal: one.seasonal + other.seasonal,
    atLeast: one.atLeast || other.atLeast,
    before: one.before === null ? other.before : one.before + (other.before ?? 0),
    beforeAtLeast: one.beforeAtLeast || other.beforeAtLeast,
  };
}

/** Occupations of the area by number of projects, most first. Empty where nothing is published. */
export function recruiting(area: Area, tables: LabourTables): OccupationFigures[] {
  const sums = new Map<string, Projects>();
  for (const code of area.departements) for (const [fap, projects] of tables.projects.get(code) ?? []) sums.set(fap, add(sums.get(fap), projects));
  return [...sums]
    .map(([fap, projects]) => ({ ...projects, fap, label: tables.fapLabels.get(fap) ?? fap, area }))
    .filter(({ projects }) => projects > 0)
    .sort((one, other) => other.projects - one.projects || one.fap.localeCompare(other.fap));
}

/** All projects of the area together. */
export function totalOf(figures: readonly OccupationFigures[]): Projects {
  const none = { projects: 0, difficult: 0, seasonal: 0, atLeast: false, before: null, beforeAtLeast: false };
  return figures.reduce<Projects>((sum, one) => add(sum, one), none);
}

/** Figures of the occupations that hold a trade, in the first area that has some: a smaller one is widened, and the area says so. */
export function outlook(rome: string, areas: readonly Area[], tables: LabourTables): OccupationFigures[] {
  const faps = new Set(fapsOf(rome, tables));
  for (const area of areas) {
    const found = recruiting(area, tables).filter(({ fap }) => faps.has(fap));
    if (found.length > 0) return found;
  }
  return [];
}

export interface Unemployment {
  area: Area;
  quarter: string;
  rate: number;
  /** The same quarter of the year before; null when it is not published. */
  yearBefore: { quarter: string; rate: number } | null;
}

/** The last published rate of a département; null where Insee publishes none (Mayotte). */
export function unemploymentOf(area: Area, { unemployment, quarters }: LabourTables): Unemployment | null {
  const rates = area.level === 'departement' ? unemployment.get(area.departements[0] ?? '') : undefined;
  const last = rates?.findLastIndex((rate) => rate !== null) ?? -1;
  const rate = rates?.[last];
  if (!rates || rate === undefined || rate === null) return null;
  const before = rates[last - 4];
  return { area, quarter: quarters[last] ?? '', rate, yearBefore: before == null ? null : { quarter: quarters[last - 4] ?? '', rate: before } };
}

/** Trades close to one (ROME mobility) with what employers of the area plan for them, most projects first. */
export function nearbyTrades(rome: string, areas: readonly Area[], tables: LabourTables): { rome: string; label: string; figures: OccupationFigures }[] {
  const own = new Set(fapsOf(rome, tables));
  const seen = new Set<string>();
  return (tables.nearby.get(rome) ?? [])
    .flatMap((target) => {
      const [figures] = outlook(target, areas, tables).filter(({ fap }) => !own.has(fap) && !seen.has(fap));
      if (!figures) return [];
      seen.add(figures.fap);
      return [{ rome: target, label: tables.romes.get(target)?.label ?? target, figures }];
    })
    .sort((one, other) => other.figures.projects - one.figures.projects);
}
