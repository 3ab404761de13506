/** The little dense algebra that the decomposition needs, on matrices kept row by row. */

/** `transpose(a) · a` for `rows` rows of `width` numbers: how alike the columns are. */
export function gram(a: Float32Array, rows: number, width: number): Float64Array {
  const product = new Float64Array(width * width);
  for (let row = 0; row < rows; row += 1) {
    const at = row * width;
    for (let i = 0; i < width; i += 1) {
      const value = a[at + i] as number;
      const to = i * width;
      for (let j = i; j < width; j += 1) product[to + j] = (product[to + j] as number) + value * (a[at + j] as number);
    }
  }
  for (let i = 0; i < width; i += 1) for (let j = 0; j < i; j += 1) product[i * width + j] = product[j * width + i] as number;
  return product;
}

/** Lower triangle L with `L · transpose(L) = a`, for a symmetric positive matrix. */
function cholesky(a: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = a[i * size + j] as number;
      for (let k = 0; k < j; k += 1) sum -= (lower[i * size + k] as number) * (lower[j * size + k] as number);
      // A column that depends on the others would give a zero or, by rounding, a little less.
      lower[i * size + j] = i === j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / (lower[j * size + j] as number);
    }
  }
  return lower;
}

/** Makes the columns of `a` orthonormal, in place: they span the same space after as before. */
export function orthonormalise(a: Float32Array, rows: number, width: number): void {
  const lower = cholesky(gram(a, rows, width), width);
  for (let row = 0; row < rows; row += 1) {
    const at = row * width;
    for (let i = 0; i < width; i += 1) {
      let sum = a[at + i] as number;
      for (let k = 0; k < i; k += 1) sum -= (lower[i * width + k] as number) * (a[at + k] as number);
      a[at + i] = sum / (lower[i * width + i] as number);
    }
  }
}

/** Eigenvalues, greatest first, and eigenvectors (as rows) of a symmetric matrix, by Jacobi's rotations. */
export function eigen(symmetric: Float64Array, size: number): { values: Float64Array; vectors: Float64Array } {
  const a = symmetric.slice();
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) vectors[i * size + i] = 1;
  const rotate = (matrix: Float64Array, p: number, q: number, c: number, s: number) => {
    for (let k = 0; k < size; k += 1) {
      const x = matrix[p * size + k] as number;
      const y = matrix[q * size + k] as number;
      matrix[p * size + k] = c * x - s * y;
      matrix[q * size + k] = s * x + c * y;
    }
  };
  const trace = a.reduce((sum, value, index) => (index % (size + 1) === 0 ? sum + Math.abs(value) : sum), 0);
  for (let sweep = 0; sweep < 20; sweep += 1) {
    let off = 0;
    for (let p = 0; p < size; p += 1) {
      for (let q = p + 1; q < size; q += 1) {
        const between = a[p * size + q] as number;
        off += Math.abs(between);
        if (Math.abs(between) < (trace * 1e-9) / size) continue;
        const theta = ((a[q * size + q] as number) - (a[p * size + p] as number)) / (2 * between);
        const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        rotate(a, p, q, c, s);
        for (let k = 0; k < size; k += 1) {
          const x = a[k * size + p] as number;
          const y = a[k * size + q] as number;
          a[k * size + p] = c * x - s * y;
          a[k * size + q] = s * x + c * y;
        }
        rotate(vectors, p, q, c, s);
      }
    }
    if (off < trace * 1e-6) break;
  }
  const order = Array.from({ length: size }, (_, i) => i).sort((i, j) => (a[j * size + j] as number) - (a[i * size + i] as number));
  const sorted = new Float64Array(size * size);
  for (const [to, from] of order.entries()) sorted.set(vectors.subarray(from * size, (from + 1) * size), to * size);
  return { values: Float64Array.from(order, (i) => a[i * size + i] as number), vectors: sorted };
}
