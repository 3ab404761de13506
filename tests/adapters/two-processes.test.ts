/** The whole product twice on one PostgreSQL database, behind an imaginary balancer that sends each request to either. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { readConfig } from '../../adapters/config.ts';
import { openDeskDatabase } from '../../adapters/desk-database.ts';
import { type Directory, directoryOn } from '../../adapters/desk/access/directory.ts';
import { APEC, DeskBrowser, enrol } from '../support/desk-server.ts';
import { createTestDatabase, type TestDatabase, withoutPostgres } from '../support/postgres.ts';
import { type RunningProduct, runProduct } from '../support/running-product.ts';

const SECRETS = { DIRECT_LINE_TOKEN_SECRET: 'tokens-of-the-tests-'.repeat(3), DESK_SECRET: 'desk-of-the-tests-'.repeat(3), STORE_SECRETS: 'contents-of-the-tests-'.repeat(3) };

describe.skipIf(withoutPostgres)('two processes of the product on one database', () => {
  let database: TestDatabase;
  let products: RunningProduct[];
  let directory: Directory;
  beforeAll(async () => {
    database = await createTestDatabase();
    const shared = { DATABASE_URL: database.url, ...SECRETS };
    const configured = { ...shared, STORE_SECRETS: [shared.STORE_SECRETS] };
    products = await Promise.all([runProduct(configured), runProduct(configured)]);
    directory = directoryOn(await openDeskDatabase(readConfig(shared)));
  });
  afterAll(async () => {
    await directory.close();
    await Promise.all(products.map((product) => product.stop()));
    await database.drop();
  });

  const [one, other] = [() => products[0]!.url, () => products[1]!.url];
  async function ask(url: string, path: string, token: string, body?: unknown): Promise<Record<string, unknown>> {
    const response = await fetch(`${url}/v3/directline${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(response.status, await response.clone().text()).toBeLessThan(300);
    return (await response.json()) as Record<string, unknown>;
  }

  it('a person writes to either, and reads on an open stream of one what was said at the other', async () => {
    const { token } = (await (await fetch(`${one()}/v3/directline/tokens/generate`, { method: 'POST' })).json()) as { token: string };
    const { conversationId, streamUrl } = (await ask(one(), '/conversations', token, {})) as { conversationId: string; streamUrl: string };
    const socket = new WebSocket(streamUrl.replace(/^ws:\/\/[^/]+/, one().replace('http', 'ws')));
    const heard: { id: string; text?: string }[] = [];
    socket.on('message', (data) => data.toString() !== '' && heard.push(...(JSON.parse(data.toString()) as { activities: typeof heard }).activities));
    await new Promise((resolve) => socket.on('open', resolve));
    const said = ['c’est gratuit ?', 'je suis cadre à Lyon', 'merci'];
    for (const [index, text] of said.entries()) {
      await ask(index % 2 === 0 ? other() : one(), `/conversations/${conversationId}/activities`, token, { type: 'message', text, from: { id: 'dl_person' } });
    }
    const all = async () => ((await ask(other(), `/conversations/${conversationId}/activities`, token)) as { activities: { id: string }[] }).activities.map(({ id }) => id);
    await expect.poll(async () => heard.map(({ id }) => id), { timeout: 10_000 }).toEqual(await all());
    expect(heard.map(({ text }) => text).filter((text) => said.includes(text ?? ''))).toEqual(said);
    expect(new Set(heard.map(({ id }) => id)).size).toBe(heard.length);
    socket.close();
  });

  it('a counsellor signs in at one and is signed in at the other, until signing out at either', async () => {
    const { token } = await directory.invite({ email: 'claire@apec.fr', name: null, role: 'counsellor', scopes: [APEC] }, new Date());
    const browser = new DeskBrowser(one());
    await enrol(browser, `/desk/invitation/${token}`, 'Claire');
    const there = new DeskBrowser(other());
    for (const [name, value] of browser.cookies) there.cookies.set(name, value);
    expect(await there.get('/desk')).toMatchObject({ status: 200 });
    expect(there.address).toBe('/desk');
    // The same link again, at the other: it has served.
    expect((await new DeskBrowser(other()).get(`/desk/invitation/${token}`)).status).toBe(410);
    // Signing out at one ends the session at the other.
    await there.submit('/desk/deconnexion');
    await browser.get('/desk');
    expect(browser.address).toMatch(/connexion/);
    expect((await directory.audit.lines()).map(({ what }) => what)).toEqual(expect.arrayContaining(['second-factor-set', 'signed-in', 'signed-out']));
  });

  it('ten wrong passwords for one account are all that both allow together', async () => {
    const { token } = await directory.invite({ email: 'visee@apec.fr', name: null, role: 'counsellor', scopes: [APEC] }, new Date());
    await enrol(new DeskBrowser(one()), `/desk/invitation/${token}`, 'Visée');
    const statuses: number[] = [];
    for (let number = 0; number < 12; number++) {
      const browser = new DeskBrowser(number % 2 === 0 ? one() : other());
      await browser.get('/desk/connexion');
      statuses.push((await browser.submit('/desk/connexion', { email: 'visee@apec.fr', motdepasse: `une autre phrase ${number}` })).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    // Whoever reads the database learns no address.
    expect(JSON.stringify((await database.query('SELECT * FROM counts')).rows)).not.toMatch(/apec|127\.0\.0\.1/);
  });

  it('the audit log is only ever added to', async () => {
    await expect(directory.database.run("UPDATE audit SET who = 'personne'")).rejects.toThrow(/append-only/);
    await expect(directory.database.run('DELETE FROM audit')).rejects.toThrow(/append-only/);
  });

  it('nothing went wrong on the way', () => {
    expect(products.flatMap(({ errors }) => errors)).toEqual([]);
  });
});
