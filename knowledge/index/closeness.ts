/** How close the words of a question stand in a text: side by side as in the question, or in one small window. */
const WINDOW = 12;

export interface Closeness {
  /** Share of the pairs of neighbouring words of the question that also follow one another in the text. */
  adjacent: number;
  /** Greatest share of the question's words within {@link WINDOW} words of the text. */
  window: number;
}

const NOTHING: Closeness = { adjacent: 0, window: 0 };
/** Place of each term among the wanted ones, 1 for the first; 0 elsewhere. Cleared after each question, so that no text costs a look-up. */
let placeOf = new Uint8Array(0);

/**
 * Prepares to measure texts against one question: `sequence` are its terms in order, all below `vocabulary`.
 * The measure reads `tokens` from `from` to `to`. One question at a time: `done` gives the table back.
 */
export function closenessTo(sequence: readonly number[], vocabulary: number, tokens: Uint32Array) {
  const wanted = [...new Set(sequence)];
  const size = wanted.length;
  if (placeOf.length < vocabulary) placeOf = new Uint8Array(vocabulary);
  for (const [place, term] of wanted.entries()) placeOf[term] = place + 1;
  const lastSeen = new Int32Array(size);
  const pairs = new Uint8Array(size * size);
  return {
    measure(from: number, to: number): Closeness {
      if (size < 2) return NOTHING;
      lastSeen.fill(-WINDOW);
      pairs.fill(0);
      let most = 0;
      let before = -1;
      for (let at = from; at < to; at += 1) {
        const place = (placeOf[tokens[at] as number] as number) - 1;
        if (place >= 0) {
          lastSeen[place] = at - from;
          let inWindow = 0;
          for (let word = 0; word < size; word += 1) if (at - from - (lastSeen[word] as number) < WINDOW) inWindow += 1;
          if (inWindow > most) most = inWindow;
          if (before >= 0) pairs[before * size + place] = 1;
        }
        before = place;
      }
      let adjacent = 0;
      for (let position = 1; position < sequence.length; position += 1) {
        const pair = ((placeOf[sequence[position - 1] as number] as number) - 1) * size + (placeOf[sequence[position] as number] as number) - 1;
        adjacent += pairs[pair] as number;
      }
      return { adjacent: adjacent / (sequence.length - 1), window: most / size };
    },
    done(): void {
      for (const term of wanted) placeOf[term] = 0;
    },
  };
}
