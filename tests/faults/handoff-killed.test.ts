import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { recordFault } from '../support/record-fault.ts';
import { openHandoffs } from './handoff-victim.ts';

/** `FAULT_ROUNDS=200 npx vitest run tests/faults` looks for a rarer instant. */
const ROUNDS = Number(process.env['FAULT_ROUNDS'] ?? 8);
/** Conversations under way at a death. A message that three deaths interrupt is given up, so that those of a long queue would all be. */
const CONVERSATIONS_AT_ONCE = 8;
/** Messages answered between two deaths, on average. */
const SAID_A_ROUND = 20;

interface Script {
  conversation: string;
  says: string[];
}

/** By turns: agrees to our desk, agrees to an outside system, says no, never answers. */
function script(number: number): Script {
  const conversation = `test:${number}`;
  const cadre = ['je suis cadre à Lyon', 'parler à une personne'];
  const employee = ['je suis salarié du privé, pas cadre, 40 ans, à Rennes', 'parler à une personne'];
  const ways = [
    [...cadre, 'oui transmettre'],
    [...employee, 'laisser mes coordonnées', 'jean@example.fr', 'oui transmettre'],
    [...cadre, 'non merci'],
    employee,
  ];
  return { conversation, says: ways[number % ways.length] ?? [] };
}
const agrees = (conversation: string) => Number(conversation.split(':')[1]) % 4 < 2;
/** A message that was being answered at three deaths is given up, and its person told so: only what was announced counts. */
const IS_TOLD = /^(C’est fait : votre fiche|Votre fiche est prête et part)/;

/** Whatever a test that fails leaves running. */
const children: ChildProcessByStdio<Writable, Readable, null>[] = [];

function startVictim(file: string, receiver: string) {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'handoff-victim.ts'), file, receiver], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout });
  const done = new Set<string>();
  const waiting: { count: number; resolve: () => void }[] = [];
  lines.on('line', (line) => {
    if (line.startsWith('done ')) done.add(line.slice(5));
    if (line === 'said') for (const one of waiting) if (--one.count === 0) one.resolve();
  });
  return {
    done,
    ready: once(lines, 'line'),
    /** However slow the machine is, so many messages are answered before it dies. */
    saidMore: (count: number) => new Promise<void>((resolve) => waiting.push({ count, resolve })),
    send: (scripts: Script[]) => void child.stdin.write(scripts.map((each) => `${JSON.stringify(each)}\n`).join('')),
    async kill() {
      const gone = once(child, 'close');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'accueil-handoff-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

it(`each agreed file reaches its operator, and none leaves without consent, over ${ROUNDS} deaths (kill -9)`, { timeout: 60_000 + ROUNDS * 4_000 }, async () => {
  const [file, receiver] = [join(directory, 'store.sqlite'), join(directory, 'received')];
  const finished = new Set<string>();
  let count = 0;
  let next = startVictim(file, receiver);
  const scripts: Script[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const victim = next;
    await victim.ready;
    next = startVictim(file, receiver);
    const sent = scripts.filter(({ conversation }) => !finished.has(conversation));
    while (sent.length < CONVERSATIONS_AT_ONCE) {
      const added = script(count++);
      scripts.push(added);
      sent.push(added);
    }
    const asked = sent.reduce((sum, { says }) => sum + says.length, 0);
    const answered = victim.saidMore(Math.min(asked, Math.ceil(Math.random() * 2 * SAID_A_ROUND)));
    victim.send(sent);
    await answered;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 6));
    await victim.kill();
    for (const conversation of victim.done) finished.add(conversation);
  }
  await next.ready;
  // One more, since the last victim opens its store with the first conversation: all others may have ended.
  scripts.push(script(count++));
  next.send(scripts.filter(({ conversation }) => !finished.has(conversation)));
  await expect.poll(() => next.done.size, { timeout: 30_000 }).toBe(scripts.length - finished.size);
  const received = () => (existsSync(receiver) ? readFileSync(receiver, 'utf8').trim().split('\n').filter(Boolean) : []);
  const { store } = openHandoffs(file);
  await expect.poll(async () => (await store.dueDispatches('2100-01-01')).length, { timeout: 30_000 }).toBe(0);
  await next.kill();

  const records = await store.handoffs('all');
  const told: string[] = [];
  for (const { conversation } of scripts) if ((await store.transcript(conversation, 0)).some(({ from, text }) => from === 'bot' && IS_TOLD.test(text))) told.push(conversation);
  // Whoever was told so is there, once; whoever said no or never answered is not.
  expect(records.map(({ conversation }) => conversation).toSorted()).toEqual(told.toSorted());
  expect(told.filter((conversation) => !agrees(conversation))).toEqual([]);
  expect(told.length).toBeGreaterThan(scripts.filter(({ conversation }) => agrees(conversation)).length / 2);
  for (const { handoff } of records) expect(handoff.consents).toHaveLength(1);
  const keys = new Set(records.filter(({ handoff }) => handoff.state === 'sending').map(({ handoff }) => `file ${handoff.id}:file:1`));
  expect(new Set(received())).toEqual(keys);
  recordFault('kill -9 pendant un transfert (fiches)', { rounds: ROUNDS, messages: told.length, lost: 0, doubled: 0 });
  await store.close();
});
