/** Finds the few words by which a card names its source, and cuts the full sentence around them from the passage. */
import { sentencesOf } from '../answers/sentences.ts';

/** Longest quote shown as it is, in characters; a longer sentence is cut at its commas and semicolons around the words. */
const LONGEST_QUOTE = 420;

/** Lower case, no accent, one kind of apostrophe and of space, with the place of each character in the original. */
function folded(text: string): { text: string; places: number[] } {
  const places: number[] = [];
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const plain = (text[at] ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[’ʼ`]/g, "'").replace(/œ/g, 'oe').replace(/\s/g, ' ');
    if (plain === ' ' && out.endsWith(' ')) continue;
    for (const character of plain) {
      out += character;
      places.push(at);
    }
  }
  return { text: out, places };
}

/**
 * The sentence that holds the words, cut word for word from the text, or null when the words are not there.
 * Accents, capitals, kinds of apostrophe and white space do not matter in `words`.
 */
export function quoteAround(text: string, words: string): string | null {
  const haystack = folded(text);
  const needle = folded(words.trim()).text;
  const found = haystack.text.indexOf(needle);
  if (found < 0) return null;
  const start = haystack.places[found] ?? 0;
  const end = (haystack.places[found + needle.length - 1] ?? start) + 1;
  const sentences = sentencesOf(text);
  const first = sentences.find((sentence) => sentence.end > start);
  const last = sentences.find((sentence) => sentence.end >= end);
  if (!first || !last) return null;
  const from = Math.min(first.start, start);
  const to = Math.max(last.end, end);
  const quote = to - from <= LONGEST_QUOTE ? text.slice(from, to) : narrowed(text, from, to, start, end);
  return quote.replace(/^- /, '').trim();
}

/** Cuts at the clause borders nearest to the words, so that the quote stays one piece of the original. */
function narrowed(text: string, from: number, to: number, start: number, end: number): string {
  const room = Math.max(0, Math.floor((LONGEST_QUOTE - (end - start)) / 2));
  const before = text.slice(Math.max(from, start - room), start);
  const after = text.slice(end, Math.min(to, end + room));
  const borderBefore = start - room <= from ? -1 : before.search(/[,;:]\s/);
  const cutFrom = start - room <= from ? from : borderBefore >= 0 ? start - before.length + borderBefore + 1 : start - before.length + Math.max(0, before.indexOf(' ') + 1);
  const borderAfter = Math.max(after.lastIndexOf(', '), after.lastIndexOf('; '), after.lastIndexOf(': '));
  const cutTo = end + room >= to ? to : end + (borderAfter > 0 ? borderAfter : Math.max(0, after.lastIndexOf(' ')));
  return text.slice(cutFrom, cutTo);
}
