import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCloud } from '../../../adapters/bot-framework/cloud.ts';
import { openSqliteStore } from '../../../adapters/store/sqlite.ts';
import { createConversations } from '../../../bot/conversations.ts';
import type { Store } from '../../../bot/ports.ts';
import type { RunTurn } from '../../../bot/turn.ts';

/** What the Azure channel does: it takes the bot's replies on its own address. */
async function serveConnector() {
  const replies: { text: string; replyToId?: string }[] = [];
  let refuses = false;
  const app = express().use(express.json());
  app.post('/v3/conversations/:id/activities{/:reply}', (request, response) => {
    if (refuses) return void response.status(400).json({ error: { code: 'BadArgument', message: 'refused' } });
    replies.push(request.body as { text: string });
    response.json({ id: `r${replies.length}` });
  });
  return { ...(await serve(app)), replies, refuse: (value: boolean) => (refuses = value) };
}

async function serve(app: express.Express) {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()) };
}

const citation = { id: 'p', title: 'Article L6111-6 du Code du travail', publisher: 'Légifrance', url: 'https://www.legifrance.gouv.fr/x', article: 'L6111-6', inForceSince: '2024-01-01', publishedOn: null, validUntil: null, authority: 'law' as const, quote: 'Le conseil est gratuit' };
const cite: RunTurn = async ({ text }, state) => ({ state, outcome: 'answered', replies: [{ text: `réponse à ${text} [1]`, citations: [citation], choices: [] }] });
const SETTINGS = { MICROSOFT_APP_TYPE: 'SingleTenant', BOT_FRAMEWORK_DEVELOPMENT: true };

let connector: Awaited<ReturnType<typeof serveConnector>>;
let bot: Awaited<ReturnType<typeof serve>>;
let store: Store;
let cloud: ReturnType<typeof createCloud>;

beforeEach(async () => {
  store = openSqliteStore(':memory:');
  connector = await serveConnector();
  const conversations = createConversations({ store, runTurn: cite, clock: { now: () => new Date() }, journal: { info: () => undefined, error: () => undefined } });
  cloud = createCloud(SETTINGS, { conversations, markDelivered: (conversation, id) => store.markDelivered(conversation, id), failureText: 'panne', onFailure: () => undefined });
  bot = await serve(express().use('/api/messages', cloud.router));
});
afterEach(async () => {
  await bot.stop();
  await connector.stop();
  await store.close();
});

const activity = (changes: Record<string, unknown> = {}) => ({
  type: 'message',
  id: 'm1',
  text: '<at>Accueil</at> bonjour',
  channelId: 'msteams',
  serviceUrl: connector.url,
  from: { id: 'u1', name: 'Une personne' },
  recipient: { id: 'b1', name: 'Accueil' },
  conversation: { id: 'c1' },
  entities: [{ type: 'mention', text: '<at>Accueil</at>', mentioned: { id: 'b1', name: 'Accueil' } }],
  ...changes,
});
const post = async (body: unknown, raw?: string) => {
  const response = await fetch(`${bot.url}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: raw ?? JSON.stringify(body) });
  return { status: response.status, body: await response.text() };
};

describe('a message of an Azure channel', () => {
  it('is answered on the channel’s own address, without the mention, with its sources as links and as citations', async () => {
    expect((await post(activity())).status).toBe(200);
    expect(connector.replies).toHaveLength(1);
    expect(connector.replies[0]).toMatchObject({ text: expect.stringContaining('réponse à bonjour [1]'), replyToId: 'm1', entities: [expect.objectContaining({ citation: [expect.objectContaining({ position: 1 })] })] });
    expect(connector.replies[0]?.text).toContain('[Article L6111-6 du Code du travail](https://www.legifrance.gouv.fr/x), en vigueur depuis le 1er janvier 2024');
  });

  it('delivered three times is answered once', async () => {
    for (let time = 0; time < 3; time++) expect((await post(activity())).status).toBe(200);
    expect(connector.replies).toHaveLength(1);
  });

  it('whose reply is refused is kept, and handed over later', async () => {
    connector.refuse(true);
    await post(activity());
    expect(await store.undelivered()).toHaveLength(1);
    connector.refuse(false);
    const [waiting] = await store.undelivered();
    await cloud.deliver?.(waiting!);
    expect(connector.replies.at(-1)?.text).toContain('réponse à bonjour');
    expect(await store.undelivered()).toEqual([]);
  });

  it('of a kind that a bot does not answer is taken without a word', async () => {
    expect((await post(activity({ type: 'messageReaction', id: 'm2' }))).status).toBe(200);
    expect(connector.replies).toEqual([]);
  });

  it('that is no JSON, or far too big, is refused with one line', async () => {
    expect(await post(null, '{"type":')).toMatchObject({ status: 400, body: expect.stringContaining('JSON') });
    expect((await post(activity({ text: 'x'.repeat(1_000_000) }))).status).toBe(413);
  });
});

describe('an endpoint without credentials', () => {
  it('never posts anywhere but to this machine', async () => {
    const answer = await post(activity({ serviceUrl: 'https://attacker.example' }));
    expect(answer).toMatchObject({ status: 403, body: expect.stringContaining('cette machine') });
    expect(await store.conversation('msteams:c1')).toBeNull();
  });

  it('stays closed outside development, and says which settings open it', async () => {
    const closed = createCloud({ ...SETTINGS, BOT_FRAMEWORK_DEVELOPMENT: false }, {} as never);
    const server = await serve(express().use('/api/messages', closed.router));
    const response = await fetch(`${server.url}/api/messages`, { method: 'POST' });
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('MICROSOFT_APP_ID');
    expect(closed.deliver).toBeNull();
    await server.stop();
  });

  it('with credentials set, refuses whoever has no token of Microsoft’s', async () => {
    const guarded = createCloud({ ...SETTINGS, MICROSOFT_APP_ID: 'a-b-c', MICROSOFT_APP_PASSWORD: 'x', MICROSOFT_APP_TENANT_ID: 't' }, { onFailure: () => undefined } as never);
    const server = await serve(express().use('/api/messages', guarded.router));
    const response = await fetch(`${server.url}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(activity()) });
    expect(response.status).toBe(401);
    expect(connector.replies).toEqual([]);
    await server.stop();
  });
});
