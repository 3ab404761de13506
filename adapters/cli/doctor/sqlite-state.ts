/** Looks at the two SQLite files without changing them. */
import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { type Config, deskFileOf } from '../../config.ts';
import { DESK_MIGRATIONS } from '../../desk/access/schema.ts';
import { APPLICATION as STORE } from '../../store/database.ts';
import { APPLICATION as DESK } from '../../desk/access/desk-database.ts';
import { explained } from '../../store/errors.ts';
import { MIGRATIONS } from '../../store/schema.ts';
import type { DatabaseState } from './check-database.ts';

/** A larger file takes seconds to read whole, beside a server that works. */
const CHECKED_BYTES = 256 * 1_048_576;

/** The state of the file that is worst off. Throws `StoreError` when one cannot be opened. */
export function sqliteState(config: Config): DatabaseState {
  const store = stateOf(config.DATABASE_FILE, STORE, MIGRATIONS.length);
  const desk = stateOf(deskFileOf(config), DESK, DESK_MIGRATIONS.length);
  return desk.state === 'empty' || desk.state === 'current' ? store : desk;
}

function stateOf(file: string, application: number, version: number): DatabaseState {
  const what = `SQLite (${file})`;
  if (!existsSync(file) || statSync(file).size === 0) return { state: 'empty', what };
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
    const number = (pragma: string) => Number(Object.values(database?.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]);
    if (database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined) return { state: 'empty', what };
    if (number('application_id') !== application) return { state: 'foreign', what };
    if (statSync(file).size < CHECKED_BYTES && Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {})[0] !== 'ok') return { state: 'damaged', what };
    const found = number('user_version');
    return { state: found === version ? 'current' : found < version ? 'older' : 'newer', what };
  } catch (error) {
    throw explained(error, file);
  } finally {
    database?.close();
  }
}
