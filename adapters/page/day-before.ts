/** Days beside one another. */
import type { IsoDate } from '../../knowledge/passage.ts';

/** The day before, to say « jusqu'au » of a text whose end is given as the first day without it. */
export function dayBefore(date: IsoDate): IsoDate {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}
