/** When an operator can be reached: `opening-hours.yaml`, public holidays, exceptional closings. Where hours are not known, null: never a guess. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { IsoDate } from '../passage.ts';
import { clockOf, instantOf, PARIS, shownAt, type Clock } from './clocks.ts';
import { CONTACT_KINDS, type ContactKind } from './directory.ts';
import { addDays, holidayOn, type Territory } from './public-holidays.ts';

export interface Operator extends Territory {
  kind: ContactKind;
}

const DAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];
const DAY_NAMES = new RegExp(`^(${DAYS.join('|')})(-(${DAYS.join('|')}))?$`);
const code = z.string().regex(/^\d[\dAB]\d?$/);
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const periodSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'écrivez 09:00-12:30')
  .transform((period) => ({ from: minutesOf(period.slice(0, 5)), to: minutesOf(period.slice(6)) }))
  .refine(({ from, to }) => from < to, 'la fin vient après le début');
const weekSchema = z.record(z.string().regex(DAY_NAMES, 'un jour (lundi) ou plusieurs (lundi-vendredi)'), z.array(periodSchema)).transform((week) =>
  DAYS.map((_day, index) => Object.entries(week).filter(([days]) => covers(days, index)).flatMap(([, periods]) => periods)),
);

const rowSchema = z.strictObject({
  kind: z.enum(CONTACT_KINDS),
  region: code.optional(),
  departement: code.optional(),
  clock: z.enum(['paris', 'local']),
  /** Periods of each day, Monday first; minutes since midnight. */
  week: weekSchema,
  holidays: z.enum(['closed', 'open']).default('closed'),
  closings: z.array(z.strictObject({ from: z.iso.date(), to: z.iso.date(), why: z.string() })).default([]),
  source: z.string(),
  confirmed: z.boolean(),
});
const clockSchema = z.strictObject({ regions: z.array(code).optional(), departements: z.array(code).optional(), zone: z.string(), name: z.string() });
export const openingHoursSchema = z.strictObject({ hours: z.array(rowSchema), clocks: z.array(clockSchema) });
export type OpeningHours = z.infer<typeof openingHoursSchema>;
type Row = OpeningHours['hours'][number];

/** Throws when the table does not have the shape that its schema says. */
export const OPENING_HOURS: OpeningHours = openingHoursSchema.parse(parse(readFileSync(new URL('./opening-hours.yaml', import.meta.url), 'utf8')));

export interface Opening {
  from: Date;
  to: Date;
}

/** Closed for longer than this, the next opening is not announced. */
const LOOK_AHEAD_DAYS = 60;

/** Whether it is open at that instant; null where the hours are not known. */
export function isOpen(operator: Operator, instant: Date, table: OpeningHours = OPENING_HOURS): boolean | null {
  const found = timetable(operator, table);
  if (found === null) return null;
  const { row, clock } = found;
  const isUnknown = [-1, 0].some((shift) => periodsOn(row, clock, operator, addDays(shownAt(instant, clock.zone).day, shift), 'unknown').some((opening) => holds(opening, instant)));
  return currentOpening(operator, instant, table) !== null ? true : isUnknown ? null : false;
}

/** The period that is running at that instant, to its real end; null when closed or not known. */
export function currentOpening(operator: Operator, instant: Date, table: OpeningHours = OPENING_HOURS): Opening | null {
  return openings(operator, instant, 2, table).find((opening) => holds(opening, instant)) ?? null;
}

/** The next time that it opens, after that instant; null where the hours are not known, and for a closing without a near end. */
export function nextOpening(operator: Operator, instant: Date, table: OpeningHours = OPENING_HOURS): Date | null {
  return openings(operator, instant, LOOK_AHEAD_DAYS, table).find(({ from }) => from > instant)?.from ?? null;
}

/** The clock that the person lives by; that of the operator where their territory is not known. */
export function clockFor(operator: Operator, table: OpeningHours = OPENING_HOURS): Clock {
  return clockOf(operator, table.clocks) ?? PARIS;
}

/** The clock by which the operator's own hours are written; null where its hours are not known. */
export const clockOfHours = (operator: Operator, table: OpeningHours = OPENING_HOURS): Clock | null => timetable(operator, table)?.clock ?? null;

const holds = ({ from, to }: Opening, instant: Date): boolean => from <= instant && instant < to;

function covers(days: string, index: number): boolean {
  const [first = '', last = first] = days.split('-');
  return DAYS.indexOf(first) <= index && index <= DAYS.indexOf(last);
}

function timetable(operator: Operator, { hours, clocks }: OpeningHours): { row: Row; clock: Clock } | null {
  const row = hours.find(({ kind, region, departement }) => kind === operator.kind && (region ?? operator.region) === operator.region && (departement ?? operator.departement) === operator.departement);
  if (!row) return null;
  const clock = row.clock === 'paris' ? PARIS : clockOf(operator, clocks);
  return clock && { row, clock };
}

/** The openings around and after an instant, in order; what goes on over midnight is one. */
function openings(operator: Operator, instant: Date, days: number, table: OpeningHours): Opening[] {
  const found = timetable(operator, table);
  if (found === null) return [];
  const { row, clock } = found;
  const today = shownAt(instant, clock.zone).day;
  const all = Array.from({ length: days + 1 }, (_, index) => periodsOn(row, clock, operator, addDays(today, index - 1), 'none')).flat();
  return all.reduce<Opening[]>((merged, opening) => {
    const last = merged.at(-1);
    if (last && last.to >= opening.from) last.to = opening.to;
    else merged.push({ ...opening });
    return merged;
  }, []);
}

/** The periods of a day, where what is known of its holidays is `certainty`. A place that follows Paris keeps the days of everywhere. */
function periodsOn({ week, closings, holidays, clock: kind }: Row, clock: Clock, operator: Operator, day: IsoDate, certainty: 'none' | 'unknown'): Opening[] {
  if (closings.some(({ from, to }) => from <= day && day <= to)) return [];
  const territory = kind === 'paris' ? { region: null, departement: null } : operator;
  const holiday = holidays === 'open' ? 'none' : holidayOn(day, territory);
  if (holiday !== certainty) return [];
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const periods = (week[weekday] ?? []).toSorted((one, other) => one.from - other.from);
  return periods.map(({ from, to }) => ({ from: instantOf(day, from, clock.zone), to: instantOf(day, to, clock.zone) }));
}
