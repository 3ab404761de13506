/** Where the tables of the product can lie, read and written row by row: to move from SQLite to PostgreSQL, back, and into a backup. */
import { createHash } from 'node:crypto';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type pg from 'pg';
import { fromPostgres, toPostgres } from './postgres-text.ts';

export type PlainRow = Record<string, string | number | null>;

const ROWS_AT_ONCE = 500;

export interface Place {
  /** Gives the rows of the table in pieces, as plain values. */
  read(table: string): AsyncIterable<PlainRow[]>;
  /** Adds rows, all of them or none. */
  write(table: string, rows: PlainRow[]): Promise<void>;
}

/** How many rows, and what they say: the same for the same rows, in whatever order and database. */
export interface Sum {
  rows: number;
  hash: string;
}

export async function sumOf(place: Place, table: string): Promise<Sum> {
  let [rows, total] = [0, 0n];
  for await (const piece of place.read(table)) {
    for (const row of piece) {
      const written = JSON.stringify(Object.keys(row).sort().map((column) => [column, row[column]]));
      total = BigInt.asUintN(256, total + BigInt(`0x${createHash('sha256').update(written).digest('hex')}`));
      rows++;
    }
  }
  return { rows, hash: total.toString(16).padStart(64, '0') };
}

/** Tables of the product in a file, in the order in which they may be filled: each after those that it refers to. */
export function tablesIn(file: DatabaseSync): string[] {
  const rows = file.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rowid").all();
  return rows.map(({ name }) => String(name));
}

export function sqlitePlace(file: DatabaseSync): Place {
  return {
    async *read(table) {
      const next = file.prepare(`SELECT rowid AS place_in_file, * FROM "${table}" WHERE rowid > ? ORDER BY rowid LIMIT ${ROWS_AT_ONCE}`);
      for (let after: SQLInputValue = -1; ; ) {
        const rows = next.all(after) as PlainRow[];
        if (rows.length === 0) return;
        after = rows.at(-1)!.place_in_file!;
        yield rows.map(({ place_in_file: _place, ...row }) => row);
      }
    },
    async write(table, rows) {
      const columns = Object.keys(rows[0] ?? {});
      const insert = file.prepare(`INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);
      file.exec('BEGIN IMMEDIATE');
      try {
        for (const row of rows) insert.run(...columns.map((column) => row[column] ?? null));
        file.exec('COMMIT');
      } catch (error) {
        if (file.isTransaction) file.exec('ROLLBACK');
        throw error;
      }
    },
  };
}

/** What PostgreSQL has a type for and SQLite has not. */
const plain = (value: unknown): string | number | null => {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'number' ? value : fromPostgres(String(value));
};

/** On one connection; what reads must stand in a transaction, so that all tables are of the same instant. */
export function postgresPlace(client: pg.ClientBase): Place {
  const types = new Map<string, Map<string, string>>();
  async function typesOf(table: string): Promise<Map<string, string>> {
    const known = types.get(table);
    if (known) return known;
    const { rows } = await client.query<{ column_name: string; data_type: string }>(
      'SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1',
      [table],
    );
    const found = new Map(rows.map(({ column_name: name, data_type: type }) => [name, type]));
    types.set(table, found);
    return found;
  }

  return {
    async *read(table) {
      const kinds = await typesOf(table);
      await client.query(`DECLARE reading NO SCROLL CURSOR FOR SELECT * FROM "${table}"`);
      try {
        for (;;) {
          const { rows } = await client.query<Record<string, unknown>>(`FETCH ${ROWS_AT_ONCE} FROM reading`);
          if (rows.length === 0) return;
          yield rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, kinds.get(column) === 'bigint' && value !== null ? Number(value) : plain(value)])));
        }
      } finally {
        await client.query('CLOSE reading');
      }
    },
    async write(table, rows) {
      const kinds = await typesOf(table);
      const columns = Object.keys(rows[0] ?? {});
      const values: unknown[] = [];
      const lines = rows.map((row) => `(${columns.map((column) => `$${values.push(kinds.get(column) === 'boolean' && row[column] !== null ? row[column] === 1 : toPostgres(row[column]))}`).join(', ')})`);
      await client.query(`INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) VALUES ${lines.join(', ')}`, values);
    },
  };
}
