/** Looks at the PostgreSQL database without changing it. The client is only read where it is needed. */
import { DESK_MIGRATIONS } from '../../desk/access/schema.ts';
import { explainedPostgres } from '../../store/postgres-errors.ts';
import { MIGRATIONS } from '../../store/schema.ts';
import type { DatabaseState } from './check-database.ts';

const PATIENCE_MS = 5_000;
const OLDEST = 14;
/** Connections that one process opens, and one process more during a rolling restart (docs/storage.md). */
const CONNECTIONS_NEEDED = 2 * 17 + 3;

/** Asks one connection. Throws `StoreError` when the server refuses or does not answer. */
export async function askPostgres<Result>(url: string, ask: (query: (sql: string) => Promise<Record<string, unknown>[]>) => Promise<Result>): Promise<Result> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS, query_timeout: PATIENCE_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await ask(async (sql) => (await client.query<Record<string, unknown>>(sql)).rows);
  } catch (error) {
    throw explainedPostgres(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

export async function postgresState(url: string): Promise<DatabaseState> {
  return askPostgres(url, async (query) => {
    const [server] = await query("SELECT current_database() AS name, current_setting('server_version_num')::int / 10000 AS version, current_setting('max_connections')::int AS connections, to_regclass('accueil_cep_versions')::text AS versions, to_regclass('conversations')::text AS first");
    const what = `PostgreSQL ${String(server?.['version'])} (${String(server?.['name'])})`;
    const advice = Number(server?.['version']) < OLDEST ? `la version ${OLDEST} au moins est attendue` : Number(server?.['connections']) < CONNECTIONS_NEEDED ? `max_connections est trop bas pour un redémarrage sans coupure (${CONNECTIONS_NEEDED} au moins)` : undefined;
    const state = { what, ...(advice === undefined ? {} : { advice }) };
    if (server?.['versions'] === null) return { ...state, state: server['first'] === null ? 'empty' : 'foreign' };
    const versions = new Map((await query('SELECT part, version FROM accueil_cep_versions')).map(({ part, version }) => [String(part), Number(version)]));
    if (versions.has('move')) return { ...state, state: 'half-moved' };
    const gaps = [(versions.get('store') ?? 0) - MIGRATIONS.length, (versions.get('desk') ?? 0) - DESK_MIGRATIONS.length];
    return { ...state, state: gaps.some((gap) => gap > 0) ? 'newer' : gaps.some((gap) => gap < 0) ? 'older' : 'current' };
  });
}
