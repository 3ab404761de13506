/** How close the words of a question stand in a text: side by side as in the question, or in one small window. */
const WINDOW = 12;

/**
 * `adjacent`: share of the pairs of neighbouring words of the question that also follow one another in the text.
 * `window`: greatest share of the question's words within {@link WINDOW} words of the text.
 */
export function closeness(sequence: readonly number[], tokens: Uint32Array, from: number, to: number): { adjacent: number; window: number } {
  const wanted = [...new Set(sequence)];
  if (wanted.length < 2) return { adjacent: 0, window: 0 };
  const lastSeen = new Map<number, number>();
  const pairs = new Set<number>();
  let adjacent = 0;
  let most = 0;
  let before = -1;
  for (let at = from; at < to; at += 1) {
    const token = tokens[at] as number;
    const index = wanted.indexOf(token);
    if (index < 0) {
      before = -1;
      continue;
    }
    lastSeen.set(index, at);
    let inWindow = 0;
    for (const seen of lastSeen.values()) if (at - seen < WINDOW) inWindow += 1;
    if (inWindow > most) most = inWindow;
    if (before >= 0) pairs.add(before * 1024 + index);
    before = index;
  }
  for (let position = 1; position < sequence.length; position += 1) {
    const key = wanted.indexOf(sequence[position - 1] as number) * 1024 + wanted.indexOf(sequence[position] as number);
    if (pairs.has(key)) adjacent += 1;
  }
  return { adjacent: adjacent / (sequence.length - 1), window: most / wanted.length };
}
