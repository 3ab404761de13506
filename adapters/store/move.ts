/**
 * Moves everything that is kept from SQLite files to a PostgreSQL database, or back into new files. What was interrupted begins anew;
 * nothing counts as moved before every table was read again on the other side and says the same. The source is only read.
 */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { StoreError } from './errors.ts';
import { explainedPostgres } from './postgres-errors.ts';
import { type Place, postgresPlace, sqlitePlace, type Sum, sumOf, tablesIn } from './places.ts';
import { isPopulated, markUnfinished, unfinishedIn } from './unfinished-move.ts';

/** Who is signed in is not moved: counsellors sign in again. */
const LEFT_BEHIND = new Set(['session', 'verification']);

export interface Files {
  store: string;
  desk: string;
}

export interface Move {
  files: Files;
  url: string;
  /** Brings empty places to the newest schema, the sign-in library's tables included. */
  prepareUrl(): Promise<void>;
  prepareFiles(files: Files): Promise<void>;
  onTable?(table: string, sum: Sum): void;
  /** A server that goes on writing to the source would lose what it writes. False for a backup, which leaves the source in use. */
  isSourceLeft: boolean;
}

const refuse = (message: string): never => {
  throw new StoreError('busy', message);
};

/** Files whose server is stopped. Throws `StoreError`. */
function openQuiet(file: string, isSourceLeft: boolean): DatabaseSync {
  if (!existsSync(file)) refuse(`Le fichier ${file} n’existe pas : il n’y a rien à déplacer.`);
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    if (isSourceLeft) {
      // Only whoever is alone with the file may leave its log.
      database.exec('PRAGMA journal_mode = DELETE');
      database.exec('BEGIN EXCLUSIVE');
    }
    return database;
  } catch {
    database.close();
    return refuse(`Le fichier ${file} est tenu par le serveur. Arrêtez le serveur, puis relancez cette commande.`);
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'accueil-cep-move' });
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw explainedPostgres(error);
  }
}

async function copy(table: string, from: Place, to: Place): Promise<Sum> {
  for await (const rows of from.read(table)) await to.write(table, rows);
  const [here, there] = [await sumOf(from, table), await sumOf(to, table)];
  if (here.rows !== there.rows || here.hash !== there.hash) {
    throw new Error(`La table ${table} n’est pas la même des deux côtés (${here.rows} lignes, ${there.rows} de l’autre côté). La source n’a pas été touchée : relancez la commande.`);
  }
  return there;
}

/** Gives false when everything is there already, the same. Throws `StoreError`. */
export async function moveToPostgres({ files, url, prepareUrl, onTable, isSourceLeft }: Move): Promise<boolean> {
  const sources = [openQuiet(files.store, isSourceLeft), openQuiet(files.desk, isSourceLeft)];
  const client = await connect(url);
  try {
    const moved = sources.flatMap((source) => tablesIn(source).filter((table) => !LEFT_BEHIND.has(table)).map((table) => ({ table, place: sqlitePlace(source) })));
    const there = postgresPlace(client);
    if ((await isPopulated(client, moved.map(({ table }) => table))) && !(await unfinishedIn(client))) {
      await client.query('BEGIN');
      for (const { table, place } of moved) {
        const [here, known] = [await sumOf(place, table), await sumOf(there, table)];
        if (here.hash !== known.hash) refuse('La base PostgreSQL contient déjà des conversations. Donnez une base vide.');
        onTable?.(table, known);
      }
      await client.query('COMMIT');
      return false;
    }
    if (!(await unfinishedIn(client))) await prepareUrl();
    await markUnfinished(client);
    await client.query(`TRUNCATE ${moved.map(({ table }) => `"${table}"`).join(', ')} CASCADE`);
    for (const { table, place } of moved) {
      await client.query('BEGIN');
      onTable?.(table, await copy(table, place, there));
      await client.query('COMMIT');
    }
    await client.query('BEGIN');
    await continueNumbers(client);
    await client.query("DELETE FROM accueil_cep_versions WHERE part = 'move'; COMMIT");
    return true;
  } catch (error) {
    throw explainedPostgres(error);
  } finally {
    await client.end().catch(() => undefined);
    for (const source of sources) leave(source);
  }
}

function leave(source: DatabaseSync): void {
  if (source.isTransaction) source.exec('ROLLBACK');
  source.close();
}

/** The next line gets the number after the last that was moved. */
async function continueNumbers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table_name: string; column_name: string }>(
    "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES'",
  );
  for (const { table_name: table, column_name: column } of rows) {
    await client.query(`SELECT setval(pg_get_serial_sequence('"${table}"', '${column}'), greatest((SELECT coalesce(max("${column}"), 0) FROM "${table}"), 0) + 1, false)`);
  }
}

/** Into new files, which get their names once they are complete. Throws `StoreError`. */
export async function moveToFiles({ files, url, prepareFiles, onTable, isSourceLeft }: Move): Promise<void> {
  const unfinished: Files = { store: `${files.store}.unfinished`, desk: `${files.desk}.unfinished` };
  for (const file of Object.values(files)) if (existsSync(file)) refuse(`Le fichier ${file} existe déjà. Donnez le nom d’un fichier nouveau.`);
  const client = await connect(url);
  try {
    if (await unfinishedIn(client)) refuse('Un déplacement vers cette base PostgreSQL n’est pas terminé : relancez-le d’abord.');
    if (isSourceLeft && (await hasServers(client))) refuse('Un serveur travaille sur cette base PostgreSQL. Arrêtez tous les serveurs, puis relancez cette commande.');
    for (const file of Object.values(unfinished)) for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true });
    await prepareFiles(unfinished);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    for (const file of [unfinished.store, unfinished.desk]) {
      const target = new DatabaseSync(file);
      try {
        for (const table of tablesIn(target)) {
          if (LEFT_BEHIND.has(table) || !(await isTable(client, table))) continue;
          onTable?.(table, await copy(table, postgresPlace(client), sqlitePlace(target)));
        }
        target.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE');
      } finally {
        target.close();
      }
    }
    // The store last: where it stands, everything does.
    renameSync(unfinished.desk, files.desk);
    renameSync(unfinished.store, files.store);
  } catch (error) {
    throw explainedPostgres(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

const isTable = async (client: pg.Client, table: string) => (await client.query<{ found: string | null }>('SELECT to_regclass($1) AS found', [`"${table}"`])).rows[0]?.found !== null;

async function hasServers(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'accueil-cep'");
  return rows.length > 0;
}
