import { afterAll, beforeAll, expect, test } from 'vitest';
import { visitorOf } from '../../support/visitor.ts';
import { ConversationsInMemory, type RunningWeb, serveWeb } from '../../support/web-in-memory.ts';

const conversations = new ConversationsInMemory();
let web: RunningWeb;

beforeAll(async () => {
  web = await serveWeb(conversations);
});
afterAll(() => web.stop());

test('an empty message is refused with one clear line', async () => {
  const answer = await visitorOf(web.url).post('/chat', { message: '   ' });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('Votre message est vide');
});

test('a message that is too long is refused and given back to be shortened', async () => {
  const answer = await visitorOf(web.url).post('/chat', { message: `début ${'a'.repeat(2_000)} fin` });
  const page = await answer.text();
  expect(answer.status).toBe(413);
  expect(page).toContain('Je lis jusqu’à 2 000 caractères à la fois');
  expect(page).toMatch(/<textarea[^>]*aria-invalid="true"[^>]*>début a+ fin<\/textarea>/);
});

test('a message of exactly the limit is received, line ends counting for one', async () => {
  const answer = await visitorOf(web.url).post('/chat', { message: `${'a'.repeat(1_998)}\r\nb` });
  expect(answer.status).toBe(303);
});

test('a body of one megabyte gets a page that says what to do, and no conversation', async () => {
  const before = conversations.all.size;
  const answer = await visitorOf(web.url).post('/chat', { message: 'a'.repeat(1_000_000) });
  expect(answer.status).toBe(413);
  expect(await answer.text()).toContain('envoyez-le en plusieurs fois');
  expect(conversations.all.size).toBe(before);
});

test('the script is answered in JSON, with the same words', async () => {
  const answer = await visitorOf(web.url).post('/chat', { message: '' }, { accept: 'application/json' });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({
    error: { code: 'empty', message: 'Votre message est vide. Écrivez votre question, même en quelques mots, puis envoyez-la.' },
  });
});

test('an unknown address answers in French to people and in JSON to programs', async () => {
  const visitor = visitorOf(web.url);
  const page = await visitor.get('/nulle-part');
  expect(page.status).toBe(404);
  expect(await page.text()).toContain('Cette page n’existe pas');
  const answer = await visitor.get('/nulle-part', { accept: 'application/json' });
  expect(answer.status).toBe(404);
  expect((await answer.json()).error.code).toBe('not-found');
});

test.each(['%E0%A4%A', 'a b', ''])('a cookie spoilt on its way (%s) is no crash', async (value) => {
  const visitor = visitorOf(web.url);
  visitor.cookie = `cep_conversation=${value}`;
  expect((await visitor.get('/chat')).status).toBe(200);
});

test('an address that cannot be decoded is an unknown address', async () => {
  expect((await visitorOf(web.url).get('/chat/%zz')).status).toBe(404);
});

test('a store that fails gives a page that says so and is told to the journal', async () => {
  const told: unknown[] = [];
  const broken = await serveWeb(conversations, {
    ports: {
      start: () => Promise.reject(new Error('disk full')),
      journal: { info: () => undefined, error: (event, error) => told.push([event, String(error)]) },
    },
  });
  const answer = await visitorOf(broken.url).post('/chat', { message: 'bonjour' });
  await broken.stop();
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('Le service a un souci');
  expect(told).toEqual([['page-failed', 'Error: disk full']]);
});
