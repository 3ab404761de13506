import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StoreError } from '../../../adapters/store/errors.ts';
import { openSqliteStore } from '../../../adapters/store/sqlite.ts';
import type { Store } from '../../../bot/ports.ts';
import { createTokens } from '../../../adapters/direct-line/tokens.ts';
import { type DirectLineServer, serveDirectLine } from '../../support/direct-line-server.ts';

let server: DirectLineServer;
beforeAll(async () => {
  server = await serveDirectLine();
});
afterAll(() => server.stop());

interface Answer {
  status: number;
  body: { error?: { code: string; message: string }; token?: string; conversationId?: string; streamUrl?: string; id?: string; activities?: { text: string; from: { id: string; role: string }; id: string }[]; watermark?: string };
  headers: Headers;
}

async function call(method: string, path: string, { token, body, raw, headers = {} }: { token?: string | undefined; body?: unknown; raw?: string; headers?: Record<string, string> } = {}, domain = server.domain): Promise<Answer> {
  const response = await fetch(`${domain}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
    ...(raw !== undefined ? { body: raw } : body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'], headers: response.headers };
}

async function open(user?: string, domain = server.domain) {
  const generated = await call('POST', '/tokens/generate', { body: user ? { user: { id: user } } : {} }, domain);
  const started = await call('POST', '/conversations', { token: generated.body.token }, domain);
  return { id: String(started.body.conversationId), token: String(started.body.token), started };
}
const textsOf = ({ body }: Answer) => body.activities?.map((activity) => activity.text);
const say = (text: string, clientActivityID?: string) => ({ type: 'message', text, from: { id: 'somebody-else' }, channelData: clientActivityID ? { clientActivityID } : {} });

describe('a conversation over Direct Line', () => {
  it('opens with a token, greets, answers, and keeps the client’s own mark on its message', async () => {
    const { id, token, started } = await open('dl_me');
    expect(started.status).toBe(201);
    expect(started.body.streamUrl).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/v3\/directline\/conversations\//);
    const posted = await call('POST', `/conversations/${id}/activities`, { token, body: say('bonjour', 'mark1') });
    expect(posted.body.id).toBe('mark1');
    await expect.poll(async () => textsOf(await call('GET', `/conversations/${id}/activities`, { token }))).toEqual(['Bienvenue', 'bonjour', 'réponse à bonjour']);
    const { body, headers } = await call('GET', `/conversations/${id}/activities?watermark=1`, { token });
    expect(body.watermark).toBe('3');
    expect(body.activities?.[0]).toMatchObject({ text: 'bonjour', from: { id: 'dl_me', role: 'user' }, channelData: { clientActivityID: 'mark1' } });
    expect(body.activities?.[1]).toMatchObject({ replyToId: 'mark1', locale: 'fr-FR' });
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('greets once, however often the client opens it', async () => {
    const { id, token } = await open();
    const again = await call('POST', '/conversations', { token });
    expect(again.status).toBe(200);
    expect((await call('GET', `/conversations/${id}/activities`, { token })).body.activities).toHaveLength(1);
  });

  it('takes a message sent again for the same message', async () => {
    const { id, token } = await open();
    for (let time = 0; time < 3; time++) await call('POST', `/conversations/${id}/activities`, { token, body: say('une fois', 'same') });
    await expect.poll(async () => textsOf(await call('GET', `/conversations/${id}/activities`, { token }))).toEqual(['Bienvenue', 'une fois', 'réponse à une fois']);
  });

  it('lets nobody choose who they are', async () => {
    const { id, token } = await open('accueil-cep');
    await call('POST', `/conversations/${id}/activities`, { token, body: say('bonjour') });
    const { activities } = (await call('GET', `/conversations/${id}/activities?watermark=1`, { token })).body;
    expect(activities?.[0]?.from.id).toMatch(/^dl_[0-9a-f-]{36}$/);
  });

  it('masks personal data before it is kept (rgpd)', async () => {
    const { id, token } = await open();
    await call('POST', `/conversations/${id}/activities`, { token, body: { ...say('mon mail jean@exemple.fr'), channelData: { clientActivityID: 'm', note: 'jean@exemple.fr' } } });
    const { body } = await call('GET', `/conversations/${id}/activities?watermark=1`, { token });
    expect(JSON.stringify(body)).not.toContain('jean@exemple.fr');
  });

  it('gives a new token for the old one', async () => {
    const { id, token } = await open();
    const refreshed = await call('POST', '/tokens/refresh', { token });
    expect(refreshed.body.conversationId).toBe(id);
    expect((await call('GET', `/conversations/${id}/activities`, { token: refreshed.body.token })).status).toBe(200);
  });
});

describe('what is refused, and how it says to repair', () => {
  const refusals: [string, () => Promise<Answer>, number, string][] = [
    ['no token', async () => call('GET', '/conversations/x/activities'), 401, 'MissingToken'],
    ['a forged token', async () => call('GET', '/conversations/x/activities', { token: `${(await open()).token.slice(0, -4)}AAAA` }), 403, 'BadToken'],
    ['no token at all but letters', async () => call('GET', '/conversations/x/activities', { token: 'n-importe-quoi' }), 403, 'BadToken'],
    ['a token signed by another server', async () => call('GET', '/conversations/x/activities', { token: await createTokens(new Uint8Array(48).fill(7), 1).issue({ conversation: 'x', user: 'dl_x' }) }), 403, 'BadToken'],
    ['the token of another conversation', async () => call('GET', `/conversations/${(await open()).id}/activities`, { token: (await open()).token }), 403, 'NotYourConversation'],
    ['the token of a stream used for anything else', async () => {
      const { id } = await open();
      return call('GET', `/conversations/${id}/activities`, { token: await server.tokens.issueForStream({ conversation: id, user: 'dl_x' }) });
    }, 403, 'BadToken'],
    ['a conversation that was never opened', async () => call('GET', '/conversations/gone/activities', { token: await server.tokens.issue({ conversation: 'gone', user: 'dl_x' }) }), 404, 'ConversationNotFound'],
    ['malformed JSON', async () => call('POST', '/conversations', { raw: '{"type":' }), 400, 'BadArgument'],
    ['an activity without a type', async () => {
      const { id, token } = await open();
      return call('POST', `/conversations/${id}/activities`, { token, body: { text: 'bonjour' } });
    }, 400, 'BadArgument'],
    ['a message of a megabyte', async () => {
      const { id, token } = await open();
      return call('POST', `/conversations/${id}/activities`, { token, body: say('x'.repeat(1_000_000)) });
    }, 413, 'MessageSizeTooBig'],
    ['a file', async () => {
      const { id, token } = await open();
      return call('POST', `/conversations/${id}/upload`, { token, body: {} });
    }, 415, 'AttachmentsNotSupported'],
    ['an address that cannot be decoded', async () => call('GET', '/conversations/%E0%A4%A/activities'), 400, 'BadArgument'],
    ['an unknown route', async () => call('GET', '/nowhere'), 404, 'NotFound'],
  ];

  it.each(refusals)('%s', async (_what, attempt, status, code) => {
    const answer = await attempt();
    expect(answer.status).toBe(status);
    expect(answer.body.error?.code).toBe(code);
    expect(answer.body.error?.message).toMatch(/^[A-ZÀÉ].{20,}[.}]$/);
  });

  it.each([
    ['a full disk', 'full', 507, 'StorageFull'],
    ['a store out of reach', 'busy', 503, 'Unavailable'],
  ] as const)('%s: nothing is acknowledged, nothing is lost that was', async (_what, code, status, answer) => {
    const store = openSqliteStore(':memory:');
    let isBroken = false;
    const accept: Store['accept'] = async (message) => (isBroken ? Promise.reject(new StoreError(code, 'refused')) : store.accept(message));
    const broken = await serveDirectLine({ store: new Proxy(store, { get: (target, name) => (name === 'accept' ? accept : Reflect.get(target, name).bind(target)) }) });
    const { id, token } = await open(undefined, broken.domain);
    isBroken = true;
    const refused = await call('POST', `/conversations/${id}/activities`, { token, body: say('bonjour', 'm1') }, broken.domain);
    expect(refused).toMatchObject({ status, body: { error: { code: answer } } });
    isBroken = false;
    await call('POST', `/conversations/${id}/activities`, { token, body: say('bonjour', 'm1') }, broken.domain);
    await expect.poll(async () => textsOf(await call('GET', `/conversations/${id}/activities`, { token }, broken.domain))).toEqual(['Bienvenue', 'bonjour', 'réponse à bonjour']);
    await broken.stop();
  });

  it('a token that is too old', async () => {
    const old = await serveDirectLine({ tokenHours: 0.0001 });
    const { body } = await call('POST', '/tokens/generate', {}, old.domain);
    await expect.poll(async () => (await call('POST', '/tokens/refresh', { token: body.token }, old.domain)).body.error?.code, { timeout: 5_000 }).toBe('TokenExpired');
    await old.stop();
  });
});

describe('who may open a conversation', () => {
  it('only a server that presents the secret, when there is one', async () => {
    const guarded = await serveDirectLine({ secret: 'un-secret-assez-long' });
    expect((await call('POST', '/tokens/generate', {}, guarded.domain)).status).toBe(401);
    expect((await call('POST', '/tokens/generate', { token: 'un-secret-tout-faux!' }, guarded.domain)).body.error?.code).toBe('BadSecret');
    expect((await call('POST', '/tokens/generate', { token: 'un-secret-assez-long' }, guarded.domain)).status).toBe(200);
    await guarded.stop();
  });

  it('a server with the secret speaks for its people without a token', async () => {
    const secret = 'un-secret-assez-long';
    const guarded = await serveDirectLine({ secret });
    const { body } = await call('POST', '/conversations', { token: secret }, guarded.domain);
    const path = `/conversations/${body.conversationId}/activities`;
    await call('POST', path, { token: secret, body: { type: 'message', text: 'bonjour', from: { id: 'dl_client42' } } }, guarded.domain);
    const { activities } = (await call('GET', `${path}?watermark=1`, { token: secret }, guarded.domain)).body;
    expect(activities?.[0]).toMatchObject({ text: 'bonjour', from: { id: 'dl_client42' } });
    await guarded.stop();
  });

  it('only pages of the allowed sites, when they are named', async () => {
    const guarded = await serveDirectLine({ allowedOrigins: ['https://operateur.example'] });
    const from = (origin: string) => call('POST', '/tokens/generate', { headers: { origin } }, guarded.domain);
    expect((await from('https://ailleurs.example')).body.error?.code).toBe('OriginNotAllowed');
    const preflight = await fetch(`${guarded.domain}/conversations`, {
      method: 'OPTIONS',
      headers: { origin: 'https://operateur.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,x-ms-bot-agent,x-requested-with' },
    });
    expect(preflight.headers.get('access-control-allow-headers')).toMatch(/authorization.*x-ms-bot-agent.*x-requested-with/);
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
    const allowed = await from('https://operateur.example');
    expect(allowed.status).toBe(200);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://operateur.example');
    await guarded.stop();
  });
});

describe('behind a proxy that rewrites Host', () => {
  const PROXIED = { 'x-forwarded-host': 'chat.operateur.example', 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7' };

  it('the address of the stream is the one that the browser can reach', async () => {
    const { body } = await call('POST', '/conversations', { headers: PROXIED });
    expect(body.streamUrl).toMatch(/^wss:\/\/chat\.operateur\.example\/v3\/directline\//);
  });

  it('our own pages are ours, and those of other sites are not', async () => {
    const guarded = await serveDirectLine({ allowedOrigins: ['https://ami.example'] });
    const from = (origin: string) => call('POST', '/tokens/generate', { headers: { ...PROXIED, origin } }, guarded.domain);
    expect((await from('https://chat.operateur.example')).status).toBe(200);
    expect((await from('https://ailleurs.example')).status).toBe(403);
    await guarded.stop();
  });
});

describe('how many conversations an address opens in a minute', () => {
  const at = (address: string) => ({ 'x-forwarded-for': address });

  it('is limited, for that address alone, by a token or without', async () => {
    const limited = await serveDirectLine({ perMinute: 2 });
    const generate = (address: string) => call('POST', '/tokens/generate', { headers: at(address) }, limited.domain);
    expect([(await generate('203.0.113.7')).status, (await generate('203.0.113.7')).status]).toEqual([200, 200]);
    const refused = await generate('203.0.113.7');
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'TooManyRequests' } } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await call('POST', '/conversations', { headers: at('203.0.113.7') }, limited.domain)).status).toBe(429);
    expect((await generate('203.0.113.8')).status).toBe(200);
    await limited.stop();
  });

  it('does not count twice a conversation opened with its token, nor a server with the secret, nor this machine', async () => {
    const secret = 'un-secret-assez-long';
    const limited = await serveDirectLine({ perMinute: 1, secret });
    const headers = at('203.0.113.7');
    const { body } = await call('POST', '/tokens/generate', { token: secret, headers }, limited.domain);
    for (let time = 0; time < 3; time++) expect((await call('POST', '/conversations', { token: body.token, headers }, limited.domain)).status).toBeLessThan(300);
    for (let time = 0; time < 3; time++) expect((await call('POST', '/tokens/generate', { token: secret, headers }, limited.domain)).status).toBe(200);
    await limited.stop();
    const open = await serveDirectLine({ perMinute: 1 });
    for (let time = 0; time < 3; time++) expect((await call('POST', '/tokens/generate', {}, open.domain)).status).toBe(200);
    await open.stop();
  });
});
