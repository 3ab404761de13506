/**
 * A program made to be killed beside another that goes on: real conversations over a PostgreSQL database, fed by lines on standard
 * input. It says `ready` once it may be fed, and `ack ID` for each message that it promises never to lose.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { openPostgresStore } from '../../adapters/store/postgres.ts';
import { createConversations } from '../../bot/conversations.ts';
import type { IncomingMessage } from '../../bot/ports.ts';
import { countTurns } from './victim.ts';

/** Tests are shorter than days. */
const LEFT_MS = 1_000;
const TAKE_OVER_MS = 300;

const tell = (line: string) => writeSync(1, `${line}\n`);
const store = await openPostgresStore(String(process.argv[2]), { patienceMs: 2_000 });
const journal = { info: () => undefined, error: () => undefined };
const conversations = createConversations({ store, runTurn: countTurns, clock: { now: () => new Date() }, journal, limits: { retryMs: 100 } });
setInterval(() => void conversations.resume(LEFT_MS).catch(() => undefined), TAKE_OVER_MS);

async function take(incoming: IncomingMessage): Promise<void> {
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

process.once('SIGTERM', () => {
  // A rolling restart: what was acknowledged is answered first.
  void conversations.idle().then(() => process.exit(0));
});
tell('ready');
for await (const line of createInterface({ input: process.stdin })) void take(JSON.parse(line) as IncomingMessage);
