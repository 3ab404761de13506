/** How instants and references of a hand-off are written. */
import { PARIS, type Clock } from '../../knowledge/operators/clocks.ts';
import { clockFor } from '../../knowledge/operators/opening-hours.ts';
import { frenchDay } from '../french-day.ts';
import type { OperatorRef } from './handoff.ts';

/** « 14 h 05 », in Paris. */
export const parisTime = (instant: Date): string => timeIn(instant, PARIS);

/** When something happened, as the clock of the person's territory shows it: « 14 h 05 », or « 17 h 05 (heure de La Réunion) ». */
export function momentFor(operator: OperatorRef, instant: Date): { day: string; time: string } {
  const clock = clockFor(operator);
  return { day: frenchDay(readClock(instant, clock).day), time: `${timeIn(instant, clock)}${hourName(operator, ' (', ')')}` };
}

/** « heure de La Réunion » between the signs given; empty where the clock is that of Paris. */
export function hourName(operator: OperatorRef, before = '', after = ''): string {
  const { zone, name } = clockFor(operator);
  return zone === PARIS.zone ? '' : `${before}heure ${name}${after}`;
}

/** What a person can say on the phone: « K7F2QD ». Names the file, opens nothing. */
export const referenceOf = (id: string): string => id.slice(0, 6).toUpperCase();

/** `{ day: '2026-11-23', time: '14:05' }`, as the clock shows it. */
export function readClock(instant: Date, { zone }: Clock): { day: string; time: string } {
  const [day = '', time = ''] = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(instant).split(' ');
  return { day, time };
}

function timeIn(instant: Date, clock: Clock): string {
  const [hour = '', minute = ''] = readClock(instant, clock).time.split(':');
  return minute === '00' ? `${Number(hour)} h` : `${Number(hour)} h ${minute}`;
}
