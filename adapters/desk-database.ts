/** The desk's tables where the configuration says: beside the store's file, or in the database that all processes share. */
import { type Config, deskFileOf } from './config.ts';
import { type DeskDatabase, openDeskFile } from './desk/access/desk-database.ts';
import { DESK_MIGRATIONS } from './desk/access/schema.ts';

/** Throws an error whose French message says what to do. The PostgreSQL client is only read where it is needed. */
export async function openDeskDatabase(config: Config): Promise<DeskDatabase> {
  if (config.DATABASE_URL === undefined) return openDeskFile(deskFileOf(config));
  const { openPostgresTables } = await import('./store/postgres-tables.ts');
  return openPostgresTables(config.DATABASE_URL, { part: 'desk', migrations: DESK_MIGRATIONS, firstTable: 'counsellors' });
}
