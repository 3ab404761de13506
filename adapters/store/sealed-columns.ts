/** Columns that hold what people say: sealed, as text or as JSON. Those of `SEALED_COLUMNS`, and no other. */
import type { Seal } from './seal.ts';

/** Where they stand. `owner`: the column whose value a sealed text is bound to, beside the name of its own column; `row`: what finds its row. */
export const SEALED_COLUMNS = [
  { table: 'conversations', row: ['key'], owner: 'key', columns: ['state', 'health', 'reference'] },
  { table: 'messages', row: ['number'], owner: 'conversation', columns: ['content'] },
  { table: 'transcript', row: ['conversation', 'position'], owner: 'conversation', columns: ['text', 'reply', 'client_data'] },
  { table: 'handoffs', row: ['id'], owner: 'id', columns: ['content'] },
  { table: 'dispatches', row: ['number'], owner: 'handoff', columns: ['payload'] },
] as const;

export type SealedColumn = (typeof SEALED_COLUMNS)[number]['columns'][number];

/** What a sealed text is bound to. */
export const placeOf = (owner: string, column: string): string => `${column}:${owner}`;

export interface SealedColumns {
  close(text: string, owner: string, column: SealedColumn): string;
  open(column: unknown, owner: string, name: SealedColumn): string;
  json(value: unknown, owner: string, column: SealedColumn): string;
  /** `null` for a column that holds nothing. */
  parsed<Value>(column: unknown, owner: string, name: SealedColumn): Value;
}

export function createSealedColumns(seal: Seal): SealedColumns {
  const close = (text: string, owner: string, column: SealedColumn) => seal.close(text, placeOf(owner, column));
  const open = (column: unknown, owner: string, name: SealedColumn) => seal.open(String(column ?? null), placeOf(owner, name));
  return {
    close,
    open,
    json: (value, owner, column) => close(JSON.stringify(value ?? null), owner, column),
    parsed: <Value>(column: unknown, owner: string, name: SealedColumn) => JSON.parse(open(column, owner, name)) as Value,
  };
}
