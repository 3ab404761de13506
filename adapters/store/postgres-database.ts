/**
 * A PostgreSQL database, for any number of processes. What one process asks under the same key is done in the order asked;
 * over all processes, a lock that lasts as long as the transaction keeps two works under the same key apart.
 */
import pg from 'pg';
import { createQueues } from '../../bot/conversations/queues.ts';
import { explainedPostgres, isRepeatable } from './postgres-errors.ts';
import { migratePostgres } from './postgres-schema.ts';
import { fromPostgres, toPostgres } from './postgres-text.ts';
import type { Found, Row, SqlDatabase, Statement, Work } from './sql.ts';

/** PostgreSQL serves a hundred in its default settings: eight processes, and somebody who looks. */
const CONNECTIONS = 10;
/** A database that does not answer for so long is taken for gone. */
const PATIENCE_MS = 10_000;
const TRIES = 4;
const NOTHING: Found = { rows: [], changes: 0 };

export interface PostgresOptions {
  patienceMs?: number;
  connections?: number;
}

/** How every connection behaves; the server forgets a process that it no longer hears, and what that one held. */
export function connectionSettings(url: string, { patienceMs = PATIENCE_MS }: PostgresOptions): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'accueil-cep',
    connectionTimeoutMillis: patienceMs,
    query_timeout: patienceMs,
    statement_timeout: patienceMs,
    idle_in_transaction_session_timeout: patienceMs,
    keepAlive: true,
  };
}

export class PostgresDatabase implements SqlDatabase {
  readonly pool: pg.Pool;
  readonly #queues = createQueues();
  readonly #texts = new Map<string, string>();

  private constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  /** Connects, and brings the schema up to date. Throws `StoreError`. */
  static async open(url: string, options: PostgresOptions): Promise<PostgresDatabase> {
    const pool = new pg.Pool({ ...connectionSettings(url, options), max: options.connections ?? CONNECTIONS });
    // A connection that breaks while nobody uses it: the next call opens another, or says why it cannot.
    pool.on('error', () => undefined);
    // Nor must one that breaks on its way to or from the pool, when nobody listens to it, end the program.
    pool.on('connect', (client) => void client.on('error', () => undefined));
    const database = new PostgresDatabase(pool);
    try {
      await database.withClient((client) => migratePostgres(client));
      return database;
    } catch (error) {
      await pool.end();
      throw explainedPostgres(error);
    }
  }

  /** One connection for the work; it is thrown away when the work failed on it. */
  async withClient<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
    const client = await this.pool.connect();
    let failure: Error | undefined;
    const note = (error: Error) => void (failure = error);
    client.on('error', note);
    try {
      return await work(client);
    } catch (error) {
      // A refused statement leaves the connection sound; anything else may have cut it.
      if (!(error instanceof pg.DatabaseError)) failure ??= error as Error;
      throw error;
    } finally {
      client.off('error', note);
      client.release(failure);
    }
  }

  read<Result>(work: () => Work<Result>): Promise<Result> {
    return this.#attempt(() => this.#perform(this.pool, work()));
  }

  atomically<Result>(key: string | null, work: () => Work<Result>): Promise<Result> {
    const once = () => this.#attempt(() => this.withClient((client) => this.#transaction(client, work)));
    return key === null ? once() : this.#queues.enqueue(key, once);
  }

  /** Nothing to do: old versions of a row are removed by the server's own vacuum, and its log is the server's (docs/storage.md). */
  checkpoint(): void {}

  async probe(): Promise<void> {
    await this.atomically(null, function* () {
      yield { kind: 'run', sql: 'UPDATE accueil_cep_versions SET version = version', values: [] };
    });
  }

  async close(): Promise<void> {
    // Ends once every connection was given back: what was asked for before is done.
    await Promise.all(this.#queues.keys().map((key) => this.#queues.settled(key)));
    await this.pool.end();
  }

  async #transaction<Result>(client: pg.PoolClient, work: () => Work<Result>): Promise<Result> {
    await client.query('BEGIN');
    try {
      const result = await this.#perform(client, work());
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  async #perform<Result>(client: Pick<pg.Pool, 'query'>, work: Work<Result>): Promise<Result> {
    let step = work.next();
    while (!step.done) step = work.next(await this.#ask(client, step.value));
    return step.value;
  }

  async #ask(client: Pick<pg.Pool, 'query'>, { kind, sql, values }: Statement): Promise<Found> {
    if (kind === 'lock') {
      await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [sql]);
      return NOTHING;
    }
    const { rows, rowCount } = await client.query<Row>(this.#numbered(sql), values.map(toPostgres));
    return { rows: rows.map(restored), changes: rowCount ?? 0 };
  }

  /** `?` as PostgreSQL counts them. */
  #numbered(sql: string): string {
    const known = this.#texts.get(sql);
    if (known !== undefined) return known;
    let count = 0;
    const text = sql.replaceAll('?', () => `$${++count}`);
    this.#texts.set(sql, text);
    return text;
  }

  async #attempt<Result>(work: () => Promise<Result>): Promise<Result> {
    for (let tries = 1; ; tries++) {
      try {
        return await work();
      } catch (error) {
        if (isRepeatable(error) && tries < TRIES) continue;
        throw explainedPostgres(error);
      }
    }
  }
}

function restored(row: Row): Row {
  for (const column in row) row[column] = fromPostgres(row[column]);
  return row;
}
