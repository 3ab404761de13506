import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../adapters/store/sqlite.ts';
import { finished, received, storeContract } from '../../contracts/store.ts';

storeContract('SQLite in memory', () => openSqliteStore(':memory:'));

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

  it.skipIf(process.getuid?.() === 0)('says what to do when the file is read-only', async () => {
    await openSqliteStore(file).close();
    chmodSync(file, 0o444);
    expect(() => openSqliteStore(file)).toThrow(/lecture seule|ne peut pas être/);
  });

  it('acknowledges nothing when there is no room, and goes on when there is room again', async () => {
    const long = received('long', { text: 'x'.repeat(300_000) });
    const cramped = openSqliteStore(file, { maximumBytes: 200_000 });
    await cramped.accept(received('avant'));
    await expect(cramped.accept(long)).rejects.toThrow(/disque est plein.*place/);
    expect((await cramped.transcript('directline:a', 0)).map((entry) => entry.id)).toEqual(['avant']);
    await cramped.close();
    const roomy = openSqliteStore(file);
    expect((await roomy.accept(long)).isNew).toBe(true);
    expect((await roomy.transcript('directline:a', 0)).map((entry) => entry.id)).toEqual(['avant', 'long']);
    await roomy.close();
  });
});
