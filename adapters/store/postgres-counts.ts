/**
 * Counts of tries, over all processes, by the clock of the database. What is counted is a keyed hash: no address and no account can be
 * read here. They need not survive a crash of the server: the table is not logged.
 */
import { createHmac } from 'node:crypto';
import { openPostgresTables } from './postgres-tables.ts';

const MIGRATIONS = ['CREATE UNLOGGED TABLE counts (key TEXT PRIMARY KEY, count BIGINT NOT NULL, resets_at TIMESTAMPTZ NOT NULL); CREATE INDEX counts_that_end ON counts (resets_at);'];
/** One call in so many also removes what is over. */
const SWEEP_EVERY = 100;

export interface PostgresCounts {
  add(key: string, windowMs: number, by?: number): Promise<{ count: number; resetsAt: Date }>;
  forget(key: string): Promise<void>;
  close(): Promise<void>;
}

/** Throws `StoreError`. */
export async function openPostgresCounts(url: string, secret: string): Promise<PostgresCounts> {
  const tables = await openPostgresTables(url, { part: 'counts', migrations: MIGRATIONS, firstTable: 'counts', connections: 2 });
  const hashed = (key: string) => createHmac('sha256', secret).update(key).digest('base64url');
  let calls = 0;
  return {
    async add(key, windowMs, by = 1) {
      if (++calls % SWEEP_EVERY === 0) await tables.run('DELETE FROM counts WHERE resets_at < now()');
      const row = await tables.get(
        `INSERT INTO counts (key, count, resets_at) VALUES (?, greatest(0, CAST(? AS BIGINT)), now() + CAST(? AS BIGINT) * interval '1 millisecond')
         ON CONFLICT (key) DO UPDATE SET
           count = CASE WHEN counts.resets_at < now() THEN excluded.count ELSE greatest(0, counts.count + CAST(? AS BIGINT)) END,
           resets_at = CASE WHEN counts.resets_at < now() THEN excluded.resets_at ELSE counts.resets_at END
         RETURNING count, resets_at`,
        hashed(key), by, windowMs, by,
      );
      return { count: Number(row?.count), resetsAt: row?.resets_at as Date };
    },
    async forget(key) {
      await tables.run('DELETE FROM counts WHERE key = ?', hashed(key));
    },
    close: () => tables.close(),
  };
}
