/** Turns a second, waiting time and processor time of a Direct Line server, under so many conversations at once. */
import { Agent } from 'node:http';
import { type DirectLineClient, openConversation } from './direct-line-client.ts';
import type { MeasuredServer } from './server.ts';
import { median, percentile } from './statistics.ts';

export interface TurnFigures {
  turnsPerSecond: number;
  /** Milliseconds that a person waits. */
  p50: number;
  p95: number;
  p99: number;
  /** Processor time of the server for one turn, in microseconds. */
  cpuPerTurn: number;
}

export interface Load {
  conversations: number;
  /** Over all conversations. */
  turns: number;
  questions: readonly string[];
  secret: string;
}

/** Runs the load once. The conversations are opened, and one turn is run in each, before the measure begins. */
export async function measureTurns(server: MeasuredServer, load: Load): Promise<TurnFigures> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.conversations });
  const clients = await Promise.all(Array.from({ length: load.conversations }, () => openConversation(server.url, load.secret, agent)));
  try {
    let asked = 0;
    const question = () => load.questions[asked++ % load.questions.length] ?? '';
    await Promise.all(clients.map((client) => client.turn(question())));

    asked = 0;
    const waits: number[] = [];
    const talk = async (client: DirectLineClient) => {
      while (asked < load.turns) waits.push(await client.turn(question()));
    };
    const before = await server.usage();
    const started = performance.now();
    await Promise.all(clients.map(talk));
    const seconds = (performance.now() - started) / 1_000;
    const after = await server.usage();
    return {
      turnsPerSecond: waits.length / seconds,
      p50: percentile(waits, 0.5),
      p95: percentile(waits, 0.95),
      p99: percentile(waits, 0.99),
      cpuPerTurn: (after.cpu - before.cpu) / waits.length,
    };
  } finally {
    for (const client of clients) client.close();
    agent.destroy();
  }
}

/** Runs the load on each server in turn, several times, and keeps the middle figure of each: what else the machine does falls on all alike. */
export async function measureSideBySide<Name extends string>(servers: Record<Name, MeasuredServer>, load: Load, rounds: number): Promise<Record<Name, TurnFigures>> {
  const names = Object.keys(servers) as Name[];
  const runs = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, TurnFigures[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) runs[name].push(await measureTurns(servers[name], load));
  }
  return Object.fromEntries(names.map((name) => [name, middle(runs[name])])) as Record<Name, TurnFigures>;
}

function middle(runs: readonly TurnFigures[]): TurnFigures {
  const of = (figure: keyof TurnFigures) => median(runs.map((run) => run[figure]));
  return { turnsPerSecond: of('turnsPerSecond'), p50: of('p50'), p95: of('p95'), p99: of('p99'), cpuPerTurn: of('cpuPerTurn') };
}
