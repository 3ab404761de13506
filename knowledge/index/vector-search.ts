/** Nearest vectors: by graph where `hnswlib-node` could be compiled, by comparing with every vector elsewhere. */
import { createRequire } from 'node:module';

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
const SEARCH_WIDTH = 128;
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
  const from = unit * vector.length;
  let sum = 0;
  for (let k = 0; k < vector.length; k += 1) sum += (vectors[from + k] as number) * (vector[k] as number);
  return sum;
}

/** Indices of the greatest values, greatest first; the lower index first among equals. `among` limits where to look. */
export function greatest(values: Float32Array, wanted: number, among?: Iterable<number>): number[] {
  const best: number[] = [];
  let threshold = -Infinity;
  const offer = (index: number) => {
    const value = values[index] as number;
    if (best.length === wanted && value <= threshold) return;
    let place = best.length;
    while (place > 0 && (values[best[place - 1] as number] as number) < value) place -= 1;
    best.splice(place, 0, index);
    if (best.length > wanted) best.pop();
    if (best.length === wanted) threshold = values[best[wanted - 1] as number] as number;
  };
  if (among === undefined) for (let index = 0; index < values.length; index += 1) offer(index);
  else for (const index of among) offer(index);
  return best;
}
