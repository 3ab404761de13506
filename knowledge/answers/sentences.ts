/** Cuts a passage into sentences without changing a letter: each piece stands word for word in the text. */

// After these a full stop does not end the sentence.
const ABBREVIATION = /(?:\b(?:art|al|cf|ex|etc|M|Mme|n|no|L|R|D|p|min|max|env)|\b[A-Z])$/;

export interface Sentence {
  text: string;
  /** Place in the passage, in characters. */
  start: number;
  end: number;
}

/** Sentences in order. A line (a paragraph or a list item) always ends a sentence. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  const close = (end: number) => {
    const piece = text.slice(start, end);
    const trimmed = piece.trim();
    if (trimmed !== '') {
      const from = start + piece.indexOf(trimmed);
      sentences.push({ text: trimmed, start: from, end: from + trimmed.length });
    }
    start = end;
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '\n') close(at + 1);
    else if ((character === '.' || character === '!' || character === '?') && /\s/.test(text[at + 1] ?? ' ')) {
      if (character === '.' && ABBREVIATION.test(text.slice(start, at))) continue;
      close(at + 1);
    }
  }
  close(text.length);
  return sentences;
}
