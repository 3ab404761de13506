/** « Cette réponse vous aide ? » on the page, without a script. */
import { parse } from 'node-html-parser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { say } from '../../../bot/reply.ts';
import { type Visitor, visitorOf } from '../../support/visitor.ts';
import { ANSWER, ConversationsInMemory, type RunningWeb, serveWeb } from '../../support/web-in-memory.ts';

let conversations: ConversationsInMemory;
let web: RunningWeb;
let visitor: Visitor;

beforeEach(async () => {
  conversations = new ConversationsInMemory();
  conversations.answer = (text) => [text === 'bonjour' ? say('Bonjour !') : ANSWER];
  web = await serveWeb(conversations);
  visitor = visitorOf(web.url);
});
afterEach(() => web.stop());

const page = async () => parse(await (await visitor.get('/chat')).text());
const asked = async () => (await page()).querySelector('.feedback')?.text.replace(/\s+/g, ' ').trim() ?? null;
/** Presses a button of the form under the answer, as a browser would. */
async function press(label: string): Promise<Response> {
  const form = (await page()).querySelector('.feedback form');
  const button = form?.querySelectorAll('button').find(({ text }) => text.trim() === label);
  const fields = Object.fromEntries((form?.querySelectorAll('input') ?? []).map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? '']));
  return visitor.post(form?.getAttribute('action') ?? '', { ...fields, [button?.getAttribute('name') ?? '']: button?.getAttribute('value') ?? '' });
}
const marks = () => [...([...conversations.all.values()][0]?.marks.values() ?? [])];

describe('a word on the answer', () => {
  it('is asked under the last answer, and nowhere else', async () => {
    await visitor.post('/chat', { message: 'bonjour' });
    expect(await asked()).toBeNull();
    await visitor.post('/chat', { message: 'c’est payant ?' });
    await visitor.post('/chat', { message: 'c’est payant ?' });
    expect((await page()).querySelectorAll('.feedback')).toHaveLength(1);
    expect(await asked()).toMatch(/^Cette réponse vous aide\s\? Oui Non$/);
    await visitor.post('/chat', { message: 'bonjour' });
    expect(await asked()).toBeNull();
  });

  it('is thanked for on « oui »', async () => {
    await visitor.post('/chat', { message: 'c’est payant ?' });
    const pressed = await press('Oui');
    expect([pressed.status, pressed.headers.get('location')]).toEqual([303, '/chat#avis']);
    expect(marks()).toEqual([{ helps: true }]);
    expect(await asked()).toBe('Merci, c’est noté.');
    // No message and no reply came of it.
    expect((await page()).querySelectorAll('.entry')).toHaveLength(3);
  });

  it('asks for one reason on « non », and leads on', async () => {
    await visitor.post('/chat', { message: 'c’est payant ?' });
    await press('Non');
    expect(await asked()).toMatch(/Qu’est-ce qui ne va pas\s\? Ce n’est pas ma question C’est trop compliqué Je pense que c’est faux Il manque quelque chose$/);
    await press('C’est trop compliqué');
    expect(marks()).toEqual([{ helps: false, reason: 'trop-complique' }]);
    await press('En plus simple');
    expect([...conversations.all.values()][0]?.entries.at(-2)?.text).toBe('En plus simple');
  });

  it.each([
    ['an entry that is none', { entree: 'nulle-part', avis: 'oui' }],
    ['an entry that is no answer', { entree: 'greeting', avis: 'oui' }],
    ['a mark that is none', { entree: 'x', avis: 'génial' }],
    ['nothing', {}],
  ])('is refused for %s', async (_what, body) => {
    await visitor.post('/chat', { message: 'c’est payant ?' });
    expect((await visitor.post('/chat/avis', body as Record<string, string>)).status).toBe(404);
    expect(marks()).toEqual([]);
  });

  it('is refused to who has no conversation', async () => {
    expect((await visitor.post('/chat/avis', { entree: 'x', avis: 'oui' })).status).toBe(404);
  });
});
