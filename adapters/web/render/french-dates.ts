/** Days as French people write them. */
import type { IsoDate } from '../../../knowledge/passage.ts';

const MONTHS = [
  'janvier', 'février', 'mars', 'avril', 'mai', 'juin',
  'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre',
];

/** `2024-01-01` → « 1er janvier 2024 ». What is not a day is given back as it came. */
export function frenchDate(date: IsoDate): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(date) ?? [];
  const name = MONTHS[Number(month) - 1];
  if (year === undefined || name === undefined) return date;
  return `${day === '01' ? '1er' : Number(day)} ${name} ${year}`;
}

/** The day before, to say « jusqu'au » of a text whose end is given as the first day without it. */
export function dayBefore(date: IsoDate): IsoDate {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}
