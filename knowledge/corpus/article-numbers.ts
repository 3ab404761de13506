/** « L. 6323-17-1 », « L6323-17-1 » and « R. * 1234-5 » all give `L6323-17-1`. */
export function articleNumber(written: string): string {
  return written.replace(/[^0-9A-Za-z-]/g, '').replace(/^([lrd])/, (letter) => letter.toUpperCase());
}

const CITED = /\b([LRD])\s?\.?\s?(?:\*\s?)?(\d{4}(?:-\d+)*)/g;

/** Numbers of the articles that a text names. « L. 6323-1 et suivants » gives the first. */
export function articlesNamedIn(text: string): string[] {
  return [...new Set([...text.matchAll(CITED)].map((match) => `${match[1]}${match[2]}`))];
}
