import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Activity, type ConversationReference, CloudAdapter, ConfigurationBotFrameworkAuthentication, TurnContext } from 'botbuilder';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WITHDRAWAL_EVENT } from '../../../adapters/delivery/bot-framework.ts';
import { openSending, SECRET, type SendingProduct, SETTINGS, TOWNS } from '../../support/sending-product.ts';

/** An agent hub made with Microsoft's SDK, as an operator would have it. */
let hub: Server;
let ours: Server;
let product: SendingProduct;
let folder: string;
let heard: Activity[];
let reference: Partial<ConversationReference> | null;
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({ MicrosoftAppId: '', MicrosoftAppPassword: '', MicrosoftAppType: 'MultiTenant', MicrosoftAppTenantId: '' }));

const listen = async (app: express.Express): Promise<[Server, string]> => {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return [server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
};
const close = (server: Server) => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'accueil-hub-'));
  [heard, reference] = [[], null];
  const app = express().use(express.json({ limit: '5mb' }));
  let hubUrl = '';
  app.post('/api/messages', (request, response) =>
    adapter.process(request, response, async (context) => {
      heard.push(context.activity);
      reference = TurnContext.getConversationReference(context.activity);
    }),
  );
  [hub, hubUrl] = await listen(app);
  const server = express();
  let ourUrl = '';
  [ours, ourUrl] = await listen(server);
  product = openSending(join(folder, 'store.sqlite'), { PACA_URL: `${hubUrl}/api/messages`, PACA_SECRET: SECRET }, { settings: { ...SETTINGS, PUBLIC_URL: ourUrl } });
  server.use('/api/handoffs', product.delivery.router);
});
afterEach(async () => {
  await product.delivery.stop();
  await product.store.close();
  await Promise.all([close(hub), close(ours)]);
  rmSync(folder, { recursive: true, force: true });
});

const poll = <Value>(value: () => Value | Promise<Value>) => expect.poll(value, { timeout: 10_000 });
const state = async () => (await product.handoffOf('test:1'))?.state;
const status = (value: object) =>
  adapter.continueConversationAsync('', reference ?? {}, async (context) => void (await context.sendActivity({ type: 'event', name: 'handoff.status', value })));

async function handedToHub(): Promise<string> {
  const { id } = await product.agree('test:1', TOWNS.hub);
  product.delivery.start();
  await poll(() => heard.length).toBe(1);
  await poll(async () => (await product.store.waitingDispatches()).length).toBe(0);
  return id;
}

describe('an agent hub', () => {
  it('gets the event with the fiche and the transcript, and the person waits for its word', async () => {
    const id = await handedToHub();
    const [event] = heard;
    expect(event).toMatchObject({ type: 'event', name: 'handoff.initiate', id: `${id}:file:1`, conversation: { id }, value: { version: 1, handoff: id, file: { lines: expect.arrayContaining([expect.objectContaining({ id: 'coordonnees', value: 'jean@example.fr' })]) } } });
    const [attached] = event?.attachments ?? [];
    expect(attached).toMatchObject({ contentType: 'application/json', name: 'Transcript' });
    const { activities } = attached?.content as { activities: Partial<Activity>[] };
    expect(activities[0]).toMatchObject({ type: 'message', from: { role: 'user' }, text: expect.stringContaining('pas cadre') });
    expect(activities.map(({ from }) => from?.role)).toContain('bot');
    // A machine has it; nobody has said that they take it.
    expect(await state()).toBe('sending');
  });

  it('says that somebody takes it, then that they have finished', async () => {
    await handedToHub();
    await status({ state: 'accepted' });
    await poll(state).toBe('sent');
    expect((await product.store.transcript('test:1', 0)).at(-1)?.text).toContain('est arrivée à l’accueil');
    await status({ state: 'accepted' });
    await status({ state: 'completed', message: '<script>alert(1)</script>' });
    await poll(async () => (await product.handoffOf('test:1'))?.closed?.reason).toBe('done');
    expect((await product.store.transcript('test:1', 0)).filter(({ text }) => text.includes('est arrivée à l’accueil'))).toHaveLength(1);
  });

  it('says that it cannot: the person gets the contact, and the hub is asked to erase', async () => {
    await handedToHub();
    await status({ state: 'failed' });
    await poll(async () => (await product.handoffOf('test:1'))?.closed?.reason).toBe('undeliverable');
    await poll(() => heard.map(({ name }) => name)).toEqual(['handoff.initiate', WITHDRAWAL_EVENT]);
  });

  it('answers only for the hand-off that it was given, and only with a status', async () => {
    await handedToHub();
    const address = `${heard[0]?.serviceUrl}/v3/conversations/${heard[0]?.conversation.id}/activities`;
    const post = (url: string, body: object) => fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    const accepted = { type: 'event', name: 'handoff.status', value: { state: 'accepted' } };
    expect((await post(address.replace(/handoffs\/..../, 'handoffs/AAAA'), accepted)).status).toBe(403);
    expect((await post(address.replace(/conversations\/[^/]+/, 'conversations/unknown'), accepted)).status).toBe(403);
    for (const body of [{ type: 'message', text: 'bonjour' }, { ...accepted, value: { state: 'closed' } }, {}]) expect((await post(address, body)).status).toBe(501);
    expect((await fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{' })).status).toBe(400);
    expect(await state()).toBe('sending');
    expect((await post(address, accepted)).status).toBe(200);
    await poll(state).toBe('sent');
  });
});
