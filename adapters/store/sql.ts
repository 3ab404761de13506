/**
 * What the store asks of a database, written once for all of them: a piece of work is a generator that gives its statements one by
 * one and receives what each found. SQLite answers on the spot, PostgreSQL over the network.
 */
export type Value = string | number | null;
export type Row = Record<string, unknown>;

export interface Statement {
  /** `lock`: nobody else does work under that key until the transaction has ended. */
  kind: 'run' | 'get' | 'all' | 'lock';
  /** With `?` for each value; for `lock` the key. */
  sql: string;
  values: Value[];
}

export interface Found {
  rows: Row[];
  changes: number;
}

export type Work<Result> = Generator<Statement, Result, Found>;

/** Gives how many rows were changed. */
export function* run(sql: string, ...values: Value[]): Work<number> {
  return (yield { kind: 'run', sql, values }).changes;
}

export function* get(sql: string, ...values: Value[]): Work<Row | undefined> {
  return (yield { kind: 'get', sql, values }).rows[0];
}

export function* all(sql: string, ...values: Value[]): Work<Row[]> {
  return (yield { kind: 'all', sql, values }).rows;
}

export function* lock(key: string): Work<void> {
  yield { kind: 'lock', sql: key, values: [] };
}

/** A database that the store can be written on. Errors are `StoreError` where somebody can repair something. */
export interface SqlDatabase {
  /** One or several statements that only read. */
  read<Result>(work: () => Work<Result>): Promise<Result>;
  /**
   * Does all of the work and resolves once it is durable, or does nothing and rejects. The work is plain SQL: it may be run twice.
   * Works with the same key are done, and resolve, in the order they were asked for.
   */
  atomically<Result>(key: string | null, work: () => Work<Result>): Promise<Result>;
  /** After words were erased: none stays in a log of the database. */
  checkpoint(): void;
  /** Throws when the database cannot be read and written. */
  probe(): Promise<void>;
  close(): Promise<void>;
}
