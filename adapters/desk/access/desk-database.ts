/** Where the desk keeps its own tables: a file beside the store's, or the PostgreSQL database that all processes share. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { BetterAuthOptions } from 'better-auth';
import { DESK_MIGRATIONS } from './schema.ts';

/** « CEPD »: tells this file from that of another program. */
export const APPLICATION = 0x43455044;
const PATIENCE_MS = 2_000;

export type DeskValue = string | number | null;
export type DeskRow = Record<string, unknown>;

/** Statements have `?` for each value. */
export interface DeskDatabase {
  /** What the sign-in library keeps its tables in. */
  readonly accounts: NonNullable<BetterAuthOptions['database']>;
  get(sql: string, ...values: DeskValue[]): Promise<DeskRow | undefined>;
  all(sql: string, ...values: DeskValue[]): Promise<DeskRow[]>;
  /** Gives how many rows were changed. */
  run(sql: string, ...values: DeskValue[]): Promise<number>;
  /** True once there is such a table. */
  has(table: string): Promise<boolean>;
  /** Does the work while no other process changes the schema. */
  whileMigrating(work: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Opens the desk's file, or makes it. Throws an error whose French message says what to do. */
export function openDeskFile(file: string): DeskDatabase {
  const database = open(file);
  return {
    accounts: database,
    get: async (sql, ...values) => database.prepare(sql).get(...values),
    all: async (sql, ...values) => database.prepare(sql).all(...values),
    run: async (sql, ...values) => Number(database.prepare(sql).run(...values).changes),
    has: async (table) => database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) !== undefined,
    whileMigrating: (work) => work(),
    close: async () => database.close(),
  };
}

function open(file: string): DatabaseSync {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    const database = new DatabaseSync(file, { timeout: PATIENCE_MS });
    const number = (pragma: string) => Number(Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]);
    const isEmpty = database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
    if (!isEmpty && number('application_id') !== APPLICATION) throw new Error('it belongs to another program');
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;');
    for (let next = number('user_version'); next < DESK_MIGRATIONS.length; next++) {
      database.exec(`BEGIN IMMEDIATE; ${DESK_MIGRATIONS[next]} PRAGMA user_version = ${next + 1}; PRAGMA application_id = ${APPLICATION}; COMMIT;`);
    }
    return database;
  } catch (cause) {
    throw new Error(`La base du bureau des conseillers (${file}) ne peut pas être utilisée. Vérifiez ses droits, ou donnez un autre fichier par DESK_DATABASE_FILE, puis relancez.`, { cause });
  }
}
