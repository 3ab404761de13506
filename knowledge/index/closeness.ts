/** How close the words of a question stand in a text: side by side as in the question, or in one small window. */
const WINDOW = 12;

/**
 * `adjacent`: share of the pairs of neighbouring words of the question that also follow one another in the text.
 * `window`: greatest share of the question's words within {@link WINDOW} words of the text.
 */
export function closeness(sequence: readonly number[], tokens: Uint32Array, from: number, to: number): { adjacent: number; window: number } {
  const wanted = [...new Set(sequence)];
  if (wanted.length < 2) return { adjacent: 0, window: 0 };
  const size = wanted.length;
  const lastSeen = new Int32Array(size).fill(-WINDOW);
  const pairs = new Uint8Array(size * size);
  let most = 0;
  let before = -1;
  for (let at = from; at < to; at += 1) {
    const index = wanted.indexOf(tokens[at] as number);
    if (index >= 0) {
      lastSeen[index] = at - from;
      let inWindow = 0;
      for (let word = 0; word < size; word += 1) if (at - from - (lastSeen[word] as number) < WINDOW) inWindow += 1;
      if (inWindow > most) most = inWindow;
      if (before >= 0) pairs[before * size + index] = 1;
    }
    before = index;
  }
  let adjacent = 0;
  for (let position = 1; position < sequence.length; position += 1) {
    adjacent += pairs[wanted.indexOf(sequence[position - 1] as number) * size + wanted.indexOf(sequence[position] as number)] as number;
  }
  return { adjacent: adjacent / (sequence.length - 1), window: most / size };
}
