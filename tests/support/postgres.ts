/**
 * A PostgreSQL database of its own for each test file, dropped at the end. The server is that of `TEST_DATABASE_URL`, or the one of this
 * machine; where none answers, the tests that need it are skipped and say so, except where CI is set: there they fail.
 */
import pg from 'pg';

const SERVER = process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

async function onServer(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER, connectionTimeoutMillis: 3_000 });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

const isThere = await onServer('SELECT 1').then(
  () => true,
  () => false,
);
if (!isThere) console.warn('No PostgreSQL answers (TEST_DATABASE_URL): the tests that need it are skipped.');

/** True where the tests must be skipped: never in CI, where a missing server is a failure. */
export const withoutPostgres = !isThere && process.env['CI'] === undefined;

export interface TestDatabase {
  url: string;
  /** Runs a statement on it. */
  query(sql: string, values?: unknown[]): Promise<pg.QueryResult>;
  /** Empties every table of ours. */
  empty(): Promise<void>;
  drop(): Promise<void>;
}

let count = 0;

export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `cep_test_${process.pid}_${++count}_${Math.random().toString(36).slice(2, 8)}`;
  await onServer(`CREATE DATABASE ${name}`);
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: url.href, max: 2 });
  pool.on('error', () => undefined);
  return {
    url: url.href,
    query: (sql, values) => pool.query(sql, values),
    async empty() {
      const { rows } = await pool.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'accueil_cep_versions'");
      if (rows.length > 0) await pool.query(`TRUNCATE ${rows.map((row) => `"${String(row.tablename)}"`).join(', ')} RESTART IDENTITY CASCADE`);
    },
    async drop() {
      await pool.end();
      await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
