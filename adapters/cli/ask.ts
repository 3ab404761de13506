/**
 * `npm run ask`: talk to the bot in the terminal. With standard input, conversations as JSON lines in, one JSON line each out:
 * `{"id":"x1","turns":["…"]}` gives `{"id":"x1","turns":[…],"situation":{…},"operator":{…},"handoff":null}`.
 * It is the server's own pipeline, on a database in memory.
 */
import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import type { Outcome } from '../../bot/outcomes.ts';
import type { Choice, Reply } from '../../bot/reply.ts';
import { contactOf } from '../../bot/dialogues/operator-reply.ts';
import { createReception } from '../../bot/handoff/create-reception.ts';
import type { Handoff } from '../../bot/handoff/handoff.ts';
import { parisDay } from '../../bot/paris-day.ts';
import { chooseOperator } from '../../bot/routing/choose-operator.ts';
import { type Situation, valuesOf } from '../../bot/situation/situation.ts';
import { GREETING } from '../../bot/turn.ts';
import { type ContactKind, DIRECTORY } from '../../knowledge/operators/directory.ts';
import { assemble, modelOf, openKnowledge, systemClock } from '../assemble.ts';
import { loadEnvironmentFile, readConfig } from '../config.ts';
import { createJournal } from '../journal.ts';
import { makeFolder } from '../make-folder.ts';
import { openSqliteStore } from '../store/sqlite.ts';

const EXAMPLE = '{"id":"x1","turns":["c’est gratuit ?"]}';
const lineSchema = z.object({ id: z.string(), turns: z.array(z.string()).min(1) });

interface AskedTurn {
  text: string;
  outcome: Outcome;
  replies: Reply[];
}

/** Conversations through the whole pipeline. */
export interface Terminal {
  say(id: string, text: string): Promise<AskedTurn>;
  /** What was understood of the person, and the operator that follows from it. */
  understood(id: string): Promise<Understood>;
}

/** The hand-off as the public contract writes it; null before one is agreed to. */
function handoffFor(handoff: Handoff | null) {
  const consent = handoff?.consents.at(-1);
  if (!handoff || !consent) return null;
  const { id, state, operator, summary } = handoff;
  return { id, state, operator: operator.kind, consentedAt: consent.at, summary };
}

interface Understood {
  handoff: ReturnType<typeof handoffFor>;
  situation: Situation;
  operator: { kind: string | null; name: string | null; reason: string; alternatives: string[]; sources: string[]; missing: string[]; warning: string | null } | null;
}

/** Ties a conversation in memory to the knowledge of the configuration. */
export async function openTerminal(onProgress: (line: string) => void): Promise<Terminal> {
  loadEnvironmentFile();
  const config = readConfig(process.env);
  makeFolder(config.KNOWLEDGE_DIR, 'KNOWLEDGE_DIR');
  const journal = createJournal('silent');
  const outcomes = new Map<string, Outcome>();
  const model = modelOf(config, journal);
  const { conversations, store } = assemble({
    knowledge: await openKnowledge(config, journal, onProgress, model),
    model,
    store: openSqliteStore(':memory:'),
    journal,
    // In the terminal a file goes to a desk in memory: one can see what would leave, and nothing does.
    reception: (store) => createReception({ store, routeOf: () => 'desk', hoursOf: () => null, presentFor: () => 0, anyRoute: async () => true, fallback: null }),
    onTurnFinished: (turn) => void outcomes.set(turn.message.id, turn.outcome),
  });
  let count = 0;
  const keyOf = (id: string) => `terminal:${id}`;
  return {
    async say(id, text) {
      const message = { conversation: keyOf(id), channel: 'terminal', id: `t${++count}`, kind: 'message' as const, text, reference: null, clientData: null };
      const { entry } = await conversations.receive(message);
      const replies = (await conversations.run(message.conversation)).flatMap((added) => added.reply ?? []);
      return { text: entry?.text ?? text, outcome: outcomes.get(message.id) ?? 'failed', replies };
    },
    async understood(id) {
      const { situation = {}, handoff = null } = (await store.conversation(keyOf(id)))?.state ?? {};
      return { situation, operator: operatorFor(situation), handoff: handoffFor(handoff) };
    },
  };
}

/** Null when nothing that was said calls for an operator. */
function operatorFor(situation: Situation): Understood['operator'] {
  if (Object.keys(situation).length === 0) return null;
  const { kind, because, alternatives, sources, missing, warning } = chooseOperator(valuesOf(situation), parisDay(systemClock.now()));
  if (kind === null) return null;
  return {
    // The public contract knows one word for « nobody of the CEP », whether a text says so or none does.
    kind: kind === 'inconnu' ? 'none' : kind,
    name: kind in DIRECTORY.kinds ? contactOf(kind as ContactKind, valuesOf(situation)).name : null,
    reason: because,
    alternatives: alternatives.map((door) => door.kind),
    sources: sources.map((source) => ('article' in source ? source.article : source.sheet)),
    missing,
    warning,
  };
}

const asJson = (turn: AskedTurn) => ({
  ...turn,
  replies: turn.replies.map(({ text, choices, citations }) => ({ text, choices: choices.map(({ label }) => label), citations })),
});

async function answerLines(terminal: Terminal): Promise<void> {
  let number = 0;
  let isEmpty = true;
  for await (const line of createInterface({ input: process.stdin })) {
    number++;
    if (line.trim() === '') continue;
    isEmpty = false;
    const read = readLine(line);
    if (read === null) {
      console.error(`Ligne ${number} : ce n'est pas une conversation, comme ${EXAMPLE}. Corrigez-la ; les autres sont traitées.`);
      process.exitCode = 1;
      continue;
    }
    const turns: ReturnType<typeof asJson>[] = [];
    const id = `${number}:${read.id}`;
    for (const text of read.turns) turns.push(asJson(await terminal.say(id, text)));
    console.log(JSON.stringify({ id: read.id, turns, ...(await terminal.understood(id)) }));
  }
  if (isEmpty) console.error(`L'entrée est vide : donnez une conversation par ligne, par exemple ${EXAMPLE}. Sans rien rediriger, on discute dans le terminal.`);
}

function readLine(line: string) {
  try {
    return lineSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

/** A conversation with whoever sits at the terminal. The suggestions have numbers, and a number picks one. Ends with the input. */
export async function chat(conversation: Pick<Terminal, 'say'>, input: Readable, output: Writable): Promise<void> {
  const lines = createInterface({ input, output, prompt: '\n> ' });
  const write = (text: string) => void output.write(`${text}\n`);
  let offered: Choice[] = [];
  function show({ text, citations, choices }: Reply): void {
    write(`\n${text}`);
    citations.forEach(({ title, url }, index) => write(`  [${index + 1}] ${title} — ${url}`));
    for (const { label, url } of choices) {
      if (url !== undefined) write(`  →  ${label} : ${url}`);
    }
    for (const choice of choices.filter(({ url }) => url === undefined)) write(`  ${offered.push(choice)}. ${choice.label}`);
  }

  show(GREETING);
  write('\n(un numéro choisit une proposition ; Ctrl+D pour quitter)');
  lines.prompt();
  for await (const line of lines) {
    if (line.trim() !== '') {
      const { replies } = await conversation.say('chat', offered[Number(line) - 1]?.say ?? line);
      offered = [];
      replies.forEach(show);
    }
    lines.prompt();
  }
}

if (import.meta.main) {
  try {
    const opened = await openTerminal((line) => console.error(line));
    await (process.stdin.isTTY ? chat(opened, process.stdin, process.stdout) : answerLines(opened));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
