/** A disk that takes a fifth of a second for each flush, as a full or failing one does: people wait a little, and nothing else happens. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConversation } from '../../adapters/cli/bench/direct-line-client.ts';
import { type MeasuredServer, startServer } from '../../adapters/cli/bench/server.ts';
import { KNOWLEDGE_DIR } from '../support/built-knowledge.ts';
import { recordFault } from '../support/record-fault.ts';
import { Agent } from 'node:http';

const SLOW_MS = 200;
const PEOPLE = 20;
const SAID = ['c’est quoi le CEP ?', 'ça coûte combien ?', 'comment faire une VAE ?', 'merci'];
const SECRET = 'slow-disk-of-the-tests';
const canCompile = spawnSync('cc', ['--version']).status === 0;
if (!canCompile) console.warn('No C compiler: the slow disk is not tried.');

describe.skipIf(!canCompile && process.env['CI'] === undefined)('a disk that flushes slowly', () => {
  let folder: string;
  let server: MeasuredServer;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'accueil-slow-disk-'));
    const library = join(folder, 'slow-disk.so');
    execFileSync('cc', ['-shared', '-fPIC', '-o', library, join(import.meta.dirname, 'slow-disk.c'), '-ldl']);
    server = await startServer({
      program: join(import.meta.dirname, '../../adapters/main.ts'), readyPath: '/readyz', logFile: join(folder, 'server.log'),
      environment: { DATABASE_FILE: join(folder, 'store.sqlite'), KNOWLEDGE_DIR, DIRECT_LINE_SECRET: SECRET, LD_PRELOAD: library, SLOW_DISK_MS: String(SLOW_MS) },
    });
  }, 120_000);
  afterAll(async () => {
    await server.stop('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it('loses nothing and doubles nothing, and each is answered: many people wait for one flush together', { timeout: 120_000 }, async () => {
    const agent = new Agent({ keepAlive: true });
    const people = await Promise.all(Array.from({ length: PEOPLE }, () => openConversation(server.url, SECRET, agent)));
    const started = performance.now();
    const waits = (await Promise.all(people.map(async (person) => {
      const own: number[] = [];
      for (const text of SAID) own.push(await person.turn(text));
      return own;
    }))).flat();
    const elapsed = performance.now() - started;
    expect(waits.length).toBe(PEOPLE * SAID.length);
    expect(Math.min(...waits), 'the fault was there').toBeGreaterThan(SLOW_MS);
    expect(elapsed, 'not one flush for each message').toBeLessThan(PEOPLE * SAID.length * 2 * SLOW_MS);
    for (const person of people) person.close();
    agent.destroy();
    recordFault('disque lent (200 ms à chaque écriture)', { rounds: 1, messages: waits.length, lost: 0, doubled: 0 });
  });
});
