/** RGPD art. 32: a copy of the disk or of a backup, without the keys, tells nothing of what people said. Art. 9: health stands apart. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqliteDatabase } from '../../../adapters/store/database.ts';
import { PostgresDatabase } from '../../../adapters/store/postgres-database.ts';
import { openPostgresStore } from '../../../adapters/store/postgres.ts';
import { proveSeal, resealAll } from '../../../adapters/store/reseal.ts';
import { createSeal, type Seal } from '../../../adapters/store/seal.ts';
import { openSqliteStore } from '../../../adapters/store/sqlite.ts';
import type { Store } from '../../../bot/ports.ts';
import { newState } from '../../../bot/state.ts';
import { finished, received, storeContract } from '../../contracts/store.ts';
import { createTestDatabase, withoutPostgres } from '../../support/postgres.ts';

const [LAST_YEAR, THIS_YEAR] = ['the secret of last year '.repeat(2), 'the secret of this year '.repeat(2)] as const;
const NOW = new Date('2026-11-24T10:00:00Z');
const SAID = 'je suis en arrêt maladie depuis mars, rappelez Martine';
const at = NOW.toISOString();
const sante = { value: 'arret-travail' as const, said: 'en arrêt maladie', turn: 1, at, origin: 'stated' as const, confirmed: true };
const metier = { value: 'fleuriste', said: 'fleuriste', turn: 1, at, origin: 'stated' as const, confirmed: true };

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accueil-seal-'));
  file = join(folder, 'store.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const everyByte = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1')).join('\n');

async function talk(store: Store): Promise<void> {
  const message = received(SAID, { id: 'm', conversation: 'web:1', reference: { phone: '0612345678' } });
  await store.accept(message);
  await store.finish({ ...finished(message, 'Votre arrêt maladie ne vous empêche pas de consulter.'), state: { ...newState(), situation: { sante, metier } } });
}

const heard = async (store: Store) => ({ said: (await store.transcript('web:1', 0)).map(({ text }) => text), situation: (await store.conversation('web:1'))?.state.situation });
const EXPECTED = { said: [SAID, 'Votre arrêt maladie ne vous empêche pas de consulter.'], situation: { sante, metier } };

storeContract('SQLite, sealed', () => openSqliteStore(':memory:', { seal: createSeal([THIS_YEAR]) }));

describe('what is kept', () => {
  it('is found again with its key, and not a word of it stands in the files', async () => {
    const store = openSqliteStore(file, { seal: createSeal([THIS_YEAR]) });
    await talk(store);
    for (const word of ['Martine', 'maladie', 'arret-travail', 'fleuriste', '0612345678']) expect(everyByte()).not.toContain(Buffer.from(word).toString('latin1'));
    await store.close();
    const again = openSqliteStore(file, { seal: createSeal([THIS_YEAR]) });
    expect(await heard(again)).toEqual(EXPECTED);
    await again.close();
    expect(everyByte()).not.toContain('fleuriste');
  });

  it('without a seal is plain: the test above would see the words', async () => {
    const store = openSqliteStore(file);
    await talk(store);
    await store.close();
    expect(everyByte()).toContain('fleuriste');
  });

  it('holds health in a column of its own: taken away, the rest of the situation stays (art. 9)', async () => {
    const store = openSqliteStore(file, { seal: createSeal([THIS_YEAR]) });
    await talk(store);
    await store.close();
    const raw = new DatabaseSync(file);
    expect(raw.prepare('SELECT health FROM conversations').get()?.health).toMatch(/^sealed/);
    raw.exec('UPDATE conversations SET health = NULL');
    raw.close();
    const again = openSqliteStore(file, { seal: createSeal([THIS_YEAR]) });
    expect((await heard(again)).situation).toEqual({ metier });
    await again.close();
  });

  it('leaves no trace of health in its column once the person takes it back', async () => {
    const store = openSqliteStore(file, { seal: createSeal([THIS_YEAR]) });
    await talk(store);
    const later = received('oubliez ma santé', { id: 'm2', conversation: 'web:1' });
    await store.accept(later);
    await store.finish({ ...finished(later, 'C’est fait.'), state: { ...newState(), situation: { metier } } });
    await store.close();
    const raw = new DatabaseSync(file);
    expect(raw.prepare('SELECT health FROM conversations').get()?.health).toBeNull();
    raw.close();
  });
});

describe('a seal', () => {
  const seal = createSeal([THIS_YEAR]);
  it.each(['', 'é', '🧑🏽‍🏭 \u0000', 'sealed.1.', 'x'.repeat(100_000)])('gives back what it closed (%#)', (text) => {
    expect(seal.open(seal.close(text, 'text:a'), 'text:a')).toBe(text);
  });

  it('opens at its own place only, and not when a character was changed', () => {
    const sealed = seal.close(SAID, 'text:a');
    expect(() => seal.open(sealed, 'text:b')).toThrow(/changée.*sauvegarde/);
    const changed = sealed.slice(0, 40) + (sealed[40] === 'A' ? 'B' : 'A') + sealed.slice(41);
    expect(() => seal.open(changed, 'text:a')).toThrow(/changée/);
  });

  it('seals the same text alike at the same place, and differently elsewhere or with another secret', () => {
    expect(seal.close(SAID, 'text:a')).toBe(seal.close(SAID, 'text:a'));
    const sealed = [seal.close(SAID, 'text:a'), seal.close(SAID, 'text:b'), createSeal([LAST_YEAR]).close(SAID, 'text:a')];
    expect(new Set(sealed.map((text) => text.slice(18))).size).toBe(3);
  });
});

async function changeSecret(open: (seal: Seal) => Promise<Store>, openDatabase: () => Promise<SqliteDatabase | PostgresDatabase>): Promise<void> {
  const old = await open(createSeal([LAST_YEAR]));
  await proveSeal(old, createSeal([LAST_YEAR]), NOW);
  await talk(old);
  await old.close();

  const both = createSeal([THIS_YEAR, LAST_YEAR]);
  const during = await open(both);
  await proveSeal(during, both, NOW);
  expect(await heard(during)).toEqual(EXPECTED);
  await during.close();

  const database = await openDatabase();
  const counts = await resealAll(database, both);
  expect(counts).toMatchObject({ transcript: 4, conversations: 3 });
  expect(Object.values(await resealAll(database, both)).every((count) => count === 0), 'the second time there is nothing left').toBe(true);
  await database.close();

  const after = await open(createSeal([THIS_YEAR]));
  expect(await heard(after)).toEqual(EXPECTED);
  await expect(proveSeal(after, createSeal([LAST_YEAR]), NOW)).rejects.toThrow(/contents\.key.*STORE_SECRETS/);
  await after.close();
}

describe('the secret is changed', () => {
  it('on files', () => changeSecret(async (seal) => openSqliteStore(file, { seal }), async () => new SqliteDatabase(file, {})));

  it('on files that were never sealed', async () => {
    const plain = openSqliteStore(file);
    await talk(plain);
    await plain.close();
    const seal = createSeal([THIS_YEAR]);
    const database = new SqliteDatabase(file, {});
    await resealAll(database, seal);
    await database.close();
    expect(everyByte()).not.toContain('Martine');
    const store = openSqliteStore(file, { seal });
    expect(await heard(store)).toEqual(EXPECTED);
    await store.close();
  });

  it.skipIf(withoutPostgres)('on PostgreSQL', async () => {
    const database = await createTestDatabase();
    await changeSecret((seal) => openPostgresStore(database.url, { seal }), () => PostgresDatabase.open(database.url, { connections: 1 }));
    await database.drop();
  });
});
