/** A long text as several messages: cut at the end of a paragraph, else of a line, else of a sentence, and never inside a word that fits. */

/** A piece that ends earlier than this share of the limit is too short: the next better place is looked for. */
const FULL_ENOUGH = 0.5;
const SENTENCES = new Intl.Segmenter('fr', { granularity: 'sentence' });
const LETTERS = new Intl.Segmenter('fr', { granularity: 'grapheme' });

/** Pieces of `longest` characters at most, in order; nothing of the text is lost but the blanks at which it is cut. */
export function cutText(text: string, longest: number | null): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (longest !== null && rest.length > longest) {
    const end = endOf(rest, longest);
    pieces.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return rest === '' && pieces.length > 0 ? pieces : [...pieces, rest];
}

/** Where the first piece ends. */
function endOf(text: string, longest: number): number {
  // One more, so that a blank just after the limit counts.
  const window = text.slice(0, longest + 1);
  const enough = longest * FULL_ENOUGH;
  for (const end of [window.lastIndexOf('\n\n'), window.lastIndexOf('\n'), sentenceEnd(text, longest)]) if (end >= enough) return end;
  const blank = Math.max(window.lastIndexOf(' '), window.lastIndexOf('\n'));
  return blank > 0 ? blank : wholeLetters(window.slice(0, longest));
}

function sentenceEnd(text: string, longest: number): number {
  let end = 0;
  for (const { index, segment } of SENTENCES.segment(text.slice(0, longest * 2))) {
    const until = index + segment.trimEnd().length;
    if (until > longest) break;
    end = until;
  }
  return end;
}

/** A letter of several signs (an emoji with its colour) stays whole. */
function wholeLetters(window: string): number {
  const last = [...LETTERS.segment(window)].at(-1);
  return last === undefined || last.index === 0 ? window.length : last.index;
}
