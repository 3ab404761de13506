/** The indices of the greatest values, kept in order without throw-away objects: it runs over every unit of the index. */
export class BestOf {
  readonly #indices: Int32Array;
  readonly #values: Float64Array;
  #count = 0;

  /** What a value must exceed to be kept. */
  threshold: number;

  /** At most `wanted` values, all above `above`. */
  constructor(wanted: number, above = 0) {
    this.#indices = new Int32Array(wanted);
    this.#values = new Float64Array(wanted);
    this.threshold = above;
  }

  /** Keeps the index, whose value must exceed the threshold, and gives the new threshold. Among equals the one offered first comes first. */
  offer(index: number, value: number): number {
    const values = this.#values;
    const indices = this.#indices;
    let place = this.#count < values.length ? this.#count++ : values.length - 1;
    while (place > 0 && (values[place - 1] as number) < value) {
      values[place] = values[place - 1] as number;
      indices[place] = indices[place - 1] as number;
      place -= 1;
    }
    values[place] = value;
    indices[place] = index;
    if (this.#count === values.length) this.threshold = values[values.length - 1] as number;
    return this.threshold;
  }

  /** Offers the values from `first` up to `end`, each under its place. */
  offerAll(values: Float32Array | Float64Array, first = 0, end = values.length): void {
    let threshold = this.threshold;
    for (let index = first; index < end; index += 1) {
      const value = values[index] as number;
      if (value > threshold) threshold = this.offer(index, value);
    }
  }

  /** Greatest first. */
  get indices(): number[] {
    return [...this.#indices.subarray(0, this.#count)];
  }
}
