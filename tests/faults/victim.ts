/**
 * A program made to be killed: real conversations over the real store, fed by lines on standard input.
 * It says `ready` once it may be fed, and `ack ID` for each message that it promises never to lose.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { openSqliteStore } from '../../adapters/store/sqlite.ts';
import { createConversations, type Conversations } from '../../bot/conversations.ts';
import type { IncomingMessage } from '../../bot/ports.ts';
import { say } from '../../bot/reply.ts';
import type { RunTurn } from '../../bot/turn.ts';

/** Takes a moment, so that it can be killed in the middle, and counts its turns in the state. */
export const countTurns: RunTurn = async (message, state) => {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
  const turns = state.misunderstandings + 1;
  return { state: { ...state, misunderstandings: turns }, outcome: 'answered', replies: [say(`${turns} : réponse à ${message.id}`)] };
};

export function openConversations(file: string) {
  const store = openSqliteStore(file);
  const journal = { info: () => undefined, error: () => undefined };
  return { store, conversations: createConversations({ store, runTurn: countTurns, clock: { now: () => new Date() }, journal }) };
}

// A pipe written in one call reaches the reader even when the next instruction is never run.
const tell = (line: string) => writeSync(1, `${line}\n`);

async function take(conversations: Conversations, incoming: IncomingMessage): Promise<void> {
  try {
    await conversations.receive(incoming);
  } catch {
    // Nothing was promised: whoever sent it sends it again.
    tell(`refused ${incoming.id}`);
    return;
  }
  tell(`ack ${incoming.id}`);
  await conversations.run(incoming.conversation);
}

if (import.meta.main) {
  let conversations: Conversations | undefined;
  tell('ready');
  for await (const line of createInterface({ input: process.stdin })) {
    if (!conversations) {
      // The file is opened by the first line only: it may still be in the hands of the program killed before.
      ({ conversations } = openConversations(String(process.argv[2])));
      void conversations.resume();
    }
    void take(conversations, JSON.parse(line) as IncomingMessage);
  }
}
