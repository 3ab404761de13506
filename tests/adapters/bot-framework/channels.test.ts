/** Every channel of the Azure Bot Service, with activities of the shape that its documentation publishes, over HTTP as in use. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCloud } from '../../../adapters/bot-framework/cloud.ts';
import { channelOf } from '../../../adapters/channels/channels.ts';
import { openSqliteStore } from '../../../adapters/store/sqlite.ts';
import { createConversations } from '../../../bot/conversations.ts';
import { WITHOUT_DESK } from '../../../bot/handoff/nobody.ts';
import type { Store } from '../../../bot/ports.ts';
import { say } from '../../../bot/reply.ts';
import { createRunTurn, type RunTurn } from '../../../bot/turn.ts';
import { openKnowledgeBase } from '../../../knowledge/open-knowledge-base.ts';
import { KNOWLEDGE_DIR } from '../../support/built-knowledge.ts';
import { serve, serveConnector } from '../../support/connector.ts';

type Recorded = { activities: Record<string, Record<string, unknown> & { type: string; id: string; conversation: { id: string } }> };
const FOLDER = join(import.meta.dirname, 'recorded');
const RECORDED = readdirSync(FOLDER).map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Recorded] as const);
const realTurn = createRunTurn({ ...WITHOUT_DESK, knowledge: openKnowledgeBase({ folder: KNOWLEDGE_DIR, labour: 'built-in' }), clock: { now: () => new Date('2026-11-23T10:00:00Z') } });
const silent = { info: () => undefined, error: () => undefined };

let folder: string;
let connector: Awaited<ReturnType<typeof serveConnector>>;
let bot: Awaited<ReturnType<typeof serve>>;
let store: Store;
let cloud: ReturnType<typeof createCloud>;
let turn: RunTurn;

async function start(): Promise<void> {
  store = openSqliteStore(join(folder, 'store.sqlite'));
  const conversations = createConversations({ store, runTurn: (...given) => turn(...given), clock: { now: () => new Date() }, journal: silent });
  cloud = createCloud(
    { MICROSOFT_APP_TYPE: 'SingleTenant', BOT_FRAMEWORK_DEVELOPMENT: true },
    { conversations, markDelivered: (conversation, id) => store.markDelivered(conversation, id), failureText: 'panne', onFailure: () => undefined, patienceMs: 20_000 },
  );
  bot = await serve(express().use('/api/messages', cloud.router));
}
async function stop(): Promise<void> {
  await bot.stop();
  await store.close();
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'accueil-channels-'));
  connector = await serveConnector();
  turn = realTurn;
  await start();
});
afterEach(async () => {
  await stop();
  await connector.stop();
  rmSync(folder, { recursive: true, force: true });
});

const post = (activity: Record<string, unknown>, body = JSON.stringify({ ...activity, serviceUrl: connector.url })) =>
  fetch(`${bot.url}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });

describe.each(RECORDED)('%s', (name, { activities }) => {
  const text = (words: string, id = words) => ({ ...activities.text!, text: words, id, timestamp: new Date().toISOString() });
  const said = () => connector.replies.map((reply) => reply.text).join('\n');

  it('answers a question, with its source', async () => {
    expect((await post(activities.text!)).status).toBe(200);
    expect(said()).toMatch(/L6111|conseil en évolution professionnelle/);
    for (const reply of connector.replies) expect(reply.text.length).toBeLessThanOrEqual(channelOf(name).longest ?? Infinity);
    if (!channelOf(name).cards) for (const reply of connector.replies) expect(reply.attachments ?? []).toEqual([]);
  });

  it.each([
    ['picture', 'photos'],
    ['file', 'fichiers'],
    ['sticker', 'autocollants'],
    ['voice', 'vocaux'],
    ['place', 'commune'],
    ['contact', 'contact'],
    ['reaction', 'Merci'],
  ])('says kindly what to do instead of a %s', async (kind, word) => {
    expect((await post(activities[kind]!)).status).toBe(200);
    expect(said()).toContain(word);
    expect(said()).toContain('Posez votre question avec vos mots');
    const last = connector.replies.at(-1)!;
    expect(last.suggestedActions?.actions.map(({ title }) => title) ?? last.text.split(/\n\d\. /)).toContain('Parler à une personne');
  });

  it('answers the words that came with a file, and says that it read those alone', async () => {
    await post({ ...activities.file!, text: 'c’est quoi le CEP ?' });
    expect(said()).toContain('lu seulement votre texte');
    expect(said()).toMatch(/L6111|conseil en évolution professionnelle/);
  });

  it('says that 4000 characters without a space are too long', async () => {
    await post(text('x'.repeat(4_000)));
    expect(said()).toContain('trop long');
  });

  it('answers who writes from right to left in their own language', async () => {
    await post(text('مرحبا، هل الاستشارة مجانية؟ أريد تغيير عملي'));
    expect(said()).toMatch(/[\u0600-\u06ff]/);
  });

  it('welcomes a heart under each answer once', async () => {
    for (let time = 0; time < 3; time++) await post({ ...activities.reaction!, type: 'messageReaction', reactionsAdded: [{ type: 'like' }], id: `heart-${time}` });
    expect(connector.replies).toHaveLength(1);
  });

  it('takes a number for the words of its choice, after a restart too, and only of the last reply', async () => {
    if (channelOf(name).buttons !== null) return;
    const heard: string[] = [];
    turn = async (message, state) => {
      heard.push(message.text);
      const choices = message.text === 'bonjour' ? ['Poser une question', 'Parler à une personne'].map((label) => ({ label, say: `${label} !` })) : [];
      return { state, outcome: 'guided', replies: [say('Que voulez-vous faire ?', choices)] };
    };
    await post(text('bonjour'));
    await stop();
    await start();
    await post(text('2', 'n1'));
    await post(text('2', 'n2'));
    expect(heard).toEqual(['bonjour', 'Parler à une personne !', '2']);
  });

  it('twenty deliveries, repeated, out of order, late and cut off, are answered once each', async () => {
    const heard: string[] = [];
    turn = async (message, state) => {
      heard.push(message.text);
      return { state, outcome: 'guided', replies: [say(`réponse à ${message.text}`)] };
    };
    const messages = ['un', 'deux', 'trois', 'quatre', 'cinq'].map((words) => text(`message ${words}`));
    const whole = (index: number) => JSON.stringify({ ...messages[index], serviceUrl: connector.url });
    const deliveries = [3, 0, 0, 2, 3, 1, 4, 0, 2, 2, 4, 3, 1, 0, 1].map(whole);
    // Cut off on the way: refused, and sent again by the channel.
    for (const index of [1, 4, 0, 2, 3]) deliveries.splice(index * 2, 0, whole(index).slice(0, 60 + index));
    expect(deliveries).toHaveLength(20);
    const answers: number[] = [];
    for (const body of deliveries.slice(0, 10)) answers.push((await post({}, body)).status);
    answers.push(...(await Promise.all(deliveries.slice(10).map(async (body) => (await post({}, body)).status))));
    expect(answers.filter((status) => status === 400)).toHaveLength(5);
    await expect.poll(() => connector.replies.map((reply) => reply.text.split('\n\n').at(-1)).sort()).toEqual(messages.map((each) => `réponse à ${each.text}`).sort());
    expect([...heard].sort()).toEqual(messages.map((each) => each.text).sort());
    expect(await store.undelivered()).toEqual([]);
  });
});

it('a long answer that breaks off is finished later, without saying its beginning again', async () => {
  turn = async (_message, state) => ({ state, outcome: 'guided', replies: [say(Array.from({ length: 100 }, (_, index) => `Phrase ${index} de la réponse, assez longue.`).join(' '))] });
  connector.mood.refuses = (index) => index === 1;
  await post({ ...RECORDED.find(([name]) => name === 'sms')![1].activities.text!, id: 'long' });
  expect(connector.replies).toHaveLength(1);
  const [waiting] = await store.undelivered();
  await cloud.deliver!(waiting!);
  const all = connector.replies.map((reply) => reply.text).join(' ');
  for (let index = 0; index < 100; index++) expect(all.split(`Phrase ${index} de`)).toHaveLength(2);
  expect(await store.undelivered()).toEqual([]);
});
