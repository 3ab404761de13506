/** A connector of Microsoft's that refuses, breaks and hangs: each reply arrives in the end, once, and no conversation waits for another. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, it } from 'vitest';
import { createCloud } from '../../adapters/bot-framework/cloud.ts';
import { handOverRegularly } from '../../adapters/hand-over.ts';
import { openSqliteStore } from '../../adapters/store/sqlite.ts';
import { createConversations } from '../../bot/conversations.ts';
import { say } from '../../bot/reply.ts';
import { recordFault } from '../support/record-fault.ts';

const PEOPLE = 6;
const MESSAGES = 8;
const FAULTS = ['429', '500', '503', 'reset', 'hang'] as const;

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it(`loses and doubles nothing when the connector answers ${FAULTS.join(', ')}`, { timeout: 90_000 }, async () => {
  let isIll = true;
  let calls = 0;
  const met = new Set<string>();
  const arrived = new Map<string, string[]>();
  const connector = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => (body += String(piece)));
    request.on('end', () => {
      const fault = isIll && calls++ % 3 !== 2 ? FAULTS[calls % FAULTS.length] : undefined;
      if (fault !== undefined) met.add(fault);
      if (fault === 'hang') return;
      if (fault === 'reset') return void request.socket.destroy();
      if (fault !== undefined) return void response.writeHead(Number(fault), { 'retry-after': '1' }).end('{}');
      const { conversation, text } = JSON.parse(body) as { conversation: { id: string }; text: string };
      arrived.set(conversation.id, [...(arrived.get(conversation.id) ?? []), text]);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"x"}');
    });
  });
  const serviceUrl = await listen(connector);
  const store = openSqliteStore(':memory:');
  const conversations = createConversations({ store, runTurn: async ({ text }, state) => ({ state, outcome: 'answered', replies: [say(`réponse à ${text}`)] }), clock: { now: () => new Date() }, journal: { info: () => undefined, error: () => undefined } });
  const cloud = createCloud(
    { MICROSOFT_APP_TYPE: 'SingleTenant', BOT_FRAMEWORK_DEVELOPMENT: true },
    { conversations, markDelivered: (conversation, id) => store.markDelivered(conversation, id), failureText: 'panne', onFailure: () => undefined, patienceMs: 300, channelMs: 200 },
  );
  const bot = createServer(express().use('/api/messages', cloud.router));
  const url = await listen(bot);
  const { stop } = handOverRegularly({ store, deliver: cloud.deliver, journal: { info: () => undefined, error: () => undefined }, pauseMs: 1_000 });

  try {
    const person = async (place: number) => {
      for (let number = 0; number < MESSAGES; number++) {
        const activity = { type: 'message', id: `m${number}`, text: `question ${number}`, channelId: 'msteams', serviceUrl, from: { id: `u${place}` }, recipient: { id: 'b' }, conversation: { id: `c${place}` } };
        const response = await fetch(`${url}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(activity) });
        expect(response.status, 'the message was kept, whatever the connector does').toBe(200);
      }
    };
    await Promise.all(Array.from({ length: PEOPLE }, (_, place) => person(place)));
    isIll = false;
    await expect.poll(async () => (await store.undelivered()).length, { timeout: 60_000 }).toBe(0);
    expect([...met].toSorted(), 'every fault was made').toEqual([...FAULTS].toSorted());
    const wanted = Array.from({ length: MESSAGES }, (_, number) => `réponse à question ${number}`);
    for (let place = 0; place < PEOPLE; place++) expect(arrived.get(`c${place}`)?.toSorted(), `conversation ${place}`).toEqual(wanted.toSorted());
    recordFault('connecteur qui refuse, casse ou se tait (429, 5xx, coupure)', { rounds: calls, messages: PEOPLE * MESSAGES, lost: 0, doubled: 0 });
  } finally {
    stop();
    for (const server of [bot, connector]) server.close().closeAllConnections();
    await store.close();
  }
});
