/** What may happen to one of several processes, and to the database under them: acknowledged messages lost 0, doubled replies 0. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPostgresStore } from '../../adapters/store/postgres.ts';
import type { IncomingMessage } from '../../bot/ports.ts';
import { FAILED_REPLY } from '../../bot/turn.ts';
import { recordFault } from '../support/record-fault.ts';
import { createTestDatabase, type TestDatabase, withoutPostgres } from '../support/postgres.ts';
import { type Cable, layCable } from './tcp-proxy.ts';

/** `FAULT_ROUNDS=1000 npx vitest run tests/faults` looks for a rarer instant. */
const ROUNDS = Number(process.env['FAULT_ROUNDS'] ?? 8);
const CONVERSATIONS = ['directline:a', 'directline:b', 'msteams:c'];
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function message(number: number): IncomingMessage {
  const conversation = CONVERSATIONS[number % CONVERSATIONS.length]!;
  const channel = conversation.split(':')[0]!;
  return { conversation, channel, id: `m${number}`, kind: 'message', text: `question ${number}`, reference: channel === 'msteams' ? {} : null, clientData: null };
}

class Process {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly ready: Promise<unknown>;

  constructor(url: string, onAcknowledged: (id: string) => void) {
    this.#child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'postgres-victim.ts'), url], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child.stdin.on('error', () => undefined);
    const lines = createInterface({ input: this.#child.stdout });
    this.ready = once(lines, 'line');
    lines.on('line', (line) => line.startsWith('ack ') && onAcknowledged(line.slice(4)));
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  send(incoming: IncomingMessage): void {
    this.#child.stdin.write(`${JSON.stringify(incoming)}\n`);
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (!this.isAlive) return;
    const gone = once(this.#child, 'close');
    this.#child.kill(signal);
    await gone;
  }
}

describe.skipIf(withoutPostgres)('several processes on one PostgreSQL database', () => {
  let database: TestDatabase;
  let sent: IncomingMessage[];
  let acknowledged: Set<string>;
  let processes: Process[];
  let load: NodeJS.Timeout | undefined;
  beforeEach(async () => {
    database = await createTestDatabase();
    [sent, acknowledged, processes] = [[], new Set(), []];
  });
  afterEach(async () => {
    clearInterval(load);
    await Promise.all(processes.map((each) => each.end('SIGKILL')));
    await database.drop();
  });

  async function start(url = database.url): Promise<Process> {
    const started = new Process(url, (id) => acknowledged.add(id));
    await started.ready;
    return started;
  }
  function say(count: number): void {
    for (let left = count; left > 0; left--) {
      const next = message(sent.length);
      sent.push(next);
      processes[sent.length % processes.length]!.send(next);
    }
  }
  /** What a channel does with what was not acknowledged: it delivers it again, to whichever process. */
  function deliverAgain(): void {
    for (const each of sent) if (!acknowledged.has(each.id)) processes[Math.floor(Math.random() * processes.length)]!.send(each);
  }

  async function expectEachAnsweredOnce(): Promise<void> {
    const deadline = Date.now() + 30_000;
    while (acknowledged.size < sent.length && Date.now() < deadline) {
      deliverAgain();
      await wait(300);
    }
    expect(sent.filter(({ id }) => !acknowledged.has(id))).toEqual([]);
    const store = await openPostgresStore(database.url);
    try {
      await expect.poll(() => store.conversationsWithUnanswered(), { timeout: 30_000, interval: 200 }).toEqual([]);
      const handed: string[] = [];
      for (const conversation of CONVERSATIONS) {
        const own = await store.transcript(conversation, 0);
        expect(own.map(({ position }) => position)).toEqual(own.map((_, index) => index + 1));
        const replies = own.filter(({ from }) => from === 'bot');
        const asked = sent.filter((each) => each.conversation === conversation).map(({ id }) => id);
        expect(own.filter(({ from }) => from === 'person').map(({ id }) => id).sort()).toEqual(asked.sort());
        expect(replies.map(({ inReplyTo }) => inReplyTo!).sort()).toEqual(asked.sort());
        // The state counts each turn once: it was stored with the reply, or not at all.
        const thought = replies.filter(({ text }) => text !== FAILED_REPLY.text);
        expect(thought.map(({ text }) => text)).toEqual(thought.map(({ inReplyTo }, index) => `${index + 1} : réponse à ${inReplyTo}`));
        expect((await store.conversation(conversation))?.state.misunderstandings).toBe(thought.length);
        if (conversation.startsWith('msteams')) handed.push(...replies.map(({ id }) => id));
      }
      expect((await store.undelivered()).map(({ entry }) => entry.id)).toEqual(handed);
    } finally {
      await store.close();
    }
  }

  it(`lose nothing and double nothing when one of them is killed under load (kill -9), ${ROUNDS} times`, { timeout: 60_000 + ROUNDS * 3_000 }, async () => {
    processes = [await start(), await start()];
    for (let round = 0; round < ROUNDS; round++) {
      const next = start();
      say(20);
      await wait(Math.random() * 60);
      const victim = round % 2;
      await processes[victim]!.end('SIGKILL');
      processes[victim] = await next;
      if (Math.random() < 0.5) deliverAgain();
    }
    await expectEachAnsweredOnce();
    recordFault('kill -9 de l’un de deux processus (PostgreSQL)', { rounds: ROUNDS, messages: acknowledged.size, lost: 0, doubled: 0 });
  });

  it('lose nothing and double nothing in a rolling restart under load', { timeout: 90_000 }, async () => {
    processes = [await start(), await start()];
    // As many as even a slow machine answers meanwhile: behind an endless line nobody could ever leave.
    load = setInterval(() => sent.length < 300 && say(2), 20);
    try {
      for (const turn of [0, 1, 0, 1]) {
        const next = await start();
        const leaving = processes[turn]!;
        // The balancer sends to the new one from here on.
        processes[turn] = next;
        await leaving.end('SIGTERM');
      }
    } finally {
      clearInterval(load);
    }
    await expectEachAnsweredOnce();
  });

  it('live on, lose nothing and double nothing when the server ends their connections at random', { timeout: 90_000 + ROUNDS * 2_000 }, async () => {
    processes = [await start(), await start()];
    for (let round = 0; round < ROUNDS * 2; round++) {
      say(10);
      await wait(Math.random() * 40);
      await database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'accueil-cep' AND random() < 0.6");
    }
    expect(processes.map(({ isAlive }) => isAlive)).toEqual([true, true]);
    await expectEachAnsweredOnce();
  });

  describe('one of them behind a cable', () => {
    let cable: Cable;
    beforeEach(async () => {
      const { hostname, port } = new URL(database.url);
      cable = await layCable(hostname, Number(port || 5_432));
    });
    afterEach(() => cable.close());
    const throughCable = () => {
      const url = new URL(database.url);
      [url.hostname, url.port] = ['127.0.0.1', String(cable.port)];
      return url.href;
    };

    it('refuse what cannot be kept while the database is stopped, and go on when it is back', { timeout: 90_000 }, async () => {
      processes = [await start(throughCable()), await start(throughCable())];
      for (let round = 0; round < 4; round++) {
        say(20);
        await wait(Math.random() * 40);
        cable.stop();
        const known = new Set(acknowledged);
        await wait(50);
        say(10);
        await wait(300);
        // What was said while it was stopped was promised to nobody.
        expect(sent.slice(-10).filter(({ id }) => acknowledged.has(id) && !known.has(id))).toEqual([]);
        cable.mend();
        await wait(200);
      }
      await expectEachAnsweredOnce();
    });

    it('go on without the one that was cut off in silence, and take it back', { timeout: 90_000 }, async () => {
      processes = [await start(throughCable()), await start()];
      for (let round = 0; round < 2; round++) {
        say(30);
        await wait(Math.random() * 30);
        cable.silence();
        say(10);
        // Longer than its patience: it has given its connections up, and the server still believes in them.
        await wait(4_000);
        cable.mend();
        await wait(500);
      }
      await expectEachAnsweredOnce();
    });
  });
});
