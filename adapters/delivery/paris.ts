/** Instants as a counsellor reads them. */
import { frenchDay } from '../../bot/french-day.ts';
import { parisTime } from '../../bot/handoff/times.ts';
import { parisDay } from '../../bot/paris-day.ts';

/** « 23 novembre 2026 à 11 h 05 », in Paris. */
export function paris(instant: string): string {
  const date = new Date(instant);
  return `${frenchDay(parisDay(date))} à ${parisTime(date)}`;
}
