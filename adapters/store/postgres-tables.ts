/** Tables of another part of the product, the desk's say, in the same PostgreSQL database as the store. */
import type pg from 'pg';
import { PostgresDatabase } from './postgres-database.ts';
import { forPostgres, MIGRATING, migratePostgres } from './postgres-schema.ts';
import { explainedPostgres } from './postgres-errors.ts';
import { all, get, type Row, run, type Value } from './sql.ts';

/** Pages are asked for by a few counsellors: the turns of people come first. */
const CONNECTIONS = 4;

export interface PostgresTables {
  /** For a library that speaks to PostgreSQL by itself. */
  readonly accounts: pg.Pool;
  get(sql: string, ...values: Value[]): Promise<Row | undefined>;
  all(sql: string, ...values: Value[]): Promise<Row[]>;
  run(sql: string, ...values: Value[]): Promise<number>;
  has(table: string): Promise<boolean>;
  whileMigrating(work: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Throws `StoreError`. */
export async function openPostgresTables(url: string, { part, migrations, firstTable, connections = CONNECTIONS }: { part: string; migrations: string[]; firstTable: string; connections?: number }): Promise<PostgresTables> {
  const database = await PostgresDatabase.open(url, { connections });
  try {
    await database.withClient((client) => migratePostgres(client, { part, migrations: migrations.map(forPostgres), firstTable }));
  } catch (error) {
    await database.close();
    throw explainedPostgres(error);
  }
  return {
    accounts: database.pool,
    get: (sql, ...values) => database.read(() => get(sql, ...values)),
    all: (sql, ...values) => database.read(() => all(sql, ...values)),
    run: (sql, ...values) => database.atomically(null, () => run(sql, ...values)),
    has: async (table) => (await database.read(() => get('SELECT to_regclass(?) AS found', `"${table}"`)))?.found != null,
    whileMigrating: (work) =>
      database.withClient(async (client) => {
        await client.query('SELECT pg_advisory_lock($1)', [MIGRATING]);
        try {
          await work();
        } finally {
          await client.query('SELECT pg_advisory_unlock($1)', [MIGRATING]);
        }
      }),
    close: () => database.close(),
  };
}
