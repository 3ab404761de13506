/** Columns that hold JSON. */
export const json = (value: unknown): string => JSON.stringify(value ?? null);

export function parsed<Value>(column: unknown): Value {
  return JSON.parse(String(column ?? null)) as Value;
}
