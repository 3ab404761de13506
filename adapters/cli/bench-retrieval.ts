/**
 * How fast search is, beside MiniSearch and LangChain's MemoryVectorStore over the same passages and questions, in one run;
 * how long the index takes to build and load, and what it weighs in memory.
 * Called by `npm run bench`; alone: `node adapters/cli/bench-retrieval.ts`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { prepareKnowledge } from '../../knowledge/index/build/prepare.ts';
import { isStopWord, words } from '../../knowledge/index/french.ts';
import { openIndex, type OpenIndex } from '../../knowledge/index/open-index.ts';
import { readQuestion } from '../../knowledge/index/question.ts';
import { search } from '../../knowledge/index/search.ts';
import { stem } from '../../knowledge/index/stem.ts';
import { exactSearch, greatest } from '../../knowledge/index/vector-search.ts';
import { median, percentile } from './bench/statistics.ts';
import { openMemoryVectorStore } from './bench/memory-vector-store.ts';
import type { SuiteResult, Table } from './evaluate/figures.ts';
import { tableLines } from './evaluate/print-table.ts';
import { readQuestions } from './evaluate/suite-data.ts';

const FOUND = 20;
const MEGABYTE = 1_048_576;
const today = () => new Date().toISOString().slice(0, 10);

interface Times {
  p50: number;
  p99: number;
}

/** Milliseconds for each question, after one round to warm up. */
async function timesOf(questions: readonly string[], ask: (question: string) => unknown): Promise<Times> {
  const times: number[] = [];
  // The machine is never quite still: the middle of three rounds together says more than one.
  for (const round of ['warm-up', 'measure', 'measure', 'measure']) {
    for (const question of questions) {
      const start = performance.now();
      await ask(question);
      if (round === 'measure') times.push(performance.now() - start);
    }
  }
  return { p50: median(times), p99: percentile(times, 0.99) };
}

function miniSearchOver(index: OpenIndex): MiniSearch {
  const engine = new MiniSearch({
    fields: ['title', 'heading', 'text'],
    tokenize: words,
    processTerm: (word) => (isStopWord(word) ? null : stem(word)),
    searchOptions: { boost: { title: 3, heading: 2 } },
  });
  engine.addAll(
    Array.from({ length: index.meta.passages }, (_, number) => {
      const { title, heading, text } = index.passage(number);
      return { id: number, title, heading: heading ?? '', text };
    }),
  );
  return engine;
}

function lexicalOnly(index: OpenIndex): (question: string) => number[] {
  return (question) => {
    index.scores.score(index.lexical, readQuestion(question, index.dictionary).terms);
    return greatest(index.scores.scores, FOUND, 0);
  };
}

/** Places every question first: what is compared is the search among the vectors. */
async function vectorTimes(index: OpenIndex, questions: readonly string[], onProgress: (line: string) => void) {
  const vectorOf = new Map(
    questions.flatMap((question) => {
      const reading = readQuestion(question, index.dictionary);
      const vector = index.latent.place(reading.terms, reading.words);
      return vector === null ? [] : [[question, vector] as const];
    }),
  );
  const placed = [...vectorOf.keys()];
  const vector = (question: string) => vectorOf.get(question) as Float32Array;
  const { vectors, dimensions, search: engine } = index.local;
  const exact = exactSearch(vectors, dimensions);
  const store = await openMemoryVectorStore(onProgress);
  const rows = Array.from({ length: vectors.length / dimensions }, (_, unit) => Array.from(vectors.subarray(unit * dimensions, (unit + 1) * dimensions)));
  await store?.addVectors(rows, rows.map((_, unit) => ({ pageContent: '', metadata: { unit } })));
  return {
    [engine.kind === 'graph' ? 'vectors, hnswlib-node' : 'vectors, hnswlib-node not installed']: await timesOf(placed, (question) => engine.nearest(vector(question), FOUND)),
    'vectors, exact search': await timesOf(placed, (question) => exact.nearest(vector(question), FOUND)),
    ...(store === null
      ? {}
      : { 'vectors, LangChain MemoryVectorStore': await timesOf(placed, (question) => store.similaritySearchVectorWithScore(Array.from(vector(question)), FOUND)) }),
  };
}

async function buildTable(folder: string): Promise<{ table: Table; index: OpenIndex }> {
  const buildStart = performance.now();
  await prepareKnowledge({ folder, force: true, onProgress: () => {} });
  const build = performance.now() - buildStart;
  globalThis.gc?.();
  const before = process.memoryUsage();
  const loadStart = performance.now();
  const index = openIndex(folder);
  const load = performance.now() - loadStart;
  globalThis.gc?.();
  const after = process.memoryUsage();
  const grown = (key: 'heapUsed' | 'arrayBuffers' | 'rss') => (after[key] - before[key]) / MEGABYTE;
  const rows: [string, number][] = [
    ['passages', index.meta.passages],
    ['build, s', build / 1_000],
    ['load, s', load / 1_000],
    ['JavaScript heap, MB', grown('heapUsed')],
    ['typed arrays and bytes, MB', grown('arrayBuffers')],
  ];
  return { table: { title: 'Index', columns: ['', 'measured'], rows }, index };
}

/** `onProgress` hears one line for each slow step. */
export async function benchRetrieval(onProgress: (line: string) => void): Promise<SuiteResult> {
  const folder = mkdtempSync(join(tmpdir(), 'accueil-cep-bench-'));
  try {
    onProgress('building the index');
    const { table, index } = await buildTable(folder);
    const questions = readQuestions().map(({ question }) => question);
    onProgress('indexing the same passages with MiniSearch');
    const miniSearch = miniSearchOver(index);
    onProgress('asking');
    const lexical = await timesOf(questions, lexicalOnly(index));
    const mini = await timesOf(questions, (question) => miniSearch.search(question).slice(0, FOUND));
    const complete = await timesOf(questions, async (question) => (await search(index, question, { date: today(), limit: FOUND })).passages);
    const rows = Object.entries({
      'words, ours (reading the question included)': lexical,
      'words, MiniSearch with the same stems': mini,
      ...(await vectorTimes(index, questions, onProgress)),
      'complete search, ours': complete,
    }).map(([name, { p50, p99 }]) => [name, p50, p99, `${(p50 / lexical.p50).toFixed(1)} x`]);
    return {
      tables: [table, { title: `Search over ${index.meta.passages} passages, ${questions.length} questions`, columns: ['', 'p50, ms', 'p99, ms', 'beside our words'], rows }],
      figures: { 'retrieval-median-ms': complete.p50, 'lexical-times-faster-than-minisearch': mini.p50 / lexical.p50, 'index-load-seconds': Number(table.rows[2]?.[1]) },
      failures: [],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const { tables } = await benchRetrieval((line) => console.error(line));
  for (const table of tables) console.log(tableLines(table).join('\n'));
}
