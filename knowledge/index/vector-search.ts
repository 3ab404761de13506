/** Nearest vectors: by graph where `hnswlib-node` could be compiled, by comparing with every vector elsewhere. */
import { createRequire } from 'node:module';
import { BestOf } from './best-of.ts';

/** What we use of `hnswlib-node`. */
export interface HnswLibrary {
  HierarchicalNSW: new (space: 'ip', dimensions: number) => {
    initIndex(options: { maxElements: number; m: number; efConstruction: number; randomSeed: number }): void;
    addPoint(point: number[], label: number): void;
    writeIndexSync(file: string): void;
    readIndexSync(file: string): void;
    setEf(ef: number): void;
    searchKnn(query: number[], neighbours: number): { neighbors: number[] };
  };
}

/** The library, or null where it is not installed or was not compiled for this machine. */
export function loadHnswLibrary(): HnswLibrary | null {
  try {
    return createRequire(import.meta.url)('hnswlib-node') as HnswLibrary;
  } catch {
    return null;
  }
}

/** Width of the search in the graph: at 12 000 vectors, 128 finds 999 of the true first 1 000. */
const SEARCH_WIDTH = 64;
const LINKS = 16;
const BUILD_WIDTH = 100;

export interface VectorSearch {
  kind: 'graph' | 'exact';
  /** Numbers of the nearest units, nearest first. */
  nearest(vector: Float32Array, count: number): number[];
}

/** Writes the graph over `vectors` (one row of `dimensions` each) to a file that {@link openGraph} reads. */
export function writeGraph(library: HnswLibrary, vectors: Float32Array, dimensions: number, file: string): void {
  const count = vectors.length / dimensions;
  const graph = new library.HierarchicalNSW('ip', dimensions);
  graph.initIndex({ maxElements: count, m: LINKS, efConstruction: BUILD_WIDTH, randomSeed: 100 });
  for (let unit = 0; unit < count; unit += 1) graph.addPoint(Array.from(vectors.subarray(unit * dimensions, (unit + 1) * dimensions)), unit);
  graph.writeIndexSync(file);
}

export function openGraph(library: HnswLibrary, dimensions: number, file: string): VectorSearch {
  const graph = new library.HierarchicalNSW('ip', dimensions);
  graph.readIndexSync(file);
  graph.setEf(SEARCH_WIDTH);
  return { kind: 'graph', nearest: (vector, count) => graph.searchKnn(Array.from(vector), count).neighbors };
}

export function exactSearch(vectors: Float32Array, dimensions: number): VectorSearch {
  const count = vectors.length / dimensions;
  const similarities = new Float32Array(count);
  return {
    kind: 'exact',
    nearest(vector, wanted) {
      for (let unit = 0; unit < count; unit += 1) similarities[unit] = similarity(vectors, unit, vector);
      return greatest(similarities, wanted);
    },
  };
}

/** Cosine of a unit vector and the vector of a unit: both are one long. */
export function similarity(vectors: Float32Array, unit: number, vector: Float32Array): number {
  const { length } = vector;
  let at = unit * length;
  // Four sums at once: the processor need not wait for one addition to begin the next.
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let k = 0;
  for (; k + 3 < length; k += 4, at += 4) {
    first += (vectors[at] as number) * (vector[k] as number);
    second += (vectors[at + 1] as number) * (vector[k + 1] as number);
    third += (vectors[at + 2] as number) * (vector[k + 2] as number);
    fourth += (vectors[at + 3] as number) * (vector[k + 3] as number);
  }
  for (; k < length; k += 1, at += 1) first += (vectors[at] as number) * (vector[k] as number);
  return first + second + third + fourth;
}

/** Indices of the greatest values above `above`, greatest first; the lower index first among equals. */
export function greatest(values: Float32Array, wanted: number, above = -Infinity): number[] {
  const best = new BestOf(wanted, above);
  best.offerAll(values);
  return best.indices;
}
