/**
 * Spaces and apostrophes as French is printed: a colon or a guillemet alone at the start of a line stops the eye.
 * For our own words only. Quotes and what people write stay to the letter.
 */
export function frenchTypography(text: string): string {
  return text
    .replace(/ (?=[?!:;»%€])/g, '\u00a0')
    .replace(/« /g, '«\u00a0')
    .replace(/(?<=\p{L})'(?=\p{L})/gu, '’');
}
