import { afterEach, beforeEach, expect, test } from 'vitest';
import { say } from '../../../bot/reply.ts';
import { nonceOf, type Visitor, visitorOf } from '../../support/visitor.ts';
import { ConversationsInMemory, type RunningWeb, serveWeb } from '../../support/web-in-memory.ts';

let conversations: ConversationsInMemory;
let web: RunningWeb;
let visitor: Visitor;

beforeEach(async () => {
  conversations = new ConversationsInMemory();
  web = await serveWeb(conversations);
  visitor = visitorOf(web.url);
});
afterEach(() => web.stop());

test('opening the page stores nothing and sets no cookie', async () => {
  const page = await visitor.get('/chat');
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('Je suis un robot');
  expect(visitor.cookie).toBeNull();
  expect(conversations.all.size).toBe(0);
});

test('a message posted comes back with its answer, its sources and what to do next', async () => {
  const sent = await visitor.post('/chat', { message: 'c’est payant ?' });
  expect(sent.status).toBe(303);
  expect(sent.headers.get('location')).toBe('/chat?begun=1#last');
  const page = await (await visitor.get('/chat?begun=1')).text();
  expect(page).toContain('<p>c’est payant ?</p>');
  expect(page).toContain('id="last"');
  expect(page).toContain('>Article L6111-6 du Code du travail<');
  expect(page).toContain('Légifrance, <span class="date">en vigueur depuis le 1er janvier 2024</span>');
  expect(page).toContain('<span class="words">Le conseil est gratuit.</span>');
  expect(page).toContain('value="Qui peut me recevoir ?"');
});

test('a second message goes on with the same conversation, and its address stays plain', async () => {
  await visitor.post('/chat', { message: 'bonjour' });
  const sent = await visitor.post('/chat', { message: 'c’est payant ?' });
  expect(sent.headers.get('location')).toBe('/chat#last');
  expect(conversations.all.size).toBe(1);
});

test('a choice pressed is sent as if it had been typed', async () => {
  await visitor.post('/chat', { choice: 'Qui peut me recevoir ?', nonce: 'abc' });
  const [conversation] = conversations.all.values();
  expect(conversation?.entries[0]?.text).toBe('Qui peut me recevoir ?');
});

test('only the last reply offers its choices', async () => {
  await visitor.post('/chat', { message: 'bonjour' });
  const page = await (await visitor.get('/chat')).text();
  expect(page).not.toContain('Savoir qui contacter');
  // Two choices, and « Ce que j’ai compris », which is always there.
  expect(page.match(/name="choice"/g)).toHaveLength(3);
});

test('a form sent twice is one message, and another message from the same page is another', async () => {
  const nonce = nonceOf(await (await visitor.get('/chat')).text());
  for (const message of ['bonjour', 'bonjour', 'c’est payant ?']) await visitor.post('/chat', { message, nonce });
  const [conversation] = conversations.all.values();
  expect(conversation?.entries.filter(({ from }) => from === 'person').map(({ text }) => text)).toEqual(['bonjour', 'c’est payant ?']);
});

test('what people write is shown as they wrote it, never run', async () => {
  conversations.answer = () => [say('Vous dites <script>alert(1)</script>', [{ label: 'Piège', say: 'x', url: 'javascript:alert(1)' }])];
  await visitor.post('/chat', { message: '<script>alert(1)</script>' });
  const page = await (await visitor.get('/chat')).text();
  expect(page).not.toContain('<script>alert');
  expect(page.match(/&lt;script&gt;/g)).toHaveLength(2);
  expect(page).not.toContain('javascript:');
});

test('« Quitter et effacer » removes the conversation and the cookie, and gives a receipt (rgpd art. 17)', async () => {
  await visitor.post('/chat', { message: 'bonjour' });
  const asked = await (await visitor.get('/chat/quitter')).text();
  expect(asked).toContain('Effacer cette conversation ?');
  expect(asked).toContain('href="/chat#last"');
  expect(conversations.all.size).toBe(1);
  const sent = await visitor.post('/chat/quitter', {});
  const receipt = await sent.text();
  expect(sent.headers.get('cache-control')).toBe('no-store');
  expect(receipt).toMatch(/<h1>Tout est effacé, le \d+.* à \d+.*<\/h1>/);
  expect(receipt).toContain('1 message de vous');
  expect(receipt).toContain('href="/chat"');
  expect(visitor.cookie).toBeNull();
  expect(conversations.all.size).toBe(0);
  const farewell = await (await visitor.get('/chat/quitter')).text();
  expect(farewell).toContain('C’est effacé');
  expect(farewell).toContain('href="/chat"');
});

test('a conversation that is no longer there is said to be gone, and the page begins anew', async () => {
  await visitor.post('/chat', { message: 'bonjour' });
  conversations.all.clear();
  const page = await visitor.get('/chat');
  expect(page.status).toBe(200);
  expect(visitor.cookie).toBeNull();
  const text = await page.text();
  expect(text).not.toContain('<p>bonjour</p>');
  expect(text).toContain('Votre conversation précédente n’est plus ouverte');
});

test('a browser that refuses the cookie is told so instead of losing its message in silence', async () => {
  await visitor.post('/chat', { message: 'bonjour' });
  visitor.cookie = null;
  expect(await (await visitor.get('/chat?begun=1')).text()).toContain('Votre navigateur refuse notre cookie');
});

test('inside a frame, forms and redirections stay inside the frame', async () => {
  expect(await (await visitor.get('/chat?embedded=1')).text()).toContain('action="/chat?embedded=1"');
  const sent = await visitor.post('/chat?embedded=1', { message: 'bonjour' });
  expect(sent.headers.get('location')).toBe('/chat?embedded=1&begun=1#last');
});
