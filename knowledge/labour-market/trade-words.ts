/** What is the same word in the mouth of people: masculine and feminine, singular and plural, and as it sounds. */

/** Lower case, no accent, words parted by one space. */
export const plainWords = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/œ/g, 'oe').replace(/[^a-z0-9]+/g, ' ').trim();

/** « vendeuses » and « vendeur » are one; so are « infirmière » and « infirmier ». */
export function stemOf(word: string): string {
  const single = word.length > 3 ? word.replace(/[sx]$/, '') : word;
  for (const [ending, stem] of ENDINGS) if (single.endsWith(ending) && single.length > ending.length + 2) return single.slice(0, -ending.length) + stem;
  return single.length > 4 ? single.replace(/e$/, '') : single;
}
const ENDINGS: [string, string][] = [['trice', 'teur'], ['euse', 'eur'], ['eure', 'eur'], ['iere', 'ier'], ['ienne', 'ien'], ['onne', 'on'], ['elle', 'el'], ['ee', 'e'], ['ere', 'er'], ['ive', 'if'], ['fe', 'f']];

/** Said or left out, they change no trade. */
const SMALL = new Set(['de', 'd', 'du', 'des', 'en', 'a', 'au', 'aux', 'la', 'le', 'les', 'l', 'et', 'dans', 'un', 'une', 'pour', 'par', 'sur', 'chez', 'avec', 'mon', 'ma', 'mes']);
export const isSmall = (word: string): boolean => SMALL.has(word);

/** The words that count, as stems. */
export const stemsOf = (words: readonly string[]): string[] => words.filter((word) => !SMALL.has(word)).map(stemOf);

/** How a plain word sounds, roughly: « masson » and « maçon », « electritien » and « électricien », « contable » and « comptable ». */
export function soundOf(word: string): string {
  return SOUNDS.reduce((sound, [written, heard]) => sound.replace(written, heard), word);
}
const SOUNDS: [RegExp, string][] = [
  [/ph/g, 'f'], [/eau|au/g, 'o'], [/ti(?=(?:en|on|el))/g, 'si'], [/ç/g, 's'], [/sc(?=[eiy])/g, 's'], [/c(?=[eiy])/g, 's'], [/qu?|ck|ch(?=[lr])/g, 'k'], [/c(?!h)/g, 'k'], [/g(?=[eiy])/g, 'j'],
  [/gu(?=[ei])/g, 'g'], [/h/g, ''], [/y/g, 'i'], [/m(?=[bpt])/g, 'n'], [/p(?=t)/g, ''], [/[ae]n(?![aeiou])/g, 'an'], [/ai|ei/g, 'e'], [/z/g, 's'], [/(.)\1+/g, '$1'], [/[eé]?[tdsxre]?$/, ''],
];
