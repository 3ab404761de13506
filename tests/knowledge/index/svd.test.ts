import { describe, expect, it } from 'vitest';
import { eigen, gram, orthonormalise } from '../../../knowledge/index/build/dense.ts';
import { multiply, multiplyTransposed, type SparseMatrix } from '../../../knowledge/index/build/sparse.ts';
import { rightSingularVectors } from '../../../knowledge/index/build/svd.ts';

function sparse(rows: number[][]): SparseMatrix {
  const columns = rows[0]?.length ?? 0;
  const entries = rows.map((row) => row.flatMap((value, column) => (value === 0 ? [] : [{ column, value }])));
  const starts = Uint32Array.from([0, ...entries.map((_, row) => entries.slice(0, row + 1).flat().length)]);
  return {
    rows: rows.length,
    columns,
    starts,
    indices: Uint32Array.from(entries.flat(), ({ column }) => column),
    values: Float32Array.from(entries.flat(), ({ value }) => value),
  };
}

/** Two groups of texts that share no word. */
const TWO_SUBJECTS = sparse([
  [2, 1, 0, 0, 0],
  [1, 2, 1, 0, 0],
  [0, 1, 2, 0, 0],
  [0, 0, 0, 1, 2],
  [0, 0, 0, 2, 1],
]);

describe('the truncated decomposition', () => {
  it('multiplies as dense matrices do', () => {
    const ones = new Float32Array(5).fill(1);
    expect([...multiply(TWO_SUBJECTS, ones, 1)]).toEqual([3, 4, 3, 3, 3]);
    expect([...multiplyTransposed(TWO_SUBJECTS, ones, 1)]).toEqual([3, 4, 3, 3, 3]);
  });

  it('finds eigenvalues and vectors of a symmetric matrix', () => {
    const { values, vectors } = eigen(Float64Array.from([2, 1, 1, 2]), 2);
    expect(values[0]).toBeCloseTo(3, 9);
    expect(values[1]).toBeCloseTo(1, 9);
    expect(Math.abs((vectors[0] as number) / (vectors[1] as number))).toBeCloseTo(1, 9);
  });

  it('makes columns orthonormal', () => {
    const columns = Float32Array.from([1, 2, 0, 1, 3, 1, 0, 0, 2, 1, 1, 1]);
    orthonormalise(columns, 4, 3);
    const identity = gram(columns, 4, 3);
    for (let i = 0; i < 3; i += 1) for (let j = 0; j < 3; j += 1) expect(identity[i * 3 + j]).toBeCloseTo(i === j ? 1 : 0, 5);
  });

  it('keeps apart what shares no word, and gives the same vectors each time', () => {
    const right = rightSingularVectors(TWO_SUBJECTS, 2, () => {});
    const placed = multiply(TWO_SUBJECTS, right, 2);
    const cosine = (one: number, other: number) => {
      const [a, b, c, d] = [placed[one * 2], placed[one * 2 + 1], placed[other * 2], placed[other * 2 + 1]] as [number, number, number, number];
      return (a * c + b * d) / (Math.hypot(a, b) * Math.hypot(c, d));
    };
    expect(cosine(0, 1)).toBeGreaterThan(0.99);
    expect(Math.abs(cosine(0, 3))).toBeLessThan(0.01);
    expect([...rightSingularVectors(TWO_SUBJECTS, 2, () => {})]).toEqual([...right]);
  });

  it('reaches the true singular value', () => {
    // The second group alone has singular values 3 and 1: [[1,2],[2,1]].
    const right = rightSingularVectors(sparse([[1, 2], [2, 1]]), 1, () => {});
    expect(Math.hypot(...multiply(sparse([[1, 2], [2, 1]]), right, 1))).toBeCloseTo(3, 4);
  });
});
