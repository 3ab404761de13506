/**
 * `npm run bench`: how fast the product is and what it weighs. Each figure is set beside another of the same run,
 * since a machine that is slow today is slow for both.
 *   --quick    a few turns and no search engines: to see that the bench itself works
 *   --only     one part: turns, desk, retrieval, labour, understanding, load, growth (several, separated by commas)
 *   --large    growth up to 100 000 stored conversations and a million passages: an hour, and 16 GB
 *   --write    writes what was measured to docs/figures.md, beside the figures of last time
 * Exits with an error when a figure is beyond `bench/targets.yaml`, except with --quick.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchDesk } from './bench-desk.ts';
import { growthByConversations, growthByPassages, growthByProcesses } from './bench-growth.ts';
import { benchLabour } from './bench-labour.ts';
import { benchLoad } from './bench-load.ts';
import { benchRetrieval } from './bench-retrieval.ts';
import { benchUnderstanding } from './bench-understanding.ts';
import { recordFigures } from './bench/figures-page.ts';
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
const tell = (line: string) => console.error(line);

/** The servers are started, loaded and stopped here, in a folder that is thrown away. */
async function benchServers(folder: string, { turns, rounds }: { turns: number; rounds: number }): Promise<Measured> {
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
    const table: Table = {
      title: 'Tours de conversation, par Direct Line',
      columns: ['conversations, serveur', 'tours/s', 'p50 ms', 'p95 ms', 'p99 ms', 'CPU µs/tour', 'fois l’écho'],
      rows,
      note: 'L’écho nu est un robot botbuilder qui répète, sur le même adaptateur, avec un journal en mémoire. Attente de la personne : de l’envoi à la réponse.',
    };
    const memory = (await servers.product.usage()).memory / MEGABYTE;
    return { tables: [table], figures: { 'cpu-ratio': Math.max(...ratios), memory, 'second-start': startMs } };
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.stop()));
  }
}

/** In the order in which they are run. */
const PARTS = ['turns', 'desk', 'retrieval', 'labour', 'understanding', 'load', 'growth'] as const;
type Part = (typeof PARTS)[number];

interface Measured {
  tables: Table[];
  figures: Record<string, number>;
}

async function measure(part: Part, folder: string, { isQuick, isLarge }: { isQuick: boolean; isLarge: boolean }): Promise<Measured> {
  const questions = readQuestions().map(({ question }) => question);
  switch (part) {
    case 'turns':
      return benchServers(folder, isQuick ? SIZES.quick : SIZES.full);
    case 'desk':
      return benchDesk(folder, tell);
    case 'retrieval':
      return benchRetrieval(tell);
    case 'labour':
      return benchLabour();
    case 'understanding':
      return benchUnderstanding(new Date().toISOString().slice(0, 10));
    case 'load':
      return benchLoad(folder, questions, tell);
    case 'growth': {
      const options = { questions, isLarge, onProgress: tell };
      const tables = [await growthByConversations(folder, options), await growthByProcesses(folder, options), await growthByPassages(options)];
      return { tables: tables.filter((table) => table !== null), figures: {} };
    }
  }
}

function partsOf(only: string | undefined, isQuick: boolean): Part[] {
  if (only === undefined) return isQuick ? ['turns'] : [...PARTS];
  const named = only.split(',').map((name) => PARTS.find((part) => part === name.trim()) ?? name);
  const unknown = named.find((name) => !(PARTS as readonly string[]).includes(name));
  if (unknown !== undefined) throw new Error(`« ${unknown} » n’est pas une partie de la mesure. Choisissez parmi ${PARTS.join(', ')}.`);
  return named as Part[];
}

async function main(): Promise<boolean> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string' }, large: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } } });
  const folder = mkdtempSync(join(tmpdir(), 'accueil-cep-bench-'));
  try {
    const figures: Record<string, number> = {};
    for (const part of partsOf(values.only, values.quick)) {
      const measured = await measure(part, folder, { isQuick: values.quick, isLarge: values.large });
      measured.tables.forEach(print);
      Object.assign(figures, measured.figures);
      if (values.write) recordFigures(measured.tables);
    }
    const { passed, table } = compareWithTargets(readTargets(), figures);
    print(table);
    if (values.write) recordFigures([table]);
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
