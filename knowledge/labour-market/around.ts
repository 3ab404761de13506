/** A trade in the départements around: where in the région employers plan most, so that somebody ready to move sees it. */
import { openPlaces } from '../territories/places.ts';
import { fapsOf, type LabourTables } from './tables.ts';

export interface AroundRow {
  label: string;
  value: number;
  difficult: number;
  /** Part of the value is secret. */
  atLeast: boolean;
  isOwn: boolean;
}

/** More rows than that are no picture: Auvergne-Rhône-Alpes has twelve départements, Occitanie thirteen. */
const SHOWN = 8;

/**
 * Départements of the région by number of projects for the occupation (FAP) that holds most of the trade in the région, most first.
 * The person's own is always among them. Empty where there is nothing to compare: abroad, a région of one département.
 */
export function rankAround(rome: string, { departement, region }: { departement: string | null; region: string | null }, tables: LabourTables): { occupation: string; region: string; rows: AroundRow[] } | null {
  const places = openPlaces();
  const around = region === null ? null : places.region(region);
  const codes = region === null ? [] : [...tables.projects.keys()].filter((code) => places.departement(code)?.region?.code === region);
  if (!around || codes.length < 3) return null;
  // As in the figures of a trade: who says « maçon » does not ask about foremen's executives.
  const faps = fapsOf(rome, tables).filter((fap, _at, all) => all.length === 1 || !/\bcadres?\b/i.test(tables.fapLabels.get(fap) ?? ''));
  const sum = (fap: string) => codes.reduce((total, code) => total + (tables.projects.get(code)?.get(fap)?.projects ?? 0), 0);
  const [fap] = faps.sort((one, other) => sum(other) - sum(one));
  if (fap === undefined || sum(fap) === 0) return null;
  const rows = codes.flatMap((code): AroundRow[] => {
    const found = tables.projects.get(code)?.get(fap);
    const isOwn = code === departement;
    if (!found || (found.projects === 0 && !isOwn)) return [];
    return [{ label: `${places.departement(code)?.name ?? ''} (${code})`, value: found.projects, difficult: found.difficult, atLeast: found.atLeast, isOwn }];
  });
  const ranked = rows.sort((one, other) => other.value - one.value || one.label.localeCompare(other.label));
  const shown = [...ranked.slice(0, SHOWN), ...ranked.slice(SHOWN).filter(({ isOwn }) => isOwn)];
  return shown.length < 2 ? null : { occupation: tables.fapLabels.get(fap) ?? fap, region: around.name, rows: shown };
}
