import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { messageIdOf } from '../../adapters/delivery/email.ts';
import { createReceiver, type ReceivedEnvelope } from '../../examples/webhook-receiver.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { recordFault } from '../support/record-fault.ts';
import { SECRET } from '../support/sending-product.ts';
import { openHandoffs } from './handoff-victim.ts';
import type { Script } from './delivery-victim.ts';

/** `FAULT_ROUNDS=200 npx vitest run tests/faults/delivery-killed.test.ts` looks for a rarer instant. */
const ROUNDS = Number(process.env['FAULT_ROUNDS'] ?? 4);
const NEW_CONVERSATIONS_A_ROUND = 4;

let directory: string;
let webhook: Server;
let url: string;
let mails: MailServer;
/** Requests of the webhook, repeats included. */
let keys: string[];
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'accueil-delivery-killed-'));
  keys = [];
  webhook = createReceiver(SECRET, join(directory, 'received.jsonl'));
  webhook.prependListener('request', (request) => keys.push(String(request.headers['accueil-idempotency-key'])));
  await new Promise<void>((resolve) => webhook.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/`;
  mails = await startMailServer();
});
afterEach(async () => {
  webhook.closeAllConnections();
  await new Promise((resolve) => webhook.close(resolve));
  await mails.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** Two in three agree; by turns the webhook and the mail server. */
const script = (number: number): Script => ({ conversation: `test:${number}`, way: number % 2 === 0 ? 'webhook' : 'email', agrees: number % 3 !== 2 });

function startVictim(file: string) {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'delivery-victim.ts'), file, url, mails.url], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout });
  const done = new Set<string>();
  lines.on('line', (line) => line.startsWith('done ') && done.add(line.slice(5)));
  return {
    done,
    ready: once(lines, 'line'),
    send: (scripts: Script[]) => void child.stdin.write(scripts.map((each) => `${JSON.stringify(each)}\n`).join('')),
    async kill() {
      const gone = once(child, 'close');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

it(`each agreed file reaches its receiver, a repeat bears the same key and Message-ID, none leaves without consent, over ${ROUNDS} deaths (kill -9)`, { timeout: 90_000 + ROUNDS * 6_000 }, async () => {
  const file = join(directory, 'store.sqlite');
  const finished = new Set<string>();
  const scripts: Script[] = [];
  let next = startVictim(file);
  const arrivals = () => keys.length + mails.raw.length;
  for (let round = 0; round < ROUNDS; round++) {
    const victim = next;
    await victim.ready;
    next = startVictim(file);
    for (let added = 0; added < NEW_CONVERSATIONS_A_ROUND; added++) scripts.push(script(scripts.length));
    const pending = scripts.filter(({ conversation }) => !finished.has(conversation));
    victim.send(pending);
    // As many end between two deaths as come, on average: otherwise the work left grows, and messages are given up after three deaths.
    const ended = Math.min(pending.length, Math.ceil(Math.random() * 2 * NEW_CONVERSATIONS_A_ROUND));
    await expect.poll(() => victim.done.size, { timeout: 30_000, interval: 1 }).toBeGreaterThanOrEqual(ended);
    // It dies soon after something has arrived: in the middle of sending.
    const before = arrivals();
    await expect.poll(() => arrivals() > before || pending.every(({ conversation }) => victim.done.has(conversation)), { timeout: 30_000, interval: 1 }).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 8));
    await victim.kill();
    for (const conversation of victim.done) finished.add(conversation);
  }
  await next.ready;
  // The last one has something to do, whatever was finished before: it opens the store with its first line.
  scripts.push(script(scripts.length));
  next.send(scripts.filter(({ conversation }) => !finished.has(conversation)));
  await expect.poll(() => next.done.size, { timeout: 60_000 }).toBe(scripts.length - finished.size);
  const { store } = openHandoffs(file);
  await expect.poll(async () => (await store.waitingDispatches()).length, { timeout: 60_000 }).toBe(0);
  await next.kill();

  const records = await store.handoffs('all');
  // Whoever was told « partie vers » or « arrivée » is there; a message given up after three deaths tells the person so, and nothing left.
  const sent = records.map(({ conversation, handoff }) => ({ conversation, key: `${handoff.id}:file:1`, state: handoff.state }));
  expect(sent.length).toBeGreaterThan(scripts.filter(({ agrees }) => agrees).length / 2);
  const ways = new Map(scripts.map(({ conversation, way, agrees }) => [conversation, { way, agrees }]));
  for (const { conversation, state } of sent) expect({ conversation, agrees: ways.get(conversation)?.agrees, state }).toEqual({ conversation, agrees: true, state: 'sent' });
  const keysOf = (way: string) => new Set(sent.filter(({ conversation }) => ways.get(conversation)?.way === way).map(({ key }) => key));
  // At the reference receiver: each once, whatever was repeated.
  const kept = readFileSync(join(directory, 'received.jsonl'), 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as ReceivedEnvelope).idempotencyKey);
  expect(kept.toSorted()).toEqual([...keysOf('webhook')].toSorted());
  expect(new Set(keys)).toEqual(keysOf('webhook'));
  const messageIds = (await mails.read()).map(({ messageId }) => messageId);
  expect(new Set(messageIds)).toEqual(new Set([...keysOf('email')].map((key) => messageIdOf(key, 'accueil@example.fr'))));
  recordFault('kill -9 pendant l’envoi à un opérateur (fiches)', { rounds: ROUNDS, messages: sent.length, lost: 0, doubled: 0 });
  console.log(`${ROUNDS} deaths: ${sent.length} files, ${keys.length - kept.length} repeats by webhook, ${messageIds.length - new Set(messageIds).size} by e-mail`);
  await store.close();
});
