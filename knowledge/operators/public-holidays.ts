/** Public holidays of a territory: `public-holidays.yaml`, and the days that move with Easter. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { IsoDate } from '../passage.ts';

/** INSEE codes; null where not known. */
export interface Territory {
  region: string | null;
  departement: string | null;
}

const place = z.string().regex(/^\d[\dAB]\d?$/);
const rowSchema = z
  .strictObject({
    name: z.string(),
    day: z.string().regex(/^\d\d-\d\d$/).optional(),
    easter: z.int().optional(),
    regions: z.array(place).optional(),
    departements: z.array(place).optional(),
    source: z.string(),
  })
  .refine(({ day, easter }) => (day === undefined) !== (easter === undefined), 'day ou easter, l’un des deux');

const TABLE = z
  .strictObject({ holidays: z.array(rowSchema).min(1), partOf: z.record(place, place) })
  .parse(parse(readFileSync(new URL('./public-holidays.yaml', import.meta.url), 'utf8')));

export const HOLIDAYS = TABLE.holidays;

/** Easter Sunday, by the anonymous Gregorian rule (Meeus, Jones, Butcher): no library for France knows the days of overseas too. */
export function easter(year: number): IsoDate {
  const [golden, century, rest] = [year % 19, Math.floor(year / 100), year % 100];
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * late + 114;
  return isoDay(Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1));
}

/** « none », « kept », or « unknown » where only a part of the région keeps it and the département is not known. */
export function holidayOn(day: IsoDate, { region, departement }: Territory): 'none' | 'kept' | 'unknown' {
  const year = Number(day.slice(0, 4));
  let found: 'none' | 'unknown' = 'none';
  for (const row of HOLIDAYS) {
    const falls = row.day === undefined ? addDays(easter(year), row.easter ?? 0) : `${day.slice(0, 4)}-${row.day}`;
    if (falls !== day) continue;
    const isEverywhere = row.regions === undefined && row.departements === undefined;
    if (isEverywhere || row.regions?.includes(region ?? '') || row.departements?.includes(departement ?? '')) return 'kept';
    if (departement === null && row.departements?.some((part) => TABLE.partOf[part] !== undefined && TABLE.partOf[part] === region)) found = 'unknown';
  }
  return found;
}

/** `2026-12-31` and 1 give `2027-01-01`. */
export const addDays = (day: IsoDate, days: number): IsoDate => isoDay(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000);

const isoDay = (instant: number): IsoDate => new Date(instant).toISOString().slice(0, 10);
