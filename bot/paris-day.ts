import type { IsoDate } from '../knowledge/passage.ts';

const PARIS_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The day in Paris at that instant: law enters into force at midnight there, wherever the server stands. */
export function parisDay(instant: Date): IsoDate {
  return PARIS_DAY.format(instant);
}
