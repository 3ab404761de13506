import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCloud } from '../../../adapters/bot-framework/cloud.ts';
import { type CloudSettings, reasonToStayClosed } from '../../../adapters/bot-framework/settings.ts';
import { StoreError } from '../../../adapters/store/errors.ts';
import { openSqliteStore } from '../../../adapters/store/sqlite.ts';
import { createConversations } from '../../../bot/conversations.ts';
import type { Store } from '../../../bot/ports.ts';
import type { FiguresCard } from '../../../bot/reply.ts';
import type { RunTurn } from '../../../bot/turn.ts';
import { FIGURES_REPLY } from '../../support/figures-card.ts';

/** What the Azure channel does: it takes the bot's replies on its own address. */
async function serveConnector() {
  const replies: { text: string; replyToId?: string; path: string }[] = [];
  let refuses = false;
  const app = express().use(express.json());
  app.post('/v3/conversations/:id/activities{/:reply}', (request, response) => {
    if (refuses) return void response.status(400).json({ error: { code: 'BadArgument', message: 'refused' } });
    replies.push({ ...(request.body as { text: string }), path: request.path });
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
const SETTINGS: CloudSettings = { MICROSOFT_APP_TYPE: 'SingleTenant', BOT_FRAMEWORK_DEVELOPMENT: true };
const silent = { info: () => undefined, error: () => undefined };

let connector: Awaited<ReturnType<typeof serveConnector>>;
let bot: Awaited<ReturnType<typeof serve>>;
let store: Store;
let cloud: ReturnType<typeof createCloud>;
let failures: unknown[];
/** What the bot says; a citation unless a test wants something else. */
let turn: RunTurn;
let draw: (card: FiguresCard) => Promise<Buffer | null>;
/** A turn waits for it, when there is one. */
let thinking: Promise<void> | null;

beforeEach(async () => {
  store = openSqliteStore(':memory:');
  connector = await serveConnector();
  failures = [];
  thinking = null;
  turn = cite;
  draw = async () => null;
  const runTurn: RunTurn = async (message, state) => {
    await thinking;
    return turn(message, state);
  };
  const conversations = createConversations({ store, runTurn, clock: { now: () => new Date() }, journal: silent });
  cloud = createCloud(SETTINGS, {
    conversations,
    markDelivered: (conversation, id) => store.markDelivered(conversation, id),
    failureText: 'panne',
    onFailure: (error) => failures.push(error),
    draw: (card) => draw(card),
    patienceMs: 200,
  });
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
const post = async (body: unknown, raw?: string, headers = {}) => {
  const response = await fetch(`${bot.url}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: raw ?? JSON.stringify(body) });
  return { status: response.status, body: await response.text() };
};

describe('a message of an Azure channel', () => {
  it('is answered on the channel’s own address, without the mention, with its sources as links and as citations', async () => {
    expect((await post(activity())).status).toBe(200);
    expect(connector.replies).toHaveLength(1);
    expect(connector.replies[0]).toMatchObject({ text: expect.stringContaining('réponse à bonjour [1]'), replyToId: 'm1', entities: [expect.objectContaining({ citation: [expect.objectContaining({ position: 1 })] })] });
    expect(connector.replies[0]?.text).toContain('[Article L6111-6 du Code du travail](https://www.legifrance.gouv.fr/x), en vigueur depuis le 1er janvier 2024');
  });

  describe('about figures', () => {
    beforeEach(() => {
      turn = async (_message, state) => ({ state, outcome: 'answered', replies: [FIGURES_REPLY] });
      draw = async () => Buffer.from('picture');
    });

    it('has the picture in the message, and the words that say it all', async () => {
      await post(activity());
      expect(connector.replies[0]).toMatchObject({ text: expect.stringContaining('Serveurs'), attachments: [{ contentType: 'image/png', contentUrl: `data:image/png;base64,${Buffer.from('picture').toString('base64')}`, name: expect.stringContaining('.png') }] });
    });

    it.each([
      ['on a channel of text', { channelId: 'sms' }, draw],
      ['when it is too heavy for a message', {}, async () => Buffer.alloc(100_000)],
      ['when it cannot be drawn here', {}, async () => null],
      ['when drawing it breaks', {}, () => Promise.reject(new Error('broken'))],
    ])('is words alone %s', async (_when, changes, drawn) => {
      if (drawn) draw = drawn;
      expect((await post(activity(changes))).status).toBe(200);
      expect(connector.replies[0]?.text).toContain('Serveurs');
      expect(connector.replies[0]).not.toHaveProperty('attachments');
    });
  });

  it('delivered three times is answered once', async () => {
    for (let time = 0; time < 3; time++) expect((await post(activity())).status).toBe(200);
    expect(connector.replies).toHaveLength(1);
  });

  it('whose reply is refused is kept, and handed over later as the answer to that message', async () => {
    connector.refuse(true);
    expect((await post(activity())).status).toBe(200);
    expect(failures).toHaveLength(1);
    connector.refuse(false);
    const [waiting] = await store.undelivered();
    await cloud.deliver?.(waiting!);
    expect(connector.replies).toMatchObject([{ text: expect.stringContaining('réponse à bonjour'), path: '/v3/conversations/c1/activities/m1', replyToId: 'm1' }]);
    expect(await store.undelivered()).toEqual([]);
  });

  it('leaves neither the name of the person nor their number in the directory (rgpd)', async () => {
    await post(activity({ from: { id: 'u1', name: 'Jeanne Martin', aadObjectId: '5f1c' }, conversation: { id: 'c1', name: 'Jeanne Martin', tenantId: 't1' } }));
    const kept = JSON.stringify(await store.conversation('msteams:c1'));
    expect(kept).toContain('"tenantId":"t1"');
    expect(kept).not.toMatch(/Jeanne|5f1c/);
  });

  it('that takes long to answer is acknowledged first, and answered afterwards, once', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    thinking = promise;
    expect((await post(activity())).status).toBe(200);
    expect((await post(activity())).status).toBe(200);
    expect(connector.replies).toEqual([]);
    resolve();
    await expect.poll(() => connector.replies).toMatchObject([{ text: expect.stringContaining('réponse à bonjour'), replyToId: 'm1' }]);
    await expect.poll(() => store.undelivered()).toEqual([]);
  });

  it('that wants its replies in the response gets them there', async () => {
    const answer = await post(activity({ deliveryMode: 'expectReplies' }));
    expect(JSON.parse(answer.body)).toMatchObject({ activities: [{ text: expect.stringContaining('réponse à bonjour') }] });
    expect(connector.replies).toEqual([]);
  });

  it('that cannot be kept is not acknowledged, and the person is told', async () => {
    store.accept = async () => Promise.reject(new StoreError('full', 'no room'));
    expect(await post(activity())).toMatchObject({ status: 507, body: expect.stringContaining('de nouveau') });
    expect(connector.replies).toMatchObject([{ text: 'panne' }]);
  });

  it('that opens the conversation is greeted once, however the channel tells of it', async () => {
    const arrival = { type: 'conversationUpdate', membersAdded: [{ id: 'b1' }, { id: 'u1' }], text: undefined };
    await post(activity({ ...arrival, id: 'a1' }));
    await post(activity({ ...arrival, id: 'a2' }));
    await post(activity({ type: 'installationUpdate', id: 'a3' }));
    expect(connector.replies).toHaveLength(1);
  });

  it('that presses a button is read as what the button says', async () => {
    await post(activity({ text: undefined, entities: [], value: { say: 'Poser une question' } }));
    expect(connector.replies[0]?.text).toContain('réponse à Poser une question');
  });

  it('of a kind that a bot does not answer is taken without a word', async () => {
    expect((await post(activity({ type: 'messageReaction', id: 'm2' }))).status).toBe(200);
    expect(connector.replies).toEqual([]);
  });

  it.each([
    ['is a list', () => []],
    ['belongs to no conversation', () => activity({ conversation: undefined })],
    ['has a text that is none', () => activity({ text: {} })],
    ['mentions nothing', () => activity({ entities: [null] })],
  ])('that %s is refused with one line', async (_what, body) => {
    expect(await post(body())).toMatchObject({ status: 400, body: expect.stringContaining('activité Bot Framework') });
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

  it('answers nobody through a proxy, who would all seem to be on this machine', async () => {
    expect((await post(activity(), undefined, { 'x-forwarded-for': '203.0.113.7' })).status).toBe(403);
  });

  it('answers nobody who calls it by another name (DNS rebinding)', async () => {
    const { port } = new URL(bot.url);
    const status = await new Promise((resolve, reject) => {
      const headers = { host: `pirate.example:${port}`, 'content-type': 'application/json' };
      request({ port, host: '127.0.0.1', method: 'POST', path: '/api/messages', headers }, (response) => resolve(response.resume().statusCode)).on('error', reject).end(JSON.stringify(activity()));
    });
    expect(status).toBe(403);
    expect(await store.conversation('msteams:c1')).toBeNull();
  });

  it('opened in a browser, says in one line what it is', async () => {
    const response = await fetch(`${bot.url}/api/messages`);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(await response.json()).toMatchObject({ error: { code: 'MethodNotAllowed', message: expect.stringContaining('POST') } });
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

});

describe('an endpoint with credentials', () => {
  const credentials = { ...SETTINGS, MICROSOFT_APP_ID: 'a-b-c', MICROSOFT_APP_PASSWORD: 'x', MICROSOFT_APP_TENANT_ID: 't' };

  it.each([
    ['no token', {}],
    ['a token that is none', { authorization: 'Bearer n-importe-quoi' }],
    ['a token of somebody else', { authorization: `Bearer ${['{"alg":"none"}', '{"iss":"https://attacker.example"}', 'x'].map((part) => Buffer.from(part).toString('base64url')).join('.')}` }],
  ])('refuses %s, development or not', async (_what, headers) => {
    const guarded = createCloud(credentials, { onFailure: (error: unknown) => failures.push(error) } as never);
    const server = await serve(express().use('/api/messages', guarded.router));
    const response = await fetch(`${server.url}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(activity({ serviceUrl: 'https://smba.trafficmanager.net/emea/' })) });
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('MICROSOFT_APP_ID');
    expect(connector.replies).toEqual([]);
    expect(failures).toEqual([]);
    await server.stop();
  });

  it.each([
    [{ MICROSOFT_APP_PASSWORD: undefined }, 'MICROSOFT_APP_PASSWORD'],
    [{ MICROSOFT_APP_TENANT_ID: undefined }, 'MICROSOFT_APP_TENANT_ID'],
    [{ MICROSOFT_APP_TYPE: 'UserAssignedMSI', MICROSOFT_APP_PASSWORD: undefined, MICROSOFT_APP_TENANT_ID: undefined }, 'MICROSOFT_APP_TENANT_ID'],
  ] as const)('that lack something stays closed and names it: %o', (changes, missing) => {
    expect(reasonToStayClosed({ ...credentials, ...changes })).toContain(`il manque ${missing} `);
  });

  it('opens with what its type needs', () => {
    expect(reasonToStayClosed(credentials)).toBeNull();
    expect(reasonToStayClosed({ ...credentials, MICROSOFT_APP_TYPE: 'UserAssignedMSI', MICROSOFT_APP_PASSWORD: undefined })).toBeNull();
  });
});
