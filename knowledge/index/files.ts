/** The files of a built index, and their names. */
import { join } from 'node:path';
import { z } from 'zod';
import type { Pattern } from './vocabulary.ts';

export const FILES = {
  meta: 'index.json',
  arrays: 'arrays.bin',
  dictionary: 'dictionary.json',
  passages: 'passages.jsonl',
  cards: 'cards.json',
  graph: 'graph.hnsw',
  endpointVectors: 'endpoint-vectors.bin',
  endpointGraph: 'endpoint-graph.hnsw',
  changes: 'changes.json',
  wordings: 'reviewed-wordings.json',
} as const;

export const fileIn = (folder: string, file: keyof typeof FILES) => join(folder, FILES[file]);

const sourceSchema = z.object({
  id: z.string(),
  title: z.string(),
  publisher: z.string(),
  licence: z.string(),
  packageVersion: z.string(),
  passages: z.number(),
});

export const metaSchema = z.object({
  /** What the index was built from; another key means that it is stale. */
  key: z.string(),
  builtAt: z.string(),
  dimensions: z.number(),
  units: z.number(),
  passages: z.number(),
  cards: z.number(),
  sources: z.array(sourceSchema),
  /** True when `hnswlib-node` was there to write the graph. */
  graph: z.boolean(),
  /** Model and size of the vectors from the configured endpoint; null when there is none. */
  endpoint: z.object({ model: z.string(), dimensions: z.number(), graph: z.boolean() }).nullable(),
});
export type IndexMeta = z.infer<typeof metaSchema>;

/** Words and patterns of the index. Written by us and read by us: its shape follows the key of the index. */
export interface DictionaryFile {
  terms: string[];
  words: string[];
  grams: string[];
  gramRows: number[];
  /** Signs of questions, in the order of their rows: see `learned-cards.ts`. */
  signs: string[];
  texting: Record<string, string[]>;
  patterns: Pattern[];
}
