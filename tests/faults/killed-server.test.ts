import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MeasuredServer, startServer } from '../../adapters/cli/bench/server.ts';
import { KNOWLEDGE_DIR } from '../support/built-knowledge.ts';

const QUESTIONS = ['c’est quoi le CEP ?', 'ça coûte combien ?', 'comment faire une VAE ?', 'mon employeur va le savoir ?', 'recette de la tarte aux pommes', 'merci'];
const DEATHS = 3;

interface Activity {
  id: string;
  from: { role: string };
  replyToId?: string;
}

describe('the whole server killed while people write (kill -9)', () => {
  let directory: string;
  let server: MeasuredServer;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'accueil-killed-server-'));
  });
  afterEach(async () => {
    await server.stop('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  });

  const start = () =>
    startServer({
      program: join(import.meta.dirname, '../../adapters/main.ts'),
      readyPath: '/readyz',
      environment: { DATABASE_FILE: join(directory, 'store.sqlite'), KNOWLEDGE_DIR },
      logFile: join(directory, 'server.log'),
    });

  async function call(path: string, token: string, body?: unknown): Promise<Record<string, unknown>> {
    const headers = { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) };
    const response = await fetch(`${server.url}/v3/directline${path}`, body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) });
    expect(response.ok).toBe(true);
    return (await response.json()) as Record<string, unknown>;
  }

  it('keeps the token, the conversation and each acknowledged message, and answers each once', { timeout: 120_000 }, async () => {
    server = await start();
    const { conversationId, token } = (await call('/conversations', '', {})) as { conversationId: string; token: string };
    const send = (id: string, text: string) => call(`/conversations/${conversationId}/activities`, token, { type: 'message', text, channelData: { clientActivityID: id } });
    const sent = new Map<string, string>();
    const acknowledged = new Set<string>();

    for (let death = 0; death < DEATHS; death++) {
      const fresh = QUESTIONS.map((text, index) => [`m${death}-${index}`, text] as const);
      for (const [id, text] of fresh) sent.set(id, text);
      const firstAcknowledged = Promise.race(fresh.map(([id, text]) => send(id, text).then(() => acknowledged.add(id))));
      // The others are cut in the middle, and say so: the client sends them again later.
      await firstAcknowledged;
      await server.stop('SIGKILL');
      server = await start();
    }
    for (const [id, text] of sent) {
      await send(id, text);
      acknowledged.add(id);
    }

    const read = async () => (await call(`/conversations/${conversationId}/activities`, token))['activities'] as Activity[];
    const answeredIn = (activities: Activity[]) => new Set(activities.flatMap(({ replyToId }) => replyToId ?? []));
    let activities = await read();
    while (answeredIn(activities).size < sent.size) {
      await pause(50);
      activities = await read();
    }
    const replies = activities.filter(({ replyToId }) => replyToId !== undefined).map(({ replyToId }) => replyToId);
    const asked = activities.filter(({ from }) => from.role === 'user').map(({ id }) => id);
    expect(asked.toSorted()).toEqual([...acknowledged].toSorted());
    expect(replies).toEqual(asked);
  });
});
