/** Columns that hold JSON. */
import type { Row } from './database.ts';

export const json = (value: unknown): string => JSON.stringify(value ?? null);

export function parsed<Value>(column: Row[string] | undefined): Value {
  return JSON.parse(String(column ?? null)) as Value;
}
