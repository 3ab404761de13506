import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BACK_OFF, pauseAfter } from '../../../adapters/delivery/back-off.ts';
import type { Envelope } from '../../../adapters/delivery/envelope.ts';
import { openSending, SECRET, type SendingProduct, SETTINGS, TOWNS } from '../../support/sending-product.ts';
import { type MailServer, startMailServer } from '../../support/mail-server.ts';

let folder: string;
let server: Server;
let mails: MailServer;
/** What the webhook answers; `hang` never does. */
let status: number | 'hang';
let received: Envelope[];
let environment: Record<string, string>;
const opened: SendingProduct[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'accueil-delivery-'));
  [status, received] = [204, []];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      if (status === 'hang') return;
      if (status === 204) received.push(JSON.parse(body) as Envelope);
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  mails = await startMailServer();
  environment = { BRETAGNE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, BRETAGNE_SECRET: SECRET, ARA_EMAIL: 'cep@operateur.example' };
});
afterEach(async () => {
  for (const { delivery, store } of opened.splice(0)) {
    await delivery.stop();
    await store.close();
  }
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await mails.stop();
  rmSync(folder, { recursive: true, force: true });
});

function open(changes: Parameters<typeof openSending>[2] = {}): SendingProduct {
  const product = openSending(join(folder, 'store.sqlite'), environment, { settings: { ...SETTINGS, SMTP_URL: mails.url }, ...changes });
  opened.push(product);
  return product;
}
const poll = <Value>(value: () => Value | Promise<Value>) => expect.poll(value, { timeout: 10_000 });

describe('a file that was agreed to', () => {
  it('leaves by webhook or by e-mail, and the person is told once it has arrived', async () => {
    const product = open();
    const [byHook, byMail] = [await product.agree('test:1', TOWNS.webhook), await product.agree('test:2', TOWNS.email)];
    expect((await product.handoffOf('test:1'))?.state).toBe('sending');
    product.delivery.start();
    for (const conversation of ['test:1', 'test:2']) await poll(async () => (await product.handoffOf(conversation))?.state).toBe('sent');
    expect(received.map(({ idempotencyKey }) => idempotencyKey)).toEqual([`${byHook.id}:file:1`]);
    expect((await mails.read()).map(({ subject }) => subject)).toEqual([`Fiche de liaison ${byMail.id.slice(0, 6).toUpperCase()}`]);
    expect((await product.store.transcript('test:1', 0)).at(-1)?.text).toContain('est arrivée à l’accueil d’Avenir Actifs Bretagne');
    expect(await product.store.waitingDispatches()).toEqual([]);
  });

  it('is not announced as arrived while the receiver refuses, and the person who asks is told the truth', async () => {
    status = 503;
    const product = open();
    await product.agree('test:1', TOWNS.webhook);
    product.delivery.start();
    await poll(() => product.refusals.length).toBeGreaterThan(3);
    expect(await product.say('test:1', 'où en est ma demande ?')).toContain('je n’ai pas encore la preuve');
    status = 204;
    await poll(async () => (await product.handoffOf('test:1'))?.state).toBe('sent');
  });

  it('taken back before it left, never leaves', async () => {
    const product = open();
    await product.agree('test:1', TOWNS.webhook);
    await product.say('test:1', 'je retire mon accord');
    await product.agree('test:2', TOWNS.webhook);
    product.delivery.start();
    await poll(() => received.length).toBe(1);
    expect(received[0]?.handoff).toBe((await product.handoffOf('test:2'))?.id);
  });

  it('taken back after it arrived, is followed by its withdrawal, also when the conversation is erased', async () => {
    const product = open();
    const [first, second] = [await product.agree('test:1', TOWNS.webhook), await product.agree('test:2', TOWNS.webhook)];
    product.delivery.start();
    await poll(() => received.length).toBe(2);
    for (const conversation of ['test:1', 'test:2']) await poll(async () => (await product.handoffOf(conversation))?.state).toBe('sent');
    await product.say('test:1', 'je retire mon accord');
    await product.conversations.erase('test:2');
    await poll(() => received.filter(({ event }) => event === 'withdrawal').map(({ handoff }) => handoff)).toEqual([first.id, second.id]);
  });

  it('refused for good, the person gets the contact, nothing of it stays, and whoever may hold it is told', async () => {
    status = 422;
    const product = open();
    const { id } = await product.agree('test:1', TOWNS.webhook);
    product.delivery.start();
    await poll(async () => (await product.handoffOf('test:1'))?.closed?.reason).toBe('undeliverable');
    const told = (await product.store.transcript('test:1', 0)).at(-1)?.text ?? '';
    expect(told).toContain('je ne l’envoie plus');
    expect(told).toContain('bretagne.avenir-actifs.org');
    expect((await product.store.handoff(id))?.handoff.summary).toEqual({ lines: [], questions: [] });
    // The withdrawal is refused like the file: set aside for somebody to see, without the file's content.
    await poll(async () => (await product.store.deadDispatches()).map(({ kind, lastError }) => ({ kind, lastError }))).toEqual([{ kind: 'withdrawal', lastError: 'HTTP 422' }]);
  });

  it('that does not pass after many tries is set aside, and passes when somebody tries again', async () => {
    status = 500;
    const product = open({ pace: { pollMs: 5, backOff: { firstMs: 1, atMostMs: 2, attempts: 4 } } });
    await product.agree('test:1', TOWNS.webhook);
    product.delivery.start();
    await poll(async () => (await product.store.deadDispatches()).map(({ attempts, lastError }) => ({ attempts, lastError }))).toEqual([{ attempts: 4, lastError: 'HTTP 500' }]);
    expect((await product.handoffOf('test:1'))?.state).toBe('sending');
    status = 204;
    const [dead] = await product.store.deadDispatches();
    await product.store.postponeDispatch(dead!.number, dead!.lastError ?? '', new Date().toISOString());
    await poll(async () => (await product.handoffOf('test:1'))?.state).toBe('sent');
  });

  it('of an operator that left the table, the person is told and nothing is sent', async () => {
    const product = open();
    await product.agree('test:1', TOWNS.webhook);
    delete environment['BRETAGNE_URL'];
    product.delivery.start();
    await poll(async () => (await product.handoffOf('test:1'))?.closed?.reason).toBe('operator-gone');
    expect([received, await product.store.waitingDispatches(), await product.store.deadDispatches()]).toEqual([[], [], []]);
  });

  it('sent twice by a program that died before it noted the answer carries the same key', async () => {
    const product = open();
    const { id } = await product.agree('test:1', TOWNS.webhook);
    // The answer came, and the program died: counted, claimed, not marked.
    const [waiting] = await product.store.waitingDispatches();
    await product.store.claimDispatch(waiting!.number, new Date().toISOString());
    product.delivery.start();
    await poll(async () => (await product.handoffOf('test:1'))?.state).toBe('sent');
    expect(received.map(({ idempotencyKey }) => idempotencyKey)).toEqual([`${id}:file:1`]);
  });
});

describe('an outage', () => {
  it('of an hour loses nothing and changes no order, and the other receiver is served meanwhile', { timeout: 60_000 }, async () => {
    let passed = 0;
    const clock = { now: () => new Date(Date.now() + passed) };
    status = 503;
    const product = open({ clock, pace: { pollMs: 2, backOff: BACK_OFF } });
    const ids: string[] = [];
    for (let person = 0; person < 6; person++) ids.push((await product.agree(`test:${person}`, TOWNS.webhook)).id);
    await product.agree('test:mail', TOWNS.email);
    product.delivery.start();
    await poll(async () => (await product.handoffOf('test:mail'))?.state).toBe('sent');
    // Somebody takes their agreement back in the middle: their withdrawal must not overtake, and their file must not arrive.
    for (let minute = 0; minute < 60; minute++) {
      passed += 60_000;
      await new Promise((resolve) => setTimeout(resolve, 4));
      if (minute === 30) await product.say('test:3', 'je retire mon accord');
    }
    expect(received).toEqual([]);
    status = 204;
    const wanted = ids.filter((_id, person) => person !== 3);
    await poll(() => {
      passed += 60_000;
      return received.map(({ handoff }) => handoff);
    }).toEqual(wanted);
    expect(await product.store.deadDispatches()).toEqual([]);
    const attempts = product.refusals.filter((line) => line.startsWith('dispatch-refused')).length;
    expect(attempts).toBeGreaterThan(5);
    expect(attempts).toBeLessThan(30);
  });

  it('of the mail server too', async () => {
    mails.mood = { at: 'rcpt', answer: 451 };
    const product = open();
    for (let person = 0; person < 3; person++) await product.agree(`test:${person}`, TOWNS.email);
    product.delivery.start();
    await poll(() => product.refusals.length).toBeGreaterThan(4);
    mails.mood = null;
    await poll(() => mails.raw.length).toBe(3);
    const references = await Promise.all([0, 1, 2].map(async (person) => (await product.handoffOf(`test:${person}`))?.id.slice(0, 6).toUpperCase()));
    expect((await mails.read()).map(({ subject }) => subject?.split(' ').at(-1))).toEqual(references);
  });
});

it('waits longer each time, up to a quarter of an hour, and never twice the same', () => {
  const pauses = Array.from({ length: 12 }, (_, index) => pauseAfter(index + 1, BACK_OFF, () => 0.999_999));
  expect(pauses.map((pause) => Math.round(pause / 1_000))).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900, 900]);
  expect(pauseAfter(4, BACK_OFF, () => 0)).toBe(20_000);
  expect(pauseAfter(10_000, BACK_OFF, () => 0)).toBe(450_000);
});
