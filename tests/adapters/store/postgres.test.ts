import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgresStore } from '../../../adapters/store/postgres.ts';
import { reviewContract } from '../../contracts/reviews.ts';
import { finished, received, storeContract } from '../../contracts/store.ts';
import { createTestDatabase, type TestDatabase, withoutPostgres } from '../../support/postgres.ts';

describe.skipIf(withoutPostgres)('with a PostgreSQL server', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  async function openEmpty() {
    await database.empty();
    return openPostgresStore(database.url);
  }
  storeContract('PostgreSQL', openEmpty);
  reviewContract('PostgreSQL', openEmpty);

  describe('several processes that start at once', () => {
    it('bring an empty database to its schema together, once', async () => {
      const empty = await createTestDatabase();
      const stores = await Promise.all(Array.from({ length: 4 }, () => openPostgresStore(empty.url)));
      await Promise.all(stores.map((store, number) => store.accept(received(`m${number}`))));
      expect((await stores[0]!.transcript('directline:a', 0)).map(({ position }) => position)).toEqual([1, 2, 3, 4]);
      await Promise.all(stores.map((store) => store.close()));
      await empty.drop();
    });

    it('take the same message delivered to each of them for one, and finish its turn once', async () => {
      await database.empty();
      const stores = await Promise.all(Array.from({ length: 3 }, () => openPostgresStore(database.url)));
      for (let number = 0; number < 10; number++) {
        const message = received(`m${number}`);
        const accepted = await Promise.all(stores.map((store) => store.accept(message)));
        expect(accepted.filter(({ isNew }) => isNew)).toHaveLength(1);
        expect(new Set(accepted.map(({ entry }) => entry?.position)).size).toBe(1);
        const added = await Promise.all(stores.map((store) => store.finish(finished(message, `réponse à ${number}`))));
        expect(added.flat()).toHaveLength(1);
      }
      expect((await stores[0]!.transcript('directline:a', 0)).map(({ position }) => position)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
      await Promise.all(stores.map((store) => store.close()));
    });
  });

  it('refuses a database that a newer version has written, and leaves it alone', async () => {
    const newer = await createTestDatabase();
    await (await openPostgresStore(newer.url)).close();
    await newer.query('UPDATE accueil_cep_versions SET version = 999');
    await expect(openPostgresStore(newer.url)).rejects.toMatchObject({ code: 'newer', status: 503, message: expect.stringContaining('plus récente') });
    await newer.drop();
  });

  it('refuses the tables of another program', async () => {
    const foreign = await createTestDatabase();
    await foreign.query('CREATE TABLE conversations (subject TEXT)');
    await expect(openPostgresStore(foreign.url)).rejects.toThrow(/autre programme.*base vide/);
    await foreign.drop();
  });

  it.each([
    ['nobody listens there', (url: URL) => (url.port = '1'), /ne répond pas/],
    ['it has another name', (url: URL) => (url.pathname = '/no_such_database'), /n’existe pas.*createdb/],
  ])('says what to do when %s', async (_why, change, words) => {
    const url = new URL(database.url);
    change(url);
    await expect(openPostgresStore(url.href)).rejects.toMatchObject({ status: 503, message: expect.stringMatching(words) });
  });
});
