/** What a suite measured: tables to print, figures to compare with the thresholds, and the questions that failed. */
import type { Half } from './suite-data.ts';

export interface Table {
  title: string;
  columns: string[];
  rows: (string | number)[][];
  /** One line under the table, when a reader needs it. */
  note?: string;
}

export interface Failure {
  id: string;
  /** The half of the question, for suites that are halved. */
  half?: Half;
  /** What was asked, and what came back. */
  detail: string;
}

export interface SuiteResult {
  tables: Table[];
  /** By the names of `tests/evaluation/thresholds.yaml`. */
  figures: Record<string, number>;
  failures: Failure[];
}

export const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Groups in the order of first appearance. */
export function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
