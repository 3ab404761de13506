/** One question is looked at from many sides: what was said, what is asked, and what it is asked about are read once. */

/** Texts that the steps of one turn look at. */
const TEXTS_OF_A_TURN = 16;

/** Remembers the answers for the last texts. An answer is shared, and not to be changed. */
export function remembering<Answer>(read: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as Answer;
    if (known.size === TEXTS_OF_A_TURN) known.delete(known.keys().next().value as string);
    const answer = read(text);
    known.set(text, answer);
    return answer;
  };
}
