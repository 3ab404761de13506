/** The whole server, twice on one PostgreSQL database, restarted one after the other while people write to whichever answers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MeasuredServer, startServer } from '../../adapters/cli/bench/server.ts';
import { KNOWLEDGE_DIR } from '../support/built-knowledge.ts';
import { createTestDatabase, type TestDatabase, withoutPostgres } from '../support/postgres.ts';

const QUESTIONS = ['c’est quoi le CEP ?', 'ça coûte combien ?', 'comment faire une VAE ?', 'mon employeur va le savoir ?', 'recette de la tarte aux pommes', 'merci'];
const PEOPLE = 6;

interface Activity {
  id: string;
  text?: string;
  from: { role: string };
  replyToId?: string;
}

describe.skipIf(withoutPostgres)('the whole server on two processes', () => {
  let directory: string;
  let database: TestDatabase;
  let servers: MeasuredServer[];
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'accueil-rolling-'));
    database = await createTestDatabase();
    servers = [await start(0), await start(1)];
  });
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.stop('SIGKILL')));
    await database.drop();
    rmSync(directory, { recursive: true, force: true });
  });

  const start = (number: number) =>
    startServer({
      program: join(import.meta.dirname, '../../adapters/main.ts'),
      readyPath: '/readyz',
      environment: {
        DATABASE_URL: database.url, DATABASE_FILE: join(directory, 'unused.sqlite'), KNOWLEDGE_DIR,
        DIRECT_LINE_TOKEN_SECRET: 'tokens-of-the-tests-'.repeat(3), DESK_SECRET: 'desk-of-the-tests-'.repeat(3), STORE_SECRETS: 'contents-of-the-tests-'.repeat(3),
      },
      logFile: join(directory, `server-${number}.log`),
    });

  /** What a balancer and a patient client do: the other one is asked, again and again, until it is acknowledged. */
  async function call(path: string, token: string, body?: unknown): Promise<Record<string, unknown>> {
    const headers = { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) };
    for (;;) {
      const server = servers[Math.floor(Math.random() * servers.length)]!;
      try {
        const response = await fetch(`${server.url}/v3/directline${path}`, body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(5_000) });
        if (response.ok) return (await response.json()) as Record<string, unknown>;
      } catch {
        // It is being restarted.
      }
      await pause(20);
    }
  }

  it.each(['SIGTERM', 'SIGKILL'] as const)('restarted in turn (%s) under load: no acknowledged message is lost, none is answered twice', { timeout: 180_000 }, async (signal) => {
    let isOver = false;
    const people = Array.from({ length: PEOPLE }, async () => {
      const { conversationId, token } = (await call('/conversations', '', {})) as { conversationId: string; token: string };
      const sent: string[] = [];
      for (let number = 0; !isOver; number++) {
        const id = `m${number}`;
        await call(`/conversations/${conversationId}/activities`, token, { type: 'message', text: QUESTIONS[number % QUESTIONS.length], channelData: { clientActivityID: id } });
        sent.push(id);
        await pause(20 + Math.random() * 50);
      }
      return { conversationId, token, sent };
    });
    for (const number of [0, 1]) {
      await pause(300);
      await servers[number]!.stop(signal);
      servers[number] = await start(number);
    }
    isOver = true;
    let count = 0;
    for (const { conversationId, token, sent } of await Promise.all(people)) {
      const read = async () => (await call(`/conversations/${conversationId}/activities`, token))['activities'] as Activity[];
      const repliedIn = (activities: Activity[]) => activities.flatMap(({ replyToId }) => replyToId ?? []);
      // Whoever died under kill -9 is replaced after ten seconds of silence.
      await expect.poll(async () => new Set(repliedIn(await read())).size, { timeout: 40_000, interval: 200 }).toBe(sent.length);
      const activities = await read();
      expect(activities.filter(({ from }) => from.role === 'user').map(({ id }) => id)).toEqual(sent);
      expect(repliedIn(activities)).toEqual(sent);
      expect(activities.filter(({ text }) => text?.startsWith('Une panne m') === true)).toEqual([]);
      count += sent.length;
    }
    expect(count).toBeGreaterThan(PEOPLE * 10);
    console.log(`${signal}: ${count} messages`);
  });
});
