/** Figures of an area: what employers plan, how many find it hard, and the rate of unemployment. Every figure says its year and its area. */
import type { BassinCode, ZoneEmploiCode } from './codes.ts';
import { fapsOf, type LabourTables, type Projects, type ProjectsByFap, type Rates } from './tables.ts';

interface NamedArea {
  /** As it stands in a sentence: « bassin d’emploi de Rennes », « Finistère (29) ». */
  name: string;
  /** Codes of its départements; of a bassin or a zone d'emploi, those it lies in. */
  departements: string[];
}
export type BassinArea = NamedArea & { level: 'bassin'; bassin: BassinCode };
export type ZoneArea = NamedArea & { level: 'zone-emploi'; zoneEmploi: ZoneEmploiCode };
export type WideArea = NamedArea & { level: 'departement' | 'region' | 'france'; /** INSEE code of a région. */ region?: string };
export type Area = BassinArea | ZoneArea | WideArea;

export interface OccupationFigures extends Projects {
  fap: string;
  label: string;
  area: Area;
}

const NOTHING: Projects = { projects: 0, difficult: 0, seasonal: 0, atLeast: false, difficultAtLeast: false, seasonalAtLeast: false, before: null, beforeAtLeast: false };

/** The sum of two areas or two occupations; « at least » when one of them is. */
export function add(one: Projects, other: Projects): Projects {
  return {
    projects: one.projects + other.projects,
    difficult: one.difficult + other.difficult,
    seasonal: one.seasonal + other.seasonal,
    atLeast: one.atLeast || other.atLeast,
    difficultAtLeast: one.difficultAtLeast || other.difficultAtLeast,
    seasonalAtLeast: one.seasonalAtLeast || other.seasonalAtLeast,
    before: one.before === null ? other.before : one.before + (other.before ?? 0),
    beforeAtLeast: one.beforeAtLeast || other.beforeAtLeast,
  };
}

const keyOf = (area: Area): string => `${area.level} ${area.level === 'bassin' ? area.bassin : area.level === 'zone-emploi' ? area.zoneEmploi : area.departements.join()}`;

/** The sums of France take a few milliseconds: an area is added up once for each set of tables. */
const added = new WeakMap<LabourTables, Map<string, ProjectsByFap>>();

/** What is published of an area, by occupation; a secret cell is there with 0 and « at least ». */
function cellsOf(area: Area, tables: LabourTables): ProjectsByFap {
  if (area.level === 'bassin') return tables.bassins.get(area.bassin)?.projects ?? new Map<string, Projects>();
  // The survey is not published by zone d'emploi.
  if (area.level === 'zone-emploi') return new Map<string, Projects>();
  const [only] = area.departements;
  if (area.departements.length === 1 && only !== undefined) return tables.projects.get(only) ?? new Map<string, Projects>();
  const known = added.get(tables) ?? new Map<string, ProjectsByFap>();
  added.set(tables, known);
  const key = keyOf(area);
  const before = known.get(key);
  if (before) return before;
  const sums = new Map<string, Projects>();
  for (const code of area.departements) {
    for (const [fap, projects] of tables.projects.get(code) ?? []) {
      const sum = sums.get(fap);
      sums.set(fap, sum ? add(sum, projects) : projects);
    }
  }
  known.set(key, sums);
  return sums;
}

/** Occupations of the area by number of projects, most first. Empty where nothing is published. */
export function recruiting(area: Area, tables: LabourTables): OccupationFigures[] {
  return [...cellsOf(area, tables)]
    .filter(([, { projects }]) => projects > 0)
    .map(([fap, projects]) => ({ ...projects, fap, label: tables.fapLabels.get(fap) ?? fap, area }))
    .sort((one, other) => other.projects - one.projects || one.fap.localeCompare(other.fap));
}

/** All projects of the area together. */
export function totalOf(area: Area, tables: LabourTables): Projects {
  let sum = NOTHING;
  for (const one of cellsOf(area, tables).values()) sum = add(sum, one);
  return sum;
}

/** Figures of the occupations that hold a trade, most projects first; empty where none is published. */
export function tradeIn(rome: string, area: Area, tables: LabourTables): OccupationFigures[] {
  const cells = cellsOf(area, tables);
  return fapsOf(rome, tables)
    .flatMap((fap) => {
      const projects = cells.get(fap);
      return projects && projects.projects > 0 ? [{ ...projects, fap, label: tables.fapLabels.get(fap) ?? fap, area }] : [];
    })
    .sort((one, other) => other.projects - one.projects || one.fap.localeCompare(other.fap));
}

/** True when employers of the area declared something for that trade and the figure is kept secret; false when they declared nothing. */
export function isSecret(rome: string, area: Area, tables: LabourTables): boolean {
  const cells = cellsOf(area, tables);
  return fapsOf(rome, tables).some((fap) => cells.get(fap)?.atLeast === true);
}

/** The same in the first area that has some: a smaller one is widened, and the area says so. */
export function outlook(rome: string, areas: readonly Area[], tables: LabourTables): OccupationFigures[] {
  return areas.map((area) => tradeIn(rome, area, tables)).find((found) => found.length > 0) ?? [];
}

export interface Unemployment {
  area: Area;
  quarter: string;
  rate: number;
  /** The same quarter of the year before; null when it is not published. */
  yearBefore: { quarter: string; rate: number } | null;
  /** Day on which Insee gave it; null when it came as a file. */
  fetchedOn: string | null;
}

/** The last published rate of an area; null where Insee publishes none (Mayotte). */
export function unemploymentOf(area: Area, { unemployment }: LabourTables): Unemployment | null {
  const { quarters, fetchedOn, rates } = ratesOf(area, unemployment);
  const last = rates?.findLastIndex((rate) => rate !== null) ?? -1;
  const rate = rates?.[last];
  const quarter = quarters[last];
  if (!rates || rate === undefined || rate === null || quarter === undefined) return null;
  const earlier = `${Number(quarter.slice(0, 4)) - 1}${quarter.slice(4)}`;
  const before = rates[quarters.indexOf(earlier)];
  return { area, quarter, rate, yearBefore: before == null ? null : { quarter: earlier, rate: before }, fetchedOn };
}

function ratesOf(area: Area, { departements, zones, wider }: LabourTables['unemployment']): Pick<Rates, 'quarters' | 'fetchedOn'> & { rates: readonly (number | null)[] | undefined } {
  if (area.level === 'zone-emploi') return { ...zones, rates: zones.byArea.get(area.zoneEmploi) };
  if (area.level === 'departement') return { ...departements, rates: departements.byArea.get(area.departements[0] ?? '') };
  if (area.level === 'france') return { ...wider, rates: wider.byArea.get('FR') };
  return { ...wider, rates: area.level === 'region' ? wider.byArea.get(area.region ?? '') : undefined };
}

export interface NearbyTrade {
  rome: string;
  label: string;
  figures: OccupationFigures;
}

/** Trades close to one (ROME mobility) with what employers of that area plan for them, most projects first. One trade for each occupation. */
export function nearbyTrades(rome: string, area: Area, tables: LabourTables): NearbyTrade[] {
  const seen = new Set(fapsOf(rome, tables));
  return (tables.nearby.get(rome) ?? [])
    .flatMap((target) => {
      const figures = tradeIn(target, area, tables).find(({ fap }) => !seen.has(fap));
      if (!figures) return [];
      seen.add(figures.fap);
      return [{ rome: target, label: tables.romes.get(target)?.label ?? target, figures }];
    })
    .sort((one, other) => other.figures.projects - one.figures.projects);
}

/** Of the trades that an occupation holds, how many the ROME marks for the ecological transition. */
export interface GreenOccupation {
  figures: OccupationFigures;
  green: string[];
  trades: number;
}

/** At least half of its trades, or the figures of an occupation would mostly speak of something else. */
const GREEN_SHARE = 0.5;
const greens = new WeakMap<LabourTables, Map<string, { green: string[]; trades: number }>>();

function greenFaps(tables: LabourTables): Map<string, { green: string[]; trades: number }> {
  const known = greens.get(tables);
  if (known) return known;
  const found = new Map<string, { green: string[]; trades: number }>();
  for (const [rome, { label, green }] of tables.romes) {
    for (const fap of fapsOf(rome, tables)) {
      const one = found.get(fap) ?? { green: [], trades: 0 };
      one.trades += 1;
      if (green) one.green.push(label);
      found.set(fap, one);
    }
  }
  for (const [fap, { green, trades }] of found) if (green.length < GREEN_SHARE * trades) found.delete(fap);
  greens.set(tables, found);
  return found;
}

/** Occupations of the area whose trades are, for half of them at least, those of the ecological transition; most projects first. */
export function greenRecruiting(area: Area, tables: LabourTables): GreenOccupation[] {
  const green = greenFaps(tables);
  return recruiting(area, tables).flatMap((figures) => {
    const mark = green.get(figures.fap);
    return mark ? [{ figures, ...mark }] : [];
  });
}
