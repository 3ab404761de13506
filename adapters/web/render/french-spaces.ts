/** A colon, a question mark or a guillemet alone at the start of a line stops the eye: the space before it holds. */
export function frenchSpaces(text: string): string {
  return text.replace(/ (?=[?!:;»%€])/g, '\u00a0').replace(/« /g, '«\u00a0');
}
