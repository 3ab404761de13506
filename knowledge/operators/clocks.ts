/** Clocks: which one a territory lives by, and what it shows at an instant. */
import type { IsoDate } from '../passage.ts';
import { addDays, type Territory } from './public-holidays.ts';

export interface Clock {
  /** IANA name: `Indian/Reunion`. */
  zone: string;
  /** Follows « heure »: « de La Réunion ». */
  name: string;
}

export interface ClockRow extends Clock {
  regions?: string[] | undefined;
  departements?: string[] | undefined;
}

export const PARIS: Clock = { zone: 'Europe/Paris', name: 'de Paris' };

/** The clock of a territory; null where the territory is not known. */
export function clockOf({ region, departement }: Territory, rows: ClockRow[]): Clock | null {
  if (region === null && departement === null) return null;
  return rows.find((row) => row.departements?.includes(departement ?? '') || row.regions?.includes(region ?? '')) ?? PARIS;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock shows: the day, and the minutes since midnight. */
export function shownAt(instant: Date, zone: string): { day: IsoDate; minutes: number } {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' });
  formats.set(zone, format);
  const [day = '', time = ''] = format.format(instant).split(', ');
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return { day, minutes: hour * 60 + minute };
}

/**
 * The instant at which the clock shows that day and minute; 1440 is midnight at its end.
 * Where the clock jumps over it, the first instant after the jump; where it shows it twice, the first.
 */
export function instantOf(day: IsoDate, minutes: number, zone: string): Date {
  if (minutes >= 1_440) return instantOf(addDays(day, 1), minutes - 1_440, zone);
  const asUtc = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
  const offsets = [-DAY, DAY].map((around) => offsetAt(asUtc + around, zone));
  const candidates = offsets.map((offset) => asUtc - offset).toSorted((one, other) => one - other);
  const exact = candidates.find((instant) => offsetAt(instant, zone) === asUtc - instant);
  return new Date(exact ?? Math.max(...candidates));
}

const DAY = 86_400_000;

/** Milliseconds that the clock is ahead of UTC at that instant. */
function offsetAt(instant: number, zone: string): number {
  const { day, minutes } = shownAt(new Date(instant), zone);
  return Date.parse(`${day}T00:00:00Z`) + minutes * 60_000 - Math.floor(instant / 60_000) * 60_000;
}
