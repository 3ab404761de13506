/**
 * Truncated singular value decomposition of a sparse matrix, by random projection
 * (Halko, Martinsson, Tropp 2011, « Finding structure with randomness »).
 */
import { eigen, gram, orthonormalise } from './dense.ts';
import { multiply, multiplyTransposed, type SparseMatrix } from './sparse.ts';

/** More directions than wanted, so that those wanted come out well. */
const OVERSAMPLING = 16;
const POWER_ITERATIONS = 1;

/** Always the same numbers: two builds of the same texts give the same index. */
function pseudoRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

/**
 * The `dimensions` strongest right singular vectors of the matrix, as the columns of a dense matrix of
 * `matrix.columns` rows: multiplying a row of the matrix by it places that row in the latent space.
 * `onStep` hears about each of the slow steps.
 */
export function rightSingularVectors(matrix: SparseMatrix, dimensions: number, onStep: (step: number, of: number) => void): Float32Array {
  const width = Math.min(dimensions + OVERSAMPLING, matrix.rows, matrix.columns);
  const kept = Math.min(dimensions, width);
  const steps = POWER_ITERATIONS + 2;
  const random = pseudoRandom(20_261_123);
  const start = Float32Array.from({ length: matrix.columns * width }, random);
  let range = multiply(matrix, start, width);
  onStep(1, steps);
  for (let iteration = 0; iteration < POWER_ITERATIONS; iteration += 1) {
    orthonormalise(range, matrix.rows, width);
    range = multiply(matrix, multiplyTransposed(matrix, range, width), width);
    onStep(iteration + 2, steps);
  }
  orthonormalise(range, matrix.rows, width);
  const projected = multiplyTransposed(matrix, range, width);
  const { values, vectors } = eigen(gram(projected, matrix.columns, width), width);
  const right = new Float32Array(matrix.columns * dimensions);
  for (let column = 0; column < matrix.columns; column += 1) {
    for (let k = 0; k < kept; k += 1) {
      const singular = Math.sqrt(Math.max(values[k] as number, 1e-12));
      let sum = 0;
      for (let j = 0; j < width; j += 1) sum += (projected[column * width + j] as number) * (vectors[k * width + j] as number);
      right[column * dimensions + k] = sum / singular;
    }
  }
  onStep(steps, steps);
  return right;
}
