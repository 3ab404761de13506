/** The system itself refuses to let the file grow (`ulimit -f`), as a quota does: beside the full disk that SQLite is told of. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { IncomingMessage } from '../../bot/ports.ts';
import { openConversations } from './victim.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accueil-limit-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('what the system had no room for was promised to nobody, and what was promised is answered once there is room', async () => {
  const file = join(folder, 'store.sqlite');
  const acknowledged = new Set<string>();
  // The signal that goes with the refusal is left aside, as a service does: the write fails instead.
  const child = spawn('bash', ['-c', `trap '' XFSZ; ulimit -f 1500; exec "$0" --disable-warning=ExperimentalWarning "$1" "$2"`, process.execPath, join(import.meta.dirname, 'victim.ts'), file], { stdio: ['pipe', 'pipe', 'pipe'] });
  const gone = once(child, 'close');
  const told: string[] = [];
  child.stderr.on('data', (data: Buffer) => told.push(data.toString()));
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout });
  let refused = 0;
  lines.on('line', (line) => {
    if (line.startsWith('ack ')) acknowledged.add(line.slice(4));
    if (line.startsWith('refused ')) refused++;
  });
  const sent: IncomingMessage[] = Array.from({ length: 600 }, (_, number) => ({
    conversation: `directline:${number % 3}`, channel: 'directline', id: `m${number}`, kind: 'message', text: `question ${number} `.padEnd(1_500, '.'), reference: null, clientData: null,
  }));
  for (const message of sent) {
    child.stdin.write(`${JSON.stringify(message)}\n`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  child.stdin.end();
  setTimeout(() => child.kill('SIGKILL'), 1_000).unref();
  await gone;
  expect(acknowledged.size, told.join('')).toBeGreaterThan(10);
  expect(refused).toBeGreaterThan(10);

  const { store, conversations } = openConversations(file);
  await conversations.resume();
  const entries = (await Promise.all([0, 1, 2].map((number) => store.transcript(`directline:${number}`, 0)))).flat();
  const kept = new Set(entries.filter(({ from }) => from === 'person').map(({ id }) => id));
  expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([]);
  expect(entries.filter(({ from }) => from === 'bot').map(({ inReplyTo }) => inReplyTo!).sort()).toEqual([...kept].sort());
  await store.close();
});
