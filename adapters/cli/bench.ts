/**
 * `npm run bench`: how fast the product is and what it weighs. Each figure is set beside another of the same run,
 * since a machine that is slow today is slow for both.
 *   --quick    a few turns and no search engines: to see that the bench itself works
 * Exits with an error when a figure is beyond `bench/targets.yaml`, except with --quick.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchDesk } from './bench-desk.ts';
import { benchLabour } from './bench-labour.ts';
import { benchRetrieval } from './bench-retrieval.ts';
import { benchUnderstanding } from './bench-understanding.ts';
import { startServer } from './bench/server.ts';
import { compareWithTargets, readTargets, rounded } from './bench/targets.ts';
import { measureSideBySide } from './bench/turns.ts';
import type { Table } from './evaluate/figures.ts';
import { tableLines } from './evaluate/print-table.ts';
import { readQuestions } from './evaluate/suite-data.ts';

const MEGABYTE = 1_048_576;
const CONVERSATIONS = [1, 16, 64];
const SIZES = { full: { turns: 640, rounds: 5 }, quick: { turns: 64, rounds: 1 } };

const program = (file: string) => join(import.meta.dirname, file);
const print = (table: Table) => console.log(tableLines(table).join('\n'));

/** The servers are started, loaded and stopped here, in a folder that is thrown away. */
async function benchServers(folder: string, { turns, rounds }: { turns: number; rounds: number }): Promise<Record<string, number>> {
  const secret = randomBytes(24).toString('hex');
  const environment = { DIRECT_LINE_SECRET: secret, DATABASE_FILE: join(folder, 'bench.sqlite'), MESSAGES_PER_MINUTE: '0' };
  const start = (file: string, log: string) => startServer({ program: program(file), readyPath: '/readyz', environment, logFile: join(folder, log) });

  console.error('Démarrage du produit. Le premier construit les connaissances si elles manquent ; le second est mesuré.');
  await (await start('../main.ts', 'product.log')).stop();
  const servers = { product: await start('../main.ts', 'product.log'), echo: await start('bench/echo-server.ts', 'echo.log') };
  try {
    const { startMs } = servers.product;
    // The first author's, as ever: figures of another day stay comparable.
    const questions = readQuestions().filter(({ set }) => set === 'questions').map(({ question }) => question);
    const rows: Table['rows'] = [];
    const ratios: number[] = [];
    for (const conversations of CONVERSATIONS) {
      console.error(`${conversations} conversation(s) à la fois, ${rounds} × ${turns} tours de chaque serveur`);
      const { product, echo } = await measureSideBySide(servers, { conversations, turns, questions, secret }, rounds);
      ratios.push(product.cpuPerTurn / echo.cpuPerTurn);
      for (const [name, figures] of [['produit', product], ['écho nu', echo]] as const) {
        const { turnsPerSecond, p50, p95, p99, cpuPerTurn } = figures;
        rows.push([`${conversations}, ${name}`, ...[turnsPerSecond, p50, p95, p99, cpuPerTurn, cpuPerTurn / echo.cpuPerTurn].map(rounded)]);
      }
    }
    print({
      title: 'Tours de conversation, par Direct Line',
      columns: ['conversations, serveur', 'tours/s', 'p50 ms', 'p95 ms', 'p99 ms', 'CPU µs/tour', 'fois l’écho'],
      rows,
      note: 'L’écho nu est un robot botbuilder qui répète, sur le même adaptateur, avec un journal en mémoire. Attente de la personne : de l’envoi à la réponse.',
    });
    const memory = (await servers.product.usage()).memory / MEGABYTE;
    return { 'cpu-ratio': Math.max(...ratios), memory, 'second-start': startMs };
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.stop()));
  }
}

async function main(): Promise<boolean> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
  const folder = mkdtempSync(join(tmpdir(), 'accueil-cep-bench-'));
  try {
    const figures = await benchServers(folder, values.quick ? SIZES.quick : SIZES.full);
    if (!values.quick) {
      const desk = await benchDesk(folder, (line) => console.error(line));
      desk.tables.forEach(print);
      Object.assign(figures, desk.figures);
      const retrieval = await benchRetrieval((line) => console.error(line));
      retrieval.tables.forEach(print);
      Object.assign(figures, retrieval.figures);
      const labour = await benchLabour();
      labour.tables.forEach(print);
      Object.assign(figures, labour.figures);
      const understanding = benchUnderstanding(new Date().toISOString().slice(0, 10));
      understanding.tables.forEach(print);
      Object.assign(figures, understanding.figures);
    }
    const { passed, table } = compareWithTargets(readTargets(), figures);
    print(table);
    return passed || values.quick;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  if (!(await main())) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
