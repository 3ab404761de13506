/** Target length of a passage, in characters: long enough to hold an answer, short enough to be read. */
const TARGET = 1_200;

/** Splits a text at its lines into pieces near the target; a list item is never parted from the line that introduces it without need. */
export function splitText(text: string, target = TARGET): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const line of text.split('\n')) {
    const isListItem = line.startsWith('- ');
    const full = piece.length + line.length > target && !(isListItem && piece.length < target * 1.3);
    if (piece !== '' && full) {
      pieces.push(piece);
      piece = '';
    }
    piece = piece === '' ? line : `${piece}\n${line}`;
  }
  if (piece !== '') pieces.push(piece);
  return pieces;
}
