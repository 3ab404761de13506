/** Days as French people write them. */
import type { IsoDate } from '../knowledge/passage.ts';

const MONTHS = [
  'janvier', 'février', 'mars', 'avril', 'mai', 'juin',
  'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre',
];

/** `2024-01-01` → « 1er janvier 2024 ». What is not a day is given back as it came. */
export function frenchDay(day: IsoDate): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})/.exec(day) ?? [];
  const name = MONTHS[Number(month) - 1];
  if (year === undefined || name === undefined) return day;
  return `${date === '01' ? '1er' : Number(date)} ${name} ${year}`;
}
