import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { voiceOf } from '../../../bot/feedback/review.ts';
import { openSqliteStore } from '../../../adapters/store/sqlite.ts';
import { refusal, reviewContract } from '../../contracts/reviews.ts';
import { finished, received, storeContract } from '../../contracts/store.ts';

storeContract('SQLite in memory', () => openSqliteStore(':memory:'));
reviewContract('SQLite in memory', () => openSqliteStore(':memory:'));

describe('SQLite in a file', () => {
  let directory: string;
  let file: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'accueil-store-'));
    file = join(directory, 'deep', 'store.sqlite');
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('keeps everything over a restart', async () => {
    const before = openSqliteStore(file);
    await before.accept(received('un'));
    await before.finish(finished(received('un'), 'réponse à un'));
    await before.accept(received('deux'));
    await before.close();
    const after = openSqliteStore(file);
    expect((await after.transcript('directline:a', 0)).map((entry) => entry.text)).toEqual(['un', 'réponse à un', 'deux']);
    expect(await after.conversationsWithUnanswered()).toEqual(['directline:a']);
    await after.close();
  });

  it('leaves no erased word in the file nor in its log (rgpd art. 17)', async () => {
    const store = openSqliteStore(file);
    await store.accept(received('motsecretqui doit disparaitre'));
    await store.erase('directline:a');
    const bytes = [file, `${file}-wal`].map((path) => readFileSync(path).toString('latin1')).join('');
    expect(bytes).not.toContain('motsecretqui');
    await store.close();
  });

  it('leaves no trace of who said a line of the review list', async () => {
    const store = openSqliteStore(file);
    await store.accept(received('m1'));
    await store.finish({ ...finished(received('m1')), review: { voice: voiceOf('directline:a', { kind: 'turn', about: 'm1' }), line: refusal(), day: '2026-11-23' } });
    await store.close();
    const database = new DatabaseSync(file);
    const rows = ['review_lines', 'review_voices'].flatMap((table) => database.prepare(`SELECT * FROM ${table}`).all());
    database.close();
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toMatch(/directline|T\d\d:\d\d/);
  });

  it('says what to do when the file is no database', () => {
    writeFileSync(join(directory, 'not.sqlite'), 'ceci est une lettre, pas une base de données, et elle est assez longue.'.repeat(20));
    expect(() => openSqliteStore(join(directory, 'not.sqlite'))).toThrow(/pas une base lisible.*sauvegarde/);
  });

  it('says what to do when a newer version wrote it', async () => {
    await openSqliteStore(file).close();
    const database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(() => openSqliteStore(file)).toThrow(/version plus récente/);
  });

  it('says what to do when the folder cannot be made', () => {
    writeFileSync(join(directory, 'occupied'), '');
    expect(() => openSqliteStore(join(directory, 'occupied', 'store.sqlite'))).toThrow(/Vérifiez/);
  });

  it('says at the start what to do when the file may not be written', async () => {
    await openSqliteStore(file).close();
    for (const path of [directory, dirname(file)]) chmodSync(path, 0o755);
    chmodSync(file, 0o444);
    // An administrator may write everywhere, so the program is run as « nobody » where the tests run as one.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const program = `import { openSqliteStore } from ${JSON.stringify(import.meta.resolve('../../../adapters/store/sqlite.ts'))}; openSqliteStore(${JSON.stringify(file)});`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8', ...nobody });
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/La base .* est en lecture seule\. Donnez à ce programme le droit d'y écrire\.|ne peut pas être ouverte.*droits/);
  });

  it('says what to do when another program holds the file', async () => {
    const store = openSqliteStore(file, { patienceMs: 10 });
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    await expect(store.accept(received('bonjour'))).rejects.toMatchObject({ code: 'busy', status: 503, message: expect.stringMatching(/autre programme.*Arrêtez-le/) });
    other.exec('ROLLBACK');
    other.close();
    expect((await store.accept(received('bonjour'))).isNew).toBe(true);
    await store.close();
  });

  it('leaves the database of another program alone, and says so', () => {
    const foreign = join(directory, 'foreign.sqlite');
    const database = new DatabaseSync(foreign);
    database.exec('CREATE TABLE invoices (number INTEGER)');
    expect(() => openSqliteStore(foreign)).toThrow(/autre programme.*DATABASE_FILE/);
    expect(database.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'invoices' }]);
    database.close();
  });

  it('says what to do when pages of the file are damaged, at the start or when they are read', async () => {
    const store = openSqliteStore(file);
    for (let number = 0; number < 50; number++) await store.accept(received(`m${number}`, { text: 'x'.repeat(2_000) }));
    await store.close();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0x5a, 4_096));
    const readAll = async () => {
      const damaged = openSqliteStore(file);
      try {
        await damaged.transcript('directline:a', 0);
      } finally {
        await damaged.close();
      }
    };
    await expect(readAll()).rejects.toMatchObject({ code: 'unusable', status: 503, message: expect.stringMatching(/pas une base lisible.*sauvegarde/) });
  });

  it('acknowledges nothing when there is no room, and goes on when there is room again', async () => {
    const long = received('long', { text: 'x'.repeat(300_000) });
    const cramped = openSqliteStore(file, { maximumBytes: 200_000 });
    await cramped.accept(received('avant'));
    await expect(cramped.accept(long)).rejects.toMatchObject({ code: 'full', status: 507, message: expect.stringMatching(/disque est plein.*place/) });
    expect((await cramped.transcript('directline:a', 0)).map((entry) => entry.id)).toEqual(['avant']);
    await cramped.close();
    const roomy = openSqliteStore(file);
    expect((await roomy.accept(long)).isNew).toBe(true);
    expect((await roomy.transcript('directline:a', 0)).map((entry) => entry.id)).toEqual(['avant', 'long']);
    await roomy.close();
  });
});
