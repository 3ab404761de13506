/**
 * How the cost of a turn grows: with what is stored, with what is searched, with processes. The first size of each list is what an
 * operator begins with; `isLarge` goes on to what a country would store, in minutes and gigabytes.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Store } from '../../bot/ports.ts';
import { newState } from '../../bot/state.ts';
import { signsOf } from '../../knowledge/answers/signs.ts';
import { type Corpus, readCorpus } from '../../knowledge/corpus/read-corpus.ts';
import { INSTALLED } from '../../knowledge/corpus/sources.ts';
import { ownCards, readCards } from '../../knowledge/cards/read-cards.ts';
import { buildIndex } from '../../knowledge/index/build/build-index.ts';
import { openIndex } from '../../knowledge/index/open-index.ts';
import { readOtherThemes } from '../../knowledge/index/other-themes.ts';
import { search } from '../../knowledge/index/search.ts';
import { readVocabulary } from '../../knowledge/index/vocabulary.ts';
import type { Passage } from '../../knowledge/passage.ts';
import { parisDay } from '../../bot/paris-day.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import { LOAD_COLUMNS, loadEnvironment, loadRow, measureLoad } from './bench-load.ts';
import { collectGarbage } from './bench/collect-garbage.ts';
import { startServer } from './bench/server.ts';
import { median, percentile } from './bench/statistics.ts';
import { rounded } from './bench/targets.ts';
import { measureTurns } from './bench/turns.ts';
import type { Table } from './evaluate/figures.ts';

const MEGABYTE = 1_048_576;
const PRODUCT = join(import.meta.dirname, '../main.ts');

export interface GrowthOptions {
  questions: readonly string[];
  isLarge: boolean;
  onProgress(line: string): void;
}

const STORED = { small: [1_000, 10_000], large: [1_000, 10_000, 100_000] };
/** How many times the real passages, the real ones included. */
const COPIES = { small: [1, 8], large: [1, 8, 66] };
const PROCESSES = [1, 2, 4];
/** Enough to keep the disk busy with whole batches. */
const AT_ONCE = 500;

/** Conversations of three turns each, through the store itself. */
async function fill(store: Store, from: number, to: number, questions: readonly string[]): Promise<void> {
  const receivedAt = new Date().toISOString();
  const one = async (number: number) => {
    for (let turn = 1; turn <= 3; turn++) {
      const text = questions[(number * 3 + turn) % questions.length] ?? '';
      const message = { conversation: `directline:filled-${number}`, channel: 'directline', id: `m${turn}`, kind: 'message' as const, text, reference: null, clientData: null, receivedAt, masked: [] };
      await store.accept(message);
      await store.finish({ message, state: { ...newState(), greeted: true, personTurns: turn }, outcome: 'answered', replies: [{ text: `${text} `.repeat(8), citations: [], choices: [] }], finishedAt: receivedAt });
    }
  };
  for (let start = from; start < to; start += AT_ONCE) await Promise.all(Array.from({ length: Math.min(AT_ONCE, to - start) }, (_, place) => one(start + place)));
}

/** The same turns beside more and more stored conversations, on SQLite. */
export async function growthByConversations(folder: string, { questions, isLarge, onProgress }: GrowthOptions): Promise<Table> {
  const rows: Table['rows'] = [];
  const secret = randomBytes(24).toString('hex');
  const environment = { ...loadEnvironment(folder, secret), DATABASE_FILE: join(folder, 'grown.sqlite') };
  let filled = 0;
  for (const stored of STORED[isLarge ? 'large' : 'small']) {
    onProgress(`${stored} conversations gardées`);
    const store = openSqliteStore(environment.DATABASE_FILE);
    await fill(store, filled, stored, questions);
    filled = stored;
    const looked = performance.now();
    await store.forgetQuiet('2020-01-01T00:00:00Z', true);
    const retention = performance.now() - looked;
    await store.close();
    const server = await startServer({ program: PRODUCT, readyPath: '/readyz', environment, logFile: join(folder, 'grown.log') });
    try {
      const { p50, p95, cpuPerTurn } = await measureTurns(server, { conversations: 16, turns: 640, questions, secret });
      rows.push([String(stored), ...[server.startMs, p50, p95, cpuPerTurn, retention, (await server.usage()).memory / MEGABYTE].map(rounded)]);
    } finally {
      await server.stop();
    }
  }
  return { title: 'Croissance : conversations gardées (SQLite)', columns: ['conversations', 'démarrage ms', 'p50 ms', 'p95 ms', 'CPU µs/tour', 'regard de la rétention ms', 'mémoire Mo'], rows };
}

/** Real passages, and copies of them in which one word in five is another word of the same text: the same lengths, other words side by side. */
export function* perturbed(passages: readonly Passage[], copies: number): Generator<Passage> {
  yield* passages;
  for (let copy = 1; copy < copies; copy++) {
    for (const passage of passages) {
      const words = passage.text.split(' ');
      const changed = words.map((word, place) => ((place + copy) % 5 === 0 ? (words[(place * 7 + copy * 13) % words.length] ?? word) : word));
      yield { ...passage, id: `${passage.id}~${copy}`, text: changed.join(' ') };
    }
  }
}

/** Gives the seconds that it took. */
async function buildLarger(corpus: Corpus, copies: number, folder: string): Promise<number> {
  const { cards } = readCards(corpus.passages, ownCards());
  const passages = [...perturbed(corpus.passages, copies)];
  const started = performance.now();
  await buildIndex(
    { key: 'growth', passages, sources: [...corpus.sources], sheetTitlesByArticle: corpus.sheetTitlesByArticle, cards, vocabulary: readVocabulary(), otherThemes: readOtherThemes(), signsOf, endpoint: null },
    folder, () => undefined,
  );
  return (performance.now() - started) / 1_000;
}

/** The same questions over more and more passages. */
export async function growthByPassages({ questions, isLarge, onProgress }: GrowthOptions): Promise<Table> {
  const rows: Table['rows'] = [];
  const corpus = readCorpus(INSTALLED);
  for (const copies of COPIES[isLarge ? 'large' : 'small']) {
    const folder = join(mkdtempSync(join(tmpdir(), 'accueil-cep-growth-')), 'knowledge');
    try {
      onProgress(`${corpus.passages.length * copies} passages`);
      const built = await buildLarger(corpus, copies, folder);
      collectGarbage();
      const before = process.memoryUsage();
      const loading = performance.now();
      const index = openIndex(folder);
      const load = performance.now() - loading;
      collectGarbage();
      const after = process.memoryUsage();
      const times: number[] = [];
      for (const round of ['warm-up', 'measure', 'measure']) {
        for (const question of questions) {
          const start = performance.now();
          void (await search(index, question, { date: parisDay(new Date()), limit: 20 })).passages;
          if (round === 'measure') times.push(performance.now() - start);
        }
      }
      const grown = (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / MEGABYTE;
      rows.push([String(corpus.passages.length * copies), ...[built, load, grown, median(times), percentile(times, 0.99)].map(rounded)]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return { title: 'Croissance : passages cherchés', columns: ['passages', 'construire s', 'charger ms', 'mémoire Mo', 'chercher p50 ms', 'chercher p99 ms'], rows, note: 'Les passages en plus sont des vrais, dont un mot sur cinq est remplacé par un autre du même texte.' };
}

/** The same people in front of 1, 2 and 4 processes on one PostgreSQL database. Null where no server answers. */
export async function growthByProcesses(folder: string, { questions, onProgress }: GrowthOptions): Promise<Table | null> {
  const base = process.env['BENCH_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
  const admin = new pg.Client({ connectionString: base, connectionTimeoutMillis: 3_000 });
  if (!(await admin.connect().then(() => true, () => false))) return null;
  const rows: Table['rows'] = [];
  const secret = randomBytes(24).toString('hex');
  const name = `cep_bench_${process.pid}`;
  try {
    await admin.query(`CREATE DATABASE ${name}`);
    const url = new URL(base);
    url.pathname = `/${name}`;
    const shared = { DATABASE_URL: url.href, DIRECT_LINE_TOKEN_SECRET: 'bench '.repeat(8), DESK_SECRET: 'bench '.repeat(8), STORE_SECRETS: 'bench '.repeat(8) };
    for (const count of PROCESSES) {
      onProgress(`${count} processus sur une base PostgreSQL`);
      const start = () => startServer({ program: PRODUCT, readyPath: '/readyz', environment: { ...loadEnvironment(folder, secret), ...shared }, logFile: join(folder, 'processes.log') });
      const servers = await Promise.all(Array.from({ length: count }, start));
      try {
        rows.push(loadRow(String(count), await measureLoad(servers, { people: 200, seconds: 15, reads: 0, secret, questions, onlySockets: true })));
      } finally {
        await Promise.all(servers.map((server) => server.stop()));
      }
    }
    return { title: 'Croissance : processus (PostgreSQL)', columns: ['processus', ...LOAD_COLUMNS.slice(1)], rows, note: '200 personnes à la fois par Direct Line, sans pause ; la base, les processus et la charge partagent les cœurs de la machine.' };
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`).catch(() => undefined);
    await admin.end();
  }
}
