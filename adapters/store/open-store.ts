/** The store that the configuration names. */
import type { Store } from '../../bot/ports.ts';
import type { Seal } from './seal.ts';
import { openSqliteStore } from './sqlite.ts';

export interface StoreSettings {
  /** PostgreSQL, for several processes; without it the file. */
  DATABASE_URL?: string | undefined;
  DATABASE_FILE: string;
}

/**
 * Throws `StoreError` when the database cannot be used. The PostgreSQL client is only read where it is needed. Without a seal, for
 * what neither reads nor writes what people say.
 */
export async function openStore({ DATABASE_URL, DATABASE_FILE }: StoreSettings, seal?: Seal): Promise<Store> {
  const options = seal === undefined ? {} : { seal };
  if (DATABASE_URL === undefined) return openSqliteStore(DATABASE_FILE, options);
  const { openPostgresStore } = await import('./postgres.ts');
  return openPostgresStore(DATABASE_URL, options);
}
