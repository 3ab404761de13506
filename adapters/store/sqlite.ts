/** The store on SQLite: one file, one process, nothing to install. */
import type { Store } from '../../bot/ports.ts';
import { SqliteDatabase, type SqliteOptions } from './database.ts';
import type { Seal } from './seal.ts';
import { SqlStore } from './sql-store.ts';

/** Opens the file, or makes it. Throws `StoreError`. `:memory:` keeps nothing after `close`. */
export function openSqliteStore(file: string, { seal, ...options }: SqliteOptions & { seal?: Seal } = {}): Store {
  return new SqlStore(new SqliteDatabase(file, options), undefined, seal);
}
