import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IncomingMessage, TranscriptEntry } from '../../bot/ports.ts';
import { FAILED_REPLY } from '../../bot/turn.ts';
import { openConversations } from './victim.ts';
import { recordFault } from '../support/record-fault.ts';

/** `FAULT_ROUNDS=1000 npx vitest run tests/faults` looks for a rarer instant. */
const ROUNDS = Number(process.env['FAULT_ROUNDS'] ?? 40);
const CONVERSATIONS = ['directline:a', 'directline:b', 'msteams:c'];
const NEW_MESSAGES_A_ROUND = 15;

function message(number: number): IncomingMessage {
  const conversation = CONVERSATIONS[number % CONVERSATIONS.length]!;
  const channel = conversation.split(':')[0]!;
  return { conversation, channel, id: `m${number}`, kind: 'message', text: `question ${number}`, reference: channel === 'msteams' ? {} : null, clientData: null };
}

const random = (below: number) => Math.floor(Math.random() * below);

class Victim {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly ready: Promise<unknown>;
  /** Called with the id of each message that the program promised to keep. */
  onAcknowledged: (id: string) => void = () => undefined;

  constructor(file: string) {
    this.#child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'victim.ts'), file], { stdio: ['pipe', 'pipe', 'inherit'] });
    // Writing to a program that was just killed fails, and that is the point.
    this.#child.stdin.on('error', () => undefined);
    const lines = createInterface({ input: this.#child.stdout });
    this.ready = once(lines, 'line');
    lines.on('line', (line) => line.startsWith('ack ') && this.onAcknowledged(line.slice(4)));
  }

  send(messages: IncomingMessage[]): void {
    this.#child.stdin.write(messages.map((each) => `${JSON.stringify(each)}\n`).join(''));
  }

  async kill(): Promise<void> {
    const gone = once(this.#child, 'close');
    this.#child.kill('SIGKILL');
    await gone;
  }
}

describe('a program killed in the middle of its turns (kill -9)', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'accueil-killed-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it(`loses nothing that it acknowledged, and answers each message once, over ${ROUNDS} deaths`, { timeout: 30_000 + ROUNDS * 1_500 }, async () => {
    const file = join(directory, 'store.sqlite');
    const sent: IncomingMessage[] = [];
    const acknowledged = new Set<string>();
    let diedInTheMiddle = 0;

    let next = new Victim(file);
    for (let round = 0; round < ROUNDS; round++) {
      const victim = next;
      await victim.ready;
      // Started ahead, so that a round is as long as its turns and not as the start of a program.
      next = new Victim(file);
      const redelivered = sent.filter(({ id }) => !acknowledged.has(id) || Math.random() < 0.02);
      const fresh = Array.from({ length: NEW_MESSAGES_A_ROUND }, (_, index) => message(sent.length + index));
      sent.push(...fresh);
      const until = random(fresh.length) + 1;
      await new Promise<void>((resolve) => {
        let acks = 0;
        victim.onAcknowledged = (id) => {
          acknowledged.add(id);
          if (++acks === until) setTimeout(resolve, Math.random() * 6);
        };
        victim.send([...redelivered, ...fresh]);
      });
      await victim.kill();
      const { store } = openConversations(file);
      if ((await store.conversationsWithUnanswered()).length > 0) diedInTheMiddle++;
      await store.close();
    }
    await next.kill();
    expect(diedInTheMiddle).toBeGreaterThan(0);

    const { store, conversations } = openConversations(file);
    await conversations.resume();
    expect(await store.conversationsWithUnanswered()).toEqual([]);
    const entries: TranscriptEntry[] = [];
    for (const conversation of CONVERSATIONS) {
      const own = await store.transcript(conversation, 0);
      entries.push(...own);
      expect(own.map(({ position }) => position)).toEqual(own.map((_, index) => index + 1));
      const asked = own.filter(({ from }) => from === 'person').map(({ id }) => id);
      const replies = own.filter(({ from }) => from === 'bot');
      expect(replies.map(({ inReplyTo }) => inReplyTo)).toEqual(asked);
      // The state counts each turn once: it was stored with the reply, or not at all.
      const thought = replies.filter(({ text }) => text !== FAILED_REPLY.text);
      expect(thought.map(({ text }) => text)).toEqual(thought.map(({ inReplyTo }, index) => `${index + 1} : réponse à ${inReplyTo}`));
      expect((await store.conversation(conversation))?.state.misunderstandings).toBe(thought.length);
    }
    const kept = new Set(entries.filter(({ from }) => from === 'person').map(({ id }) => id));
    const lost = [...acknowledged].filter((id) => !kept.has(id));
    recordFault('kill -9 du seul processus', { rounds: ROUNDS, messages: acknowledged.size, lost: lost.length, doubled: 0 });
    expect(lost).toEqual([]);
    // Each reply to a channel that must be handed its replies waits there once.
    const toHand = entries.filter(({ from, conversation }) => from === 'bot' && conversation.startsWith('msteams'));
    expect((await store.undelivered()).map(({ entry }) => entry.id)).toEqual(toHand.map(({ id }) => id));
    await store.close();
  });
});
