/** The commands as a technician types them, between real files and a real PostgreSQL server. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDirectory } from '../../../adapters/desk/access/directory.ts';
import { createSignIn } from '../../../adapters/desk/access/sign-in.ts';
import { openPostgresStore } from '../../../adapters/store/postgres.ts';
import { openSqliteStore } from '../../../adapters/store/sqlite.ts';
import type { Store } from '../../../bot/ports.ts';
import { refusal } from '../../contracts/reviews.ts';
import { finished, received } from '../../contracts/store.ts';
import { createTestDatabase, type TestDatabase, withoutPostgres } from '../../support/postgres.ts';

const root = join(import.meta.dirname, '../../..');
const COMMAND = ['--disable-warning=ExperimentalWarning', join(root, 'adapters/cli/store.ts')];
const TEXT = 'émoji 🧑🏽‍🏭, \u0000 nul, \u{E0FF} privé, \'; DROP TABLE messages; --';
const SECRET = 'secret-of-the-tests-'.repeat(3);

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accueil-move-'));
  file = join(folder, 'store.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const environment = (changes: Record<string, string> = {}) => ({ ...process.env, DATABASE_FILE: file, DATABASE_URL: '', DESK_DATABASE_FILE: '', ...changes });
function run(args: string[], changes: Record<string, string> = {}): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...COMMAND, ...args], { cwd: folder, env: environment(changes), encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

/** A day of use: conversations, what waits to leave, the review list, an account with a password. */
async function fill(conversations = 30): Promise<void> {
  const store = openSqliteStore(file);
  for (let number = 0; number < conversations; number++) {
    const message = received(TEXT, { id: 'm', conversation: `msteams:${number}`, channel: 'msteams', reference: { number } });
    await store.accept(message);
    if (number % 3 > 0) await store.finish({ ...finished(message, `réponse ${number}`), review: number % 3 === 1 ? { voice: `v${number}`, line: refusal(), day: '2026-11-23' } : null });
  }
  await store.close();
  const directory = openDirectory(`${file}.desk`);
  await directory.invite({ email: 'claire@apec.fr', name: null, role: 'counsellor', scopes: [{ kind: 'apec', region: null }] }, new Date());
  const signIn = await createSignIn(directory, { secret: SECRET, url: 'http://localhost', openId: null, onTrouble: () => undefined });
  await signIn.begin('claire@apec.fr', 'Claire', 'une phrase assez longue');
  await directory.audit.note({ who: 'claire@apec.fr', what: 'signed-in' }, new Date());
  await directory.close();
}

/** Everything that a store can be asked for, without its own numbers of rows. */
async function everythingIn(store: Store, conversations = 30): Promise<unknown> {
  const keys = Array.from({ length: conversations }, (_, number) => `msteams:${number}`);
  return {
    conversations: await Promise.all(keys.map((key) => store.conversation(key))),
    transcripts: await Promise.all(keys.map((key) => store.transcript(key, 0))),
    unanswered: await Promise.all(keys.map((key) => store.nextUnanswered(key))),
    undelivered: await store.undelivered(),
    reviews: await store.reviewLines('waiting'),
  };
}

async function contentOf(open: Store | Promise<Store>, conversations = 30): Promise<unknown> {
  const store = await open;
  const everything = await everythingIn(store, conversations);
  await store.close();
  return everything;
}

describe('a backup of the files', () => {
  it('is taken while the server runs, and put back where nothing is', async () => {
    await fill();
    const running = openSqliteStore(file);
    const backup = join(folder, 'copie.sqlite');
    expect(run(['backup', backup])).toMatchObject({ status: 0, out: expect.stringContaining('entière') });
    expect(run(['backup', backup])).toMatchObject({ status: 1, err: expect.stringContaining('existe déjà') });
    expect(run(['restore', backup])).toMatchObject({ status: 1, err: expect.stringContaining('Arrêtez le serveur') });
    const before = await contentOf(running);
    const restored = join(folder, 'restored.sqlite');
    expect(run(['restore', backup], { DATABASE_FILE: restored })).toMatchObject({ status: 0 });
    expect(await contentOf(openSqliteStore(restored))).toEqual(before);
    const directory = openDirectory(`${restored}.desk`);
    expect(await directory.byEmail('claire@apec.fr')).not.toBeNull();
    await directory.close();
  });

  it('without a name, with a wrong command, with half a backup: says what to do', async () => {
    expect(run(['backup'])).toMatchObject({ status: 1, err: expect.stringContaining('backup sauvegarde.sqlite') });
    expect(run(['effacer'])).toMatchObject({ status: 1, err: expect.stringContaining('n’est pas une commande') });
    await openSqliteStore(join(folder, 'moitie.sqlite')).close();
    expect(run(['restore', join(folder, 'moitie.sqlite')])).toMatchObject({ status: 1, err: expect.stringContaining('deux fichiers') });
    expect(run(['move'])).toMatchObject({ status: 1, err: expect.stringContaining('--to postgres://') });
  });
});

describe.skipIf(withoutPostgres)('with a PostgreSQL server', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.drop());

  it('moves everything, says so table by table, and does nothing the second time', async () => {
    await fill();
    const before = await contentOf(openSqliteStore(file));
    const first = run(['move', '--to', database.url]);
    expect(first).toMatchObject({ status: 0, out: expect.stringMatching(/transcript +50 lignes[^]*user +1 lignes[^]*dit la même chose[^]*DESK_SECRET/) });
    expect(await contentOf(openPostgresStore(database.url))).toEqual(before);
    expect(run(['move', '--to', database.url])).toMatchObject({ status: 0, out: expect.stringContaining('déjà là') });
    // The next numbers follow those that were moved.
    const store = await openPostgresStore(database.url);
    expect((await store.accept(received('encore', { conversation: 'msteams:0' }))).entry?.position).toBe(2);
    await store.close();
    expect(run(['move', '--to', database.url])).toMatchObject({ status: 1, err: expect.stringContaining('base vide') });
  });

  it('moves back into new files, and a backup of the database is the same', async () => {
    await fill();
    run(['move', '--to', database.url]);
    const before = await contentOf(openPostgresStore(database.url));
    const [back, copy] = [join(folder, 'back.sqlite'), join(folder, 'copy.sqlite')];
    expect(run(['move', '--from', database.url, '--file', back])).toMatchObject({ status: 0 });
    expect(await contentOf(openSqliteStore(back))).toEqual(before);
    // A backup is taken beside a server that works; moving is not.
    const running = await openPostgresStore(database.url);
    expect(run(['move', '--from', database.url, '--file', join(folder, 'late.sqlite')])).toMatchObject({ status: 1, err: expect.stringContaining('Arrêtez tous les serveurs') });
    expect(run(['backup', copy], { DATABASE_URL: database.url })).toMatchObject({ status: 0 });
    await running.close();
    const other = await createTestDatabase();
    expect(run(['restore', copy], { DATABASE_URL: other.url })).toMatchObject({ status: 0 });
    expect(await contentOf(openPostgresStore(other.url))).toEqual(before);
    await other.drop();
  });

  it('is not moved under a running server', async () => {
    await fill(3);
    const running = openSqliteStore(file);
    expect(run(['move', '--to', database.url])).toMatchObject({ status: 1, err: expect.stringContaining('Arrêtez le serveur') });
    await running.close();
    expect(run(['move', '--to', database.url]).status).toBe(0);
  });

  it('killed at any instant, leaves the files as they were and a database that no server takes for whole; the same command ends it', { timeout: 120_000 }, async () => {
    await fill(600);
    const before = await contentOf(openSqliteStore(file), 600);
    let unfinished = 0;
    for (let death = 0; death < 4; death++) {
      const child = spawn(process.execPath, [...COMMAND, 'move', '--to', database.url], { cwd: folder, env: environment(), stdio: ['ignore', 'pipe', 'ignore'] });
      // A table was said to be there: the next ones are on their way.
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 60 * death));
      child.kill('SIGKILL');
      await new Promise((resolve) => (child.exitCode === null && child.signalCode === null ? child.once('close', resolve) : resolve(null)));
      await openPostgresStore(database.url).then(
        (store) => store.close(),
        (error: Error) => {
          expect(error.message).toMatch(/n’est pas terminé/);
          unfinished++;
        },
      );
    }
    expect(unfinished).toBeGreaterThan(0);
    expect(run(['move', '--to', database.url]).status).toBe(0);
    expect(await contentOf(openPostgresStore(database.url), 600)).toEqual(before);
    expect(await contentOf(openSqliteStore(file), 600)).toEqual(before);
  });

  it('a dump of PostgreSQL’s own tools can be put back', async ({ skip }) => {
    if (spawnSync('pg_dump', ['--version']).status !== 0) skip('pg_dump is not installed here');
    await fill();
    run(['move', '--to', database.url]);
    const other = await createTestDatabase();
    const dump = join(folder, 'dump.sql');
    expect(spawnSync('pg_dump', ['--no-owner', '--file', dump, database.url]).status).toBe(0);
    expect(existsSync(dump)).toBe(true);
    expect(spawnSync('psql', ['--quiet', '--set', 'ON_ERROR_STOP=1', '--file', dump, other.url]).status).toBe(0);
    expect(await contentOf(openPostgresStore(other.url))).toEqual(await contentOf(openPostgresStore(database.url)));
    await other.drop();
  });
});
