/** The store on PostgreSQL, for any number of processes. Read only when DATABASE_URL is given. */
import type { Store } from '../../bot/ports.ts';
import { PostgresDatabase, type PostgresOptions } from './postgres-database.ts';
import { joinNeighbours } from './postgres-neighbours.ts';
import type { Seal } from './seal.ts';
import { SqlStore } from './sql-store.ts';

/** Connects, and brings the schema up to date. Throws `StoreError`. */
export async function openPostgresStore(url: string, { seal, ...options }: PostgresOptions & { seal?: Seal } = {}): Promise<Store> {
  const database = await PostgresDatabase.open(url, options);
  return new SqlStore(database, joinNeighbours(url, database, options), seal);
}
