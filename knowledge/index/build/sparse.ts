/** Sparse matrices by rows, and the two products that the decomposition needs. Dense matrices are row by row in one array. */
export interface SparseMatrix {
  rows: number;
  columns: number;
  starts: Uint32Array;
  /** Column of each value. */
  indices: Uint32Array;
  values: Float32Array;
}

/** `matrix · dense`, where dense has `matrix.columns` rows of `width` numbers. */
export function multiply(matrix: SparseMatrix, dense: Float32Array, width: number): Float32Array {
  const product = new Float32Array(matrix.rows * width);
  const { starts, indices, values } = matrix;
  for (let row = 0; row < matrix.rows; row += 1) {
    const to = row * width;
    for (let entry = starts[row] as number; entry < (starts[row + 1] as number); entry += 1) {
      const value = values[entry] as number;
      const from = (indices[entry] as number) * width;
      for (let k = 0; k < width; k += 1) product[to + k] = (product[to + k] as number) + value * (dense[from + k] as number);
    }
  }
  return product;
}

/** `transpose(matrix) · dense`, where dense has `matrix.rows` rows of `width` numbers. */
export function multiplyTransposed(matrix: SparseMatrix, dense: Float32Array, width: number): Float32Array {
  const product = new Float32Array(matrix.columns * width);
  const { starts, indices, values } = matrix;
  for (let row = 0; row < matrix.rows; row += 1) {
    const from = row * width;
    for (let entry = starts[row] as number; entry < (starts[row + 1] as number); entry += 1) {
      const value = values[entry] as number;
      const to = (indices[entry] as number) * width;
      for (let k = 0; k < width; k += 1) product[to + k] = (product[to + k] as number) + value * (dense[from + k] as number);
    }
  }
  return product;
}
