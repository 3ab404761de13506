import { afterEach, beforeEach, expect, test } from 'vitest';
import { say } from '../../../bot/reply.ts';
import { type Visitor, visitorOf } from '../../support/visitor.ts';
import { ConversationsInMemory, type RunningWeb, serveWeb } from '../../support/web-in-memory.ts';

let conversations: ConversationsInMemory;
let web: RunningWeb;
let visitor: Visitor;

beforeEach(async () => {
  conversations = new ConversationsInMemory();
  conversations.answer = (text) => [say(`Réponse à ${text}`)];
  web = await serveWeb(conversations);
  visitor = visitorOf(web.url);
  await visitor.post('/chat', { message: 'un' });
});
afterEach(() => web.stop());

/** Reads a stream until `enough`, then hangs up. */
async function eventsUntil(enough: (text: string) => boolean, path: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await visitor.get(path, headers);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (enough(text)) break;
  }
  return text;
}
const positions = (text: string) => [...text.matchAll(/^id: (\d+)$/gm)].map(([, position]) => Number(position));
const settled = (text: string) => text.includes('event: settled');

test('the stream gives what is missing, then says that nothing more is on its way', async () => {
  expect(positions(await eventsUntil(settled, '/chat/stream?after=0'))).toEqual([1, 2]);
});

test('a browser that comes back gets what it missed, once', async () => {
  await visitor.post('/chat', { message: 'deux' });
  const text = await eventsUntil(settled, '/chat/stream?after=0', { 'last-event-id': '2' });
  expect(positions(text)).toEqual([3, 4]);
});

test('messages that cross each other come in order, none lost and none twice', async () => {
  const reading = eventsUntil((text) => positions(text).length >= 12, '/chat/stream?after=2');
  await Promise.all(['deux', 'trois', 'quatre', 'cinq', 'six', 'sept'].map((message) => visitor.post('/chat', { message })));
  expect(positions(await reading)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
});

test('an entry carries its HTML and the words to be said', async () => {
  const text = await eventsUntil(settled, '/chat/stream?after=1');
  const entry = JSON.parse(/^data: (\{"id".*)$/m.exec(text)?.[1] ?? '{}');
  expect(entry).toMatchObject({ from: 'bot', spoken: 'Réponse : Réponse à un' });
  expect(entry.html).toContain('<p>Réponse à un</p>');
});

test('a reader whose conversation is erased is told so', async () => {
  const reading = eventsUntil((text) => text.includes('gone'), '/chat/stream?after=2');
  await expect.poll(() => [...conversations.all.values()][0]?.listeners.size).toBe(1);
  await visitor.post('/chat/quitter', {});
  expect(await reading).toContain('event: gone\ndata: erased');
});

test('a reader without a cookie is told that it is missing', async () => {
  visitor.cookie = null;
  expect(await eventsUntil((text) => text.includes('gone'), '/chat/stream')).toContain('data: no-cookie');
});

test('a stream left behind listens to nothing', async () => {
  await eventsUntil(settled, '/chat/stream?after=0');
  await expect.poll(() => [...conversations.all.values()][0]?.listeners.size).toBe(0);
});
