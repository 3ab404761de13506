import type { IsoDate } from '../knowledge/passage.ts';

const PARIS_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit', day: '2-digit' });

const MINUTE_MS = 60_000;
let lastMinute = Number.NaN;
let lastDay = '';

/** The day in Paris at that instant: law enters into force at midnight there, wherever the server stands. */
export function parisDay(instant: Date): IsoDate {
  // Days change on the minute, and the calendar is slow to ask.
  const minute = Math.floor(instant.getTime() / MINUTE_MS);
  if (minute !== lastMinute) [lastMinute, lastDay] = [minute, PARIS_DAY.format(instant)];
  return lastDay;
}
