/**
 * A program made to be killed in the middle of hand-offs: real turns over the real store, and a sender that writes what leaves into a file.
 * It is fed whole conversations, one a line, and says `done ID` when the person has read the last reply.
 */
import { appendFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { openSqliteStore } from '../../adapters/store/sqlite.ts';
import { createConversations, type Conversations } from '../../bot/conversations.ts';
import { createHandoffDesk } from '../../bot/handoff/create-desk.ts';
import { createReception } from '../../bot/handoff/create-reception.ts';
import type { Store } from '../../bot/ports.ts';
import { prepareReading } from '../../bot/steps/read-situation.ts';
import { createRunTurn } from '../../bot/turn.ts';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.ts';

/** The texts are not what is tried here: nothing is found in them. */
const knowledge = {
  answer: async () => ({ kind: 'abstained', nearest: [], suggestions: [], topic: null }),
  cite: () => null,
  passage: () => undefined,
} as unknown as KnowledgeBase;

export function openHandoffs(file: string) {
  const store = openSqliteStore(file);
  const clock = { now: () => new Date() };
  const reception = createReception({
    store,
    // Cadres go to a desk of ours, everybody else to an outside system.
    routeOf: ({ kind }) => (kind === 'apec' ? 'desk' : 'delivery'),
    hoursOf: () => null, presentFor: () => 1, anyRoute: async () => true, fallback: null,
  });
  const runTurn = createRunTurn({ knowledge, clock, reception, history: (key) => store.transcript(key, 0) });
  const conversations = createConversations({ store, clock, runTurn, journal: { info: () => undefined, error: () => undefined } });
  return { store, conversations, desk: createHandoffDesk(store, conversations) };
}

const tell = (line: string) => writeSync(1, `${line}\n`);

interface Script {
  conversation: string;
  says: string[];
}

async function play(conversations: Conversations, { conversation, says }: Script): Promise<void> {
  for (const [index, text] of says.entries()) {
    await conversations.receive({ conversation, channel: 'test', id: `${conversation}-${index}`, kind: 'message', text, reference: null, clientData: null });
    await conversations.run(conversation);
    await conversations.settled(conversation);
    tell('said');
  }
  tell(`done ${conversation}`);
}

/** As any sender must: counted before it is tried, marked after it was accepted. */
async function send(store: Store, receiver: string): Promise<never> {
  for (;;) {
    for (const { number, idempotencyKey, kind } of await store.dueDispatches(new Date().toISOString())) {
      if (!(await store.claimDispatch(number, new Date(Date.now() + 20).toISOString()))) continue;
      appendFileSync(receiver, `${kind} ${idempotencyKey}\n`);
      await pause(Math.random() * 3);
      await store.markDispatched(number);
    }
    await pause(2);
  }
}

if (import.meta.main) {
  const [file = '', receiver = ''] = process.argv.slice(2);
  let opened: ReturnType<typeof openHandoffs> | undefined;
  // The tables of words are read before the file is opened, which may still be in the hands of the program killed before.
  await prepareReading();
  tell('ready');
  for await (const line of createInterface({ input: process.stdin })) {
    if (!opened) {
      opened = openHandoffs(file);
      void opened.conversations.resume();
      void send(opened.store, receiver);
    }
    void play(opened.conversations, JSON.parse(line) as Script);
  }
}
