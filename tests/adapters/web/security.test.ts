import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visitorOf } from '../../support/visitor.ts';
import { ConversationsInMemory, type RunningWeb, serveWeb } from '../../support/web-in-memory.ts';

const conversations = new ConversationsInMemory();
const HTTPS = { 'x-forwarded-proto': 'https' };
let web: RunningWeb;

beforeAll(async () => {
  web = await serveWeb(conversations, { settings: { frameAncestors: ['https://www.operateur.example'] } });
});
afterAll(() => web.stop());

async function cookieSetBy(path: string, headers: Record<string, string>): Promise<string> {
  const answer = await visitorOf(web.url).post(path, { message: 'bonjour' }, { 'sec-fetch-site': 'same-origin', ...headers });
  return answer.headers.getSetCookie()[0] ?? '';
}

describe('the cookie', () => {
  test('is out of reach of scripts and of other sites, and ends with the browser', async () => {
    const cookie = await cookieSetBy('/chat', {});
    expect(cookie).toMatch(/^cep_conversation=token-of-conversation-\d+; Path=\/chat; HttpOnly; SameSite=Lax$/);
  });

  test('goes over https only once it came over https', async () => {
    expect(await cookieSetBy('/chat', HTTPS)).toMatch(/HttpOnly; Secure; SameSite=Lax$/);
  });

  test('works in a frame of another site, apart from what it is elsewhere', async () => {
    const cookie = await cookieSetBy('/chat?embedded=1', HTTPS);
    for (const attribute of ['HttpOnly', 'Secure', 'Partitioned', 'SameSite=None']) expect(cookie.split('; ')).toContain(attribute);
  });
});

describe('a form of another site', () => {
  test.each([
    ['cross-site by its fetch metadata', { 'sec-fetch-site': 'cross-site' }],
    ['of a neighbour domain', { 'sec-fetch-site': 'same-site' }],
    ['with another origin', { origin: 'https://ailleurs.example' }],
    ['with a hidden origin', { origin: 'null' }],
  ])('%s is refused', async (_what, headers) => {
    const before = conversations.all.size;
    for (const path of ['/chat', '/chat/quitter']) {
      const answer = await visitorOf(web.url).post(path, { message: 'bonjour' }, headers);
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain('Ce message ne vient pas de notre page');
    }
    expect(conversations.all.size).toBe(before);
  });
});

describe('headers', () => {
  test.each(['/', '/chat', '/chat/quitter', '/mentions', '/confidentialite', '/accessibilite', '/mentions-legales', '/comment-ca-marche', '/nulle-part'])('%s runs nothing that is not ours', async (path) => {
    const { headers } = await visitorOf(web.url).get(path);
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('let only the named sites show the chat in a frame', async () => {
    const { headers } = await visitorOf(web.url).get('/chat');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self' https://www.operateur.example");
  });

  test('keep the conversation out of every cache', async () => {
    const { headers } = await visitorOf(web.url).get('/chat');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('let browsers keep for ever what changes its address when it changes', async () => {
    const visitor = visitorOf(web.url);
    const address = /href="([^"]+base\.css)"/.exec(await (await visitor.get('/chat')).text())?.[1] ?? '';
    const asset = await visitor.get(address, { 'accept-encoding': 'br' });
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(asset.headers.get('content-encoding')).toBe('br');
    const older = await visitor.get(address.replace(/assets\/\w+/, 'assets/0000000000'));
    expect(older.status).toBe(200);
    expect(older.headers.get('cache-control')).toBe('no-cache');
  });
});

test('no page holds a script or a style of its own', async () => {
  const visitor = visitorOf(web.url);
  await visitor.post('/chat', { message: 'bonjour' });
  for (const path of ['/', '/chat', '/mentions', '/chat/quitter', '/confidentialite', '/accessibilite', '/mentions-legales', '/comment-ca-marche']) {
    const page = await (await visitor.get(path)).text();
    expect(page).not.toMatch(/<style|style="|<script(?![^>]*src=)|\son\w+="/);
    expect(page).not.toContain('token-of-');
  }
});

test('the launcher may be loaded by other sites, and is small', async () => {
  const answer = await visitorOf(web.url).get('/launcher.js');
  expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect((await answer.arrayBuffer()).byteLength).toBeLessThan(10_000);
});
