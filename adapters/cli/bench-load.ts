/**
 * Many people at once, as they come: Direct Line web sockets, the chat page and `/api/messages` together, with answers, dialogues and
 * hand-offs mixed. Twice: as fast as replies come, which says what the machine can do, and with the pauses of people who read, which
 * says what they feel. Beside the bare echo bot, in the same run.
 */
import { randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDirectory } from '../desk/access/directory.ts';
import { type Channel, openChannel } from './bench/channel-client.ts';
import { openConversation } from './bench/direct-line-client.ts';
import { openPage } from './bench/page-client.ts';
import type { BenchPerson } from './bench/person.ts';
import { type MeasuredServer, startServer } from './bench/server.ts';
import { median, percentile } from './bench/statistics.ts';
import { talkOf, wordsOf } from './bench/talks.ts';
import { rounded } from './bench/targets.ts';
import type { Table } from './evaluate/figures.ts';

const PEOPLE = 500;
const SECONDS = 30;
/** A person reads and types for so long between two messages, in milliseconds: half to one and a half of it. */
const READS_MS = 10_000;
/** Of ten people: by a web socket, on the page, on a channel. */
const WAYS = ['socket', 'socket', 'socket', 'socket', 'page', 'page', 'page', 'page', 'channel', 'channel'] as const;

export interface LoadFigures {
  turnsPerSecond: number;
  p50: number;
  p95: number;
  p99: number;
  /** Processor time of all servers for one turn, in microseconds. */
  cpuPerTurn: number;
  /** Longest wait of the event loop, 99th percentile, in milliseconds. */
  loopDelay: number;
  /** Bytes that a conversation under way takes. */
  memoryPerPerson: number;
  /** Messages that got no reply, or were refused. */
  failures: number;
}

export interface LoadOptions {
  people: number;
  seconds: number;
  /** Milliseconds that a person reads; 0 to write again at once. */
  reads: number;
  secret: string;
  questions: readonly string[];
  /** Only by web sockets: an echo knows nothing else. */
  onlySockets?: boolean;
}

/** People are shared out among the servers, as a balancer would. */
export async function measureLoad(servers: readonly MeasuredServer[], { people, seconds, reads, secret, questions, onlySockets = false }: LoadOptions): Promise<LoadFigures> {
  const agent = new Agent({ keepAlive: true, maxSockets: people });
  const channel = await openChannel();
  const usage = async () => Promise.all(servers.map((server) => server.usage()));
  const memoryBefore = sum((await usage()).map(({ memory }) => memory));
  const all = await Promise.all(Array.from({ length: people }, (_, place) => enter(servers[place % servers.length] as MeasuredServer, place, { channel, agent, secret, onlySockets })));
  const waits: number[] = [];
  let failures = 0;
  let isOver = false;

  async function talk(person: BenchPerson, place: number): Promise<void> {
    // Not all at the same instant: nobody does.
    await pause(reads * Math.random());
    for (const text of wordsOf(place, questions)) {
      if (isOver) return;
      await person.turn(text).then((wait) => waits.push(wait), () => (failures += 1));
      if (reads > 0) await pause(reads * (0.5 + Math.random()), undefined, { ref: false });
    }
  }

  try {
    const talking = all.map(talk);
    // The first second is the opening of doors.
    await pause(1_000);
    waits.length = 0;
    const before = await usage();
    const started = performance.now();
    await pause(seconds * 1_000);
    const after = await usage();
    const elapsed = (performance.now() - started) / 1_000;
    const measured = [...waits];
    isOver = true;
    if (reads === 0) await Promise.all(talking);
    const cpu = sum(after.map((one) => one.cpu)) - sum(before.map((one) => one.cpu));
    return {
      turnsPerSecond: measured.length / elapsed,
      p50: median(measured),
      p95: percentile(measured, 0.95),
      p99: percentile(measured, 0.99),
      cpuPerTurn: cpu / measured.length,
      loopDelay: Math.max(...after.map(({ loopDelay }) => loopDelay)),
      memoryPerPerson: Math.max(0, sum(after.map(({ memory }) => memory)) - memoryBefore) / people,
      failures,
    };
  } finally {
    for (const person of all) person.close();
    channel.close();
    agent.destroy();
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

interface Doors { channel: Channel; agent: Agent; secret: string; onlySockets: boolean }

async function enter({ url }: MeasuredServer, place: number, { channel, agent, secret, onlySockets }: Doors): Promise<BenchPerson> {
  // Ten people of each kind of talk go in by ten different doors.
  const way = onlySockets ? 'socket' : WAYS[Math.floor(place / 10) % WAYS.length];
  if (way === 'page') return openPage(url, agent);
  return way === 'channel' ? channel.open(url, agent) : openConversation(url, secret, agent);
}

/** Somebody must be there to receive, or nobody is handed over. */
export async function inviteCounsellor(file: string): Promise<void> {
  const directory = openDirectory(file);
  await directory.invite({ email: 'conseil@apec.example', name: null, role: 'counsellor', scopes: [{ kind: 'apec', region: null }], maintains: false }, new Date());
  await directory.close();
}

export const loadEnvironment = (folder: string, secret: string): Record<string, string> => ({
  DIRECT_LINE_SECRET: secret, DATABASE_FILE: join(folder, 'load.sqlite'), DESK_DATABASE_FILE: join(folder, 'load.desk.sqlite'),
  BOT_FRAMEWORK_DEVELOPMENT: 'true', MESSAGES_PER_MINUTE: '0', CONVERSATIONS_AT_ONCE: '0',
});

export const LOAD_COLUMNS = ['', 'tours/s', 'p50 ms', 'p95 ms', 'p99 ms', 'CPU µs/tour', 'attente boucle ms', 'Ko/personne', 'sans réponse'];
export const loadRow = (name: string, figures: LoadFigures): (string | number)[] => [
  name, ...[figures.turnsPerSecond, figures.p50, figures.p95, figures.p99, figures.cpuPerTurn, figures.loopDelay, figures.memoryPerPerson / 1_024].map(rounded), figures.failures,
];

/** `folder` is thrown away by the caller. About two minutes. */
export async function benchLoad(folder: string, questions: readonly string[], onProgress: (line: string) => void): Promise<{ tables: Table[]; figures: Record<string, number> }> {
  const secret = randomBytes(24).toString('hex');
  const environment = loadEnvironment(folder, secret);
  await inviteCounsellor(environment['DESK_DATABASE_FILE'] ?? '');
  const start = (program: string, log: string) => startServer({ program: join(import.meta.dirname, program), readyPath: '/readyz', environment, logFile: join(folder, log) });
  const [product, echo] = [await start('../main.ts', 'load.log'), await start('bench/echo-server.ts', 'load-echo.log')];
  try {
    const load = { people: PEOPLE, seconds: SECONDS, secret, questions };
    onProgress(`${PEOPLE} personnes à la fois, aussi vite que les réponses viennent`);
    const fast = await measureLoad([product], { ...load, reads: 0 });
    const bare = await measureLoad([echo], { ...load, reads: 0, onlySockets: true });
    onProgress(`${PEOPLE} personnes à la fois, qui lisent et écrivent`);
    const calm = await measureLoad([product], { ...load, reads: READS_MS });
    const bareCalm = await measureLoad([echo], { ...load, reads: READS_MS, onlySockets: true });
    const shares = (['answers', 'dialogue', 'handoff'] as const).map((talk) => Array.from({ length: 10 }, (_, place) => talkOf(place)).filter((one) => one === talk).length * 10);
    return {
      tables: [{
        title: `Charge : ${PEOPLE} personnes à la fois`,
        columns: LOAD_COLUMNS,
        rows: [loadRow('sans pause, produit', fast), loadRow('sans pause, écho nu', bare), loadRow('qui lisent 10 s, produit', calm), loadRow('qui lisent 10 s, écho nu', bareCalm)],
        note: `Produit : 40 % par Direct Line, 40 % sur la page, 20 % par /api/messages ; ${shares[0]} % de questions, ${shares[1]} % de dialogues, ${shares[2]} % de transferts. Écho : Direct Line seul. La charge vient de la même machine.`,
      }],
      figures: { 'load-turns-per-second': fast.turnsPerSecond, 'load-calm-p95': calm.p95, 'load-failures': fast.failures + calm.failures },
    };
  } finally {
    await Promise.all([product.stop(), echo.stop()]);
  }
}
