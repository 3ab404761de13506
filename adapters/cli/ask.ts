/**
 * `npm run ask`: talk to the bot in the terminal. With standard input, conversations as JSON lines in, one JSON line each out:
 * `{"id":"x1","turns":["…"]}` gives `{"id":"x1","turns":[…],"situation":{},"operator":null,"handoff":null}`.
 * It is the server's own pipeline, on a database in memory.
 */
import { createInterface } from 'node:readline/promises';
import { z } from 'zod';
import type { Outcome } from '../../bot/outcomes.ts';
import type { Reply } from '../../bot/reply.ts';
import { GREETING } from '../../bot/turn.ts';
import { assemble, openKnowledge } from '../assemble.ts';
import { loadEnvironmentFile, readConfig } from '../config.ts';
import { createJournal } from '../journal.ts';

const lineSchema = z.object({ id: z.string(), turns: z.array(z.string()).min(1) });

interface AskedTurn {
  text: string;
  outcome: Outcome;
  replies: { text: string; choices: string[]; citations: unknown[] }[];
}

/** One conversation through the whole pipeline. */
export type Converse = (id: string, text: string) => Promise<AskedTurn>;

/** Ties a conversation in memory to the knowledge of the configuration. */
export async function createConverse(onProgress: (line: string) => void): Promise<Converse> {
  loadEnvironmentFile();
  const config = readConfig(process.env);
  const journal = createJournal('silent');
  const outcomes = new Map<string, Outcome>();
  const { conversations } = assemble({
    knowledge: await openKnowledge(config, journal, onProgress),
    databaseFile: ':memory:',
    journal,
    onTurnFinished: (turn) => void outcomes.set(turn.message.id, turn.outcome),
  });
  let count = 0;
  return async (id, text) => {
    const message = { conversation: `terminal:${id}`, channel: 'terminal', id: `t${++count}`, kind: 'message' as const, text, reference: null, clientData: null };
    const { entry } = await conversations.receive(message);
    const replies = (await conversations.run(message.conversation)).flatMap((added) => added.reply ?? []);
    return { text: entry?.text ?? text, outcome: outcomes.get(message.id) ?? 'failed', replies: replies.map(asJson) };
  };
}

const asJson = ({ text, choices, citations }: Reply) => ({ text, choices: choices.map((choice) => choice.label), citations });

async function answerLines(converse: Converse): Promise<void> {
  let number = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    number++;
    if (line.trim() === '') continue;
    const read = readLine(line);
    if (read === null) {
      console.error(`Ligne ${number} : ce n'est pas {"id":"x1","turns":["…"]}. Corrigez-la ; les autres sont traitées.`);
      process.exitCode = 1;
      continue;
    }
    const turns: AskedTurn[] = [];
    for (const text of read.turns) turns.push(await converse(`${number}:${read.id}`, text));
    console.log(JSON.stringify({ id: read.id, turns, situation: {}, operator: null, handoff: null }));
  }
}

function readLine(line: string) {
  try {
    return lineSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

async function chat(converse: Converse): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  console.log(`\n${GREETING.text}\n\n(Ctrl+D pour quitter)`);
  terminal.on('close', () => process.exit(0));
  for (;;) {
    const { replies } = await converse('chat', await terminal.question('\n> '));
    for (const { text, citations, choices } of replies) {
      console.log(`\n${text}`);
      for (const [index, citation] of (citations as Reply['citations']).entries()) console.log(`  [${index + 1}] ${citation.title} — ${citation.url}`);
      if (choices.length > 0) console.log(`  → ${choices.join(' | ')}`);
    }
  }
}

if (import.meta.main) {
  const converse = await createConverse((line) => console.error(line));
  await (process.stdin.isTTY ? chat(converse) : answerLines(converse));
}
