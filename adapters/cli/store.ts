/** `npm run store -- …`: move what is kept from SQLite to PostgreSQL or back, back it up, restore it. */
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { type Config, configSchema, contentKeyFileOf, deskFileOf, loadEnvironmentFile } from '../config.ts';
import { openDeskDatabase } from '../desk-database.ts';
import { deskRecords } from '../desk/access/records.ts';
import { openStore } from '../store/open-store.ts';
import { applyRetention } from '../../bot/privacy/apply-retention.ts';
import { RETENTION } from '../../bot/privacy/retention.ts';
import { type DeskDatabase, openDeskFile } from '../desk/access/desk-database.ts';
import { directoryOn } from '../desk/access/directory.ts';
import { DESK_MIGRATIONS } from '../desk/access/schema.ts';
import { createSignIn } from '../desk/access/sign-in.ts';
import { type Files, type Move, moveToFiles, moveToPostgres } from '../store/move.ts';
import { SqliteDatabase } from '../store/database.ts';
import { PostgresDatabase } from '../store/postgres-database.ts';
import { proveSeal, resealAll } from '../store/reseal.ts';
import { createSeal } from '../store/seal.ts';
import { contentSecrets } from '../secret-file.ts';
import { openPostgresTables } from '../store/postgres-tables.ts';
import { openPostgresStore } from '../store/postgres.ts';
import { openSqliteStore } from '../store/sqlite.ts';

const HELP = `Ce qui est gardé : conversations, transferts, envois, relecture, comptes du bureau, journal d’audit.

  npm run store -- move --to postgres://nom:motdepasse@hote/base      de DATABASE_FILE vers PostgreSQL, serveur arrêté
  npm run store -- move --from postgres://… --file var/autre.sqlite   de PostgreSQL vers des fichiers nouveaux, serveurs arrêtés
  npm run store -- backup sauvegarde.sqlite                           copie de ce que DATABASE_URL ou DATABASE_FILE contient, serveur en marche
  npm run store -- restore sauvegarde.sqlite                          remet une copie dans une base vide, serveur arrêté
  npm run store -- reseal                                             scelle avec le premier secret de STORE_SECRETS ce qui l’était avec un autre, serveur en marche
  npm run store -- retention [--apply]                                ce qui est gardé et combien de temps, et ce qui partirait aujourd’hui ; --apply le retire

Une commande interrompue se relance telle quelle. À la fin, chaque table est relue des deux côtés et comparée.`;

class CommandError extends Error {}
function refuse(reason: string): never {
  throw new CommandError(reason);
}

const besideStore = (file: string): Files => ({ store: file, desk: `${file}.desk` });

/** The sign-in library makes its tables itself; the secret signs nothing here. */
async function withAccounts(database: DeskDatabase): Promise<void> {
  const directory = directoryOn(database);
  await createSignIn(directory, { secret: 'no session is made here, only tables', url: 'http://localhost', openId: null, onTrouble: () => undefined });
  await directory.close();
}

async function prepareFiles({ store, desk }: Files): Promise<void> {
  await openSqliteStore(store).close();
  await withAccounts(openDeskFile(desk));
}

async function prepareUrl(url: string): Promise<void> {
  await (await openPostgresStore(url)).close();
  await withAccounts(await openPostgresTables(url, { part: 'desk', migrations: DESK_MIGRATIONS, firstTable: 'counsellors' }));
}

function moveOf(files: Files, url: string, isSourceLeft = true): Move {
  return {
    files,
    url,
    isSourceLeft,
    prepareFiles,
    prepareUrl: () => prepareUrl(url),
    onTable: (table, { rows, hash }) => console.log(`${table.padEnd(16)} ${String(rows).padStart(9)} lignes  ${hash.slice(0, 16)}`),
  };
}

const DONE = 'Tout est là, table par table, et dit la même chose des deux côtés.';

async function toPostgres(files: Files, url: string): Promise<string> {
  // A desk that nobody opened has no file yet, or no accounts.
  if (existsSync(files.store)) await withAccounts(openDeskFile(files.desk));
  return (await moveToPostgres(moveOf(files, url))) ? DONE : 'Tout était déjà là, table par table.';
}

const secretsOf = (files: Files): string =>
  `Pour que les conversations ouvertes et les seconds facteurs restent bons, mettez dans DIRECT_LINE_TOKEN_SECRET ce que contient ${files.store}.key, dans DESK_SECRET ce que contient ${files.desk}.key, et dans STORE_SECRETS ce que contient ${files.store}.contents.key, là où vous n’aviez pas donné ces réglages.`;

async function move(config: Config, { to, from, file }: Options): Promise<string> {
  const files: Files = { store: config.DATABASE_FILE, desk: deskFileOf(config) };
  if (to !== undefined && from === undefined) return `${await toPostgres(files, to)}\n${secretsOf(files)}\nPuis donnez DATABASE_URL au serveur, et gardez les fichiers jusqu’à ce que tout aille.`;
  if (from === undefined || to !== undefined) refuse('Dites où déplacer : --to postgres://…, ou --from postgres://… avec --file.');
  await moveToFiles(moveOf(besideStore(file ?? refuse('--file : donnez le nom du fichier à écrire.')), from));
  return `${DONE}\nPuis retirez DATABASE_URL, et donnez ce fichier au serveur par DATABASE_FILE.`;
}

async function backup({ DATABASE_URL, ...config }: Config, file: string): Promise<string> {
  const target = besideStore(file);
  for (const name of Object.values(target)) if (existsSync(name)) refuse(`Le fichier ${name} existe déjà. Donnez le nom d’un fichier nouveau.`);
  if (DATABASE_URL !== undefined) {
    await moveToFiles(moveOf(target, DATABASE_URL, false));
    return DONE;
  }
  for (const [from, to] of [[deskFileOf(config), target.desk], [config.DATABASE_FILE, target.store]] as const) {
    if (!existsSync(from)) refuse(`Le fichier ${from} n’existe pas : il n’y a rien à sauver.`);
    const source = new DatabaseSync(from, { readOnly: true, timeout: 10_000 });
    source.prepare('VACUUM INTO ?').run(to);
    source.close();
    const copy = new DatabaseSync(to, { readOnly: true });
    const state = Object.values(copy.prepare('PRAGMA integrity_check').get() ?? {})[0];
    copy.close();
    if (state !== 'ok') refuse(`La copie ${to} est abîmée : ${String(state)}. Vérifiez le disque.`);
  }
  return `La copie est entière : ${target.store} et ${target.desk}.`;
}

async function restore(config: Config, file: string): Promise<string> {
  const source = besideStore(file);
  for (const name of Object.values(source)) if (!existsSync(name)) refuse(`Le fichier ${name} n’est pas là : une sauvegarde est faite de deux fichiers.`);
  if (config.DATABASE_URL !== undefined) return toPostgres(source, config.DATABASE_URL);
  const target: Files = { store: config.DATABASE_FILE, desk: deskFileOf(config) };
  for (const name of Object.values(target)) if (existsSync(name)) refuse(`Le fichier ${name} existe déjà. Arrêtez le serveur et mettez ce fichier de côté (avec ${name}-wal et ${name}-shm), puis relancez.`);
  for (const [from, to] of [[source.desk, target.desk], [source.store, target.store]] as const) {
    const copy = new DatabaseSync(from, { readOnly: true });
    copy.prepare('VACUUM INTO ?').run(to);
    copy.close();
  }
  return `La sauvegarde est remise dans ${target.store} et ${target.desk}. Les clés (${target.store}.key, ${target.store}.contents.key, ${target.desk}.key) ne sont pas dans une sauvegarde : sans celle qui finit par .contents.key, elle ne se lit pas.`;
}

/** The table, and what it ends today; the server does the same every day by itself. */
async function retention(config: Config, isApplied: boolean): Promise<string> {
  const store = await openStore(config);
  const desk = await openDeskDatabase(config);
  try {
    const report = await applyRetention(store, deskRecords(desk), new Date(), !isApplied);
    const rows = RETENTION.map(({ id, days, since }) => `${id.padEnd(16)} ${days === null ? since : `${days} jours après ${since}`}`);
    const counts = Object.entries(report).map(([what, count]) => `${what} ${count}`).join(', ');
    return `${rows.join('\n')}\n\n${isApplied ? 'Retiré' : 'Partirait aujourd’hui'} : ${counts}.`;
  } finally {
    await desk.close();
    await store.close();
  }
}

/** With the server running: what it writes meanwhile is sealed with the first secret too, once it was started with it. */
async function reseal(config: Config): Promise<string> {
  const seal = createSeal(contentSecrets(config.STORE_SECRETS, contentKeyFileOf(config)));
  const store = await openStore(config, seal);
  await proveSeal(store, seal, new Date());
  await store.close();
  const database = config.DATABASE_URL === undefined ? new SqliteDatabase(config.DATABASE_FILE, { patienceMs: 10_000 }) : await PostgresDatabase.open(config.DATABASE_URL, { connections: 1 });
  try {
    const counts = Object.entries(await resealAll(database, seal)).map(([table, count]) => `${table} ${count}`);
    database.checkpoint();
    return `Scellé avec le premier secret : ${counts.join(', ')}. Les autres secrets peuvent être retirés de STORE_SECRETS.`;
  } finally {
    await database.close();
  }
}

interface Options {
  to?: string | undefined;
  from?: string | undefined;
  file?: string | undefined;
}

/** Secrets that only a server needs are not asked for. */
function readPlaces(environment: NodeJS.ProcessEnv, opensContents: boolean): Config {
  const named = ['DATABASE_FILE', 'DATABASE_URL', 'DESK_DATABASE_FILE', 'STORE_SECRETS'].map((name) => [name, environment[name]] as const);
  const given = Object.fromEntries(named.filter(([, value]) => value !== undefined && value !== ''));
  const unused = 'not used by this command'.repeat(2);
  const checked = configSchema.safeParse({ ...(opensContents ? {} : { STORE_SECRETS: unused }), ...given, DIRECT_LINE_TOKEN_SECRET: unused, DESK_SECRET: unused });
  return checked.success ? checked.data : refuse(checked.error.issues.map(({ path, message }) => `${path.join('.')} : ${message}`).join(' ; '));
}

async function run(): Promise<string> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { to: { type: 'string' }, from: { type: 'string' }, file: { type: 'string' }, apply: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  const [command, file] = positionals;
  if (command === undefined || values.help === true) return HELP;
  loadEnvironmentFile();
  const config = readPlaces(process.env, command === 'reseal');
  const named = () => file ?? refuse(`Donnez le nom du fichier : npm run store -- ${command} sauvegarde.sqlite`);
  switch (command) {
    case 'move':
      return move(config, values);
    case 'reseal':
      return reseal(config);
    case 'retention':
      return retention(config, values.apply === true);
    case 'backup':
      return backup(config, named());
    case 'restore':
      return restore(config, named());
    default:
      return refuse(`« ${command} » n’est pas une commande.\n\n${HELP}`);
  }
}

try {
  console.log(await run());
} catch (error) {
  const isOption = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true;
  console.error(isOption ? `Cette option n’existe pas ou n’a pas de valeur.\n\n${HELP}` : (error as Error).message);
  process.exit(1);
}
