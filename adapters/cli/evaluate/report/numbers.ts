/** How figures are written for people: « 92,4 % », « 88 », « 0,75 ». */
import type { Thresholds } from '../thresholds.ts';
import { REPORT } from './texts.ts';

export type Unit = 'share' | 'count' | 'score';

const PERCENT = new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 1 });
const PLAIN = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 });

export const shown = (value: number, unit: Unit): string => (unit === 'share' ? PERCENT : PLAIN).format(value);

/** A limit of 0 or above 1 is a number of things; a mark is known by its name; anything else is a share. */
export function unitOf({ label, atLeast, atMost = 1 }: Thresholds[string]): Unit {
  if (REPORT.scores.some((name) => label.includes(name))) return 'score';
  const limit = atLeast ?? atMost;
  return limit > 1 || (atLeast === undefined && limit === 0) ? 'count' : 'share';
}

/** A cell of a suite's table, by the name of its column. */
export function cellIn(column: string, value: string | number): string {
  if (typeof value === 'string') return value;
  if (value > 1 || REPORT.counts.some((name) => column.split(/\W+/u).includes(name) || column.endsWith(name))) return shown(value, 'count');
  return shown(value, REPORT.scores.some((name) => column.includes(name)) ? 'score' : 'share');
}
