/** Databases that a doctor must not call well: stopped, of another version, of another program, broken, without their key. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDeskFile } from '../../../../adapters/desk/access/desk-database.ts';
import { proveSeal } from '../../../../adapters/store/reseal.ts';
import { createSeal } from '../../../../adapters/store/seal.ts';
import { openSqliteStore } from '../../../../adapters/store/sqlite.ts';
import { openPostgresStore } from '../../../../adapters/store/postgres.ts';
import { received } from '../../../contracts/store.ts';
import { examine, report } from '../../../support/doctor.ts';
import { createTestDatabase, withoutPostgres } from '../../../support/postgres.ts';

const KEYS = { DIRECT_LINE_TOKEN_SECRET: '5b1f0c8e72d94a36b8e1f7d02c6a935e', DESK_SECRET: 'c04d9a71e6f83b25d7190eac58b2f463', STORE_SECRETS: '8e3a6f5d1c07b294fa81d6e30b7c592d' };

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accueil-doctor-'));
  file = join(folder, 'store.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function change(sql: string, changed = file): void {
  const database = new DatabaseSync(changed);
  database.exec(sql);
  database.close();
}

/** Both files, as a server leaves them. */
async function used(): Promise<void> {
  const store = openSqliteStore(file);
  await store.accept(received('bonjour', { id: 'm1' }));
  await store.close();
  await openDeskFile(`${file}.desk`).close();
}

describe('an SQLite file', () => {
  it.each([
    ['of an older version', 'PRAGMA user_version = 1', /^warning: .*plus ancienne.*→ Faites une sauvegarde/],
    ['of a newer version', 'PRAGMA user_version = 999', /^error: .*plus récente.*→ Installez cette version/],
    ['of another program', 'PRAGMA application_id = 7', /^error: .*autre programme.*→ Donnez/],
  ])('%s is told apart, and left as it is', async (_what, sql, expected) => {
    await used();
    change(sql);
    expect(await report('database', { DATABASE_FILE: file })).toMatch(expected);
    expect(await report('outbox', { DATABASE_FILE: file })).toMatch(/^unchecked/);
  });

  it('of the desk counts as well', async () => {
    await used();
    change('PRAGMA user_version = 999', `${file}.desk`);
    expect(await report('database', { DATABASE_FILE: file })).toMatch(/^error: .*store\.sqlite\.desk.*plus récente/);
  });

  it('that is none is said to be unreadable', async () => {
    writeFileSync(file, 'ceci n’est pas une base de données'.repeat(200));
    expect(await report('database', { DATABASE_FILE: file })).toMatch(/^error: .*n'est pas une base lisible\. → Remettez une sauvegarde/);
  });

  it('whose key is gone, or is another one, is told before a server starts on it', async () => {
    const store = openSqliteStore(file);
    await proveSeal(store, createSeal(['the secret of yesterday, long enough']), new Date());
    await store.close();
    expect(await report('database', { DATABASE_FILE: file })).toMatch(/error: La clé qui ouvre les conversations n’est pas là .*contents\.key.*→ Remettez-la/);
    expect(existsSync(`${file}.contents.key`)).toBe(false);
    writeFileSync(`${file}.contents.key`, 'another secret, of the same length!!');
    expect(await report('database', { DATABASE_FILE: file })).toMatch(/error: /);
    expect(await report('database', { DATABASE_FILE: file, STORE_SECRETS: 'the secret of yesterday, long enough' })).not.toMatch(/error/);
  });
});

describe('a PostgreSQL database', () => {
  it('that is stopped is told within seconds, without its password', async () => {
    // A port on which nobody listens any more.
    const listener = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => listener.once('listening', resolve));
    const { port } = listener.address() as { port: number };
    await new Promise((resolve) => listener.close(resolve));
    const said = await report('database', { DATABASE_URL: `postgres://cep:f81d4fae7dec@127.0.0.1:${port}/accueil`, ...KEYS });
    expect(said).toMatch(/^error: La base PostgreSQL de DATABASE_URL ne répond pas\. → Vérifiez/);
    expect(said).not.toContain('f81d4fae7dec');
  });

  it.skipIf(withoutPostgres)('is empty, then current, then newer than the program; one that does not exist is named', async () => {
    const database = await createTestDatabase();
    const environment = { DATABASE_URL: database.url, ...KEYS };
    try {
      expect(await report('database', environment)).toMatch(/^good: .*encore vide/);
      await (await openPostgresStore(database.url)).close();
      // The desk's tables are made by a server's start.
      expect(await report('database', environment)).toMatch(/^warning: .*plus ancienne/);
      await database.query("UPDATE accueil_cep_versions SET version = 999 WHERE part = 'store'");
      expect(await report('database', environment)).toMatch(/^error: .*plus récente/);
      await database.query("INSERT INTO accueil_cep_versions VALUES ('move', 0)");
      expect(await report('database', environment)).toMatch(/^error: .*déplacement.*→ Relancez/);
    } finally {
      await database.drop();
    }
    expect(await report('database', environment)).toMatch(/^error: La base nommée dans DATABASE_URL n’existe pas/);
  });
});

describe('what stands in the database', () => {
  it('dispatches set aside are an error that says why they were, and what is late a warning', async () => {
    await used();
    const line = (key: string, status: string, error: string | null) => `INSERT INTO dispatches (conversation, handoff, kind, operator, idempotency_key, attempts, created_at, due_at, last_error, status)
      VALUES ('test:1', 'h1', 'withdrawal', '{"kind":"apec","region":null,"departement":null}', '${key}', 9, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', ${error === null ? 'NULL' : `'${error}'`}, '${status}');`;
    change(line('one', 'dead', 'SMTP 550 (RCPT TO)') + line('two', 'waiting', null));
    const said = await report('outbox', { DATABASE_FILE: file });
    expect(said).toMatch(/error: 1 envoi\(s\) mis de côté.*SMTP 550.*→ .*\/desk\/envois/);
    expect(said).toMatch(/warning: 1 envoi\(s\) devaient partir/);
  });

  it('what should have gone by itself tells that retention did not run', async () => {
    await used();
    expect(await examine('retention', { DATABASE_FILE: file })).toMatchObject([{ level: 'good' }]);
    change("UPDATE conversations SET updated_at = '2026-01-01T00:00:00.000Z'; UPDATE messages SET outcome = 'answered', content = NULL");
    expect(await report('retention', { DATABASE_FILE: file }, new Date('2026-11-24T00:00:00Z'))).toMatch(/^error: .*conversations 1.*→ Lancez « npm run store -- retention --apply »/);
  });
});
