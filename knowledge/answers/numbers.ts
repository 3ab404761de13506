/** French numbers as people and laws write them: « 1 500 », « 102,23 », « quinze », « soixante-dix ». */

const UNITS: Record<string, number> = {
  un: 1, une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, sept: 7, huit: 8, neuf: 9, dix: 10, onze: 11, douze: 12,
  treize: 13, quatorze: 14, quinze: 15, seize: 16, vingt: 20, vingts: 20, trente: 30, quarante: 40, cinquante: 50, soixante: 60,
  septante: 70, huitante: 80, octante: 80, nonante: 90,
};
const WORD = [...Object.keys(UNITS), 'cent', 'cents', 'mille'].sort((a, b) => b.length - a.length).join('|');

/** A run of number words, `un` and `une` alone included. The separator is a hyphen, a space, or « et ». */
export const NUMBER_WORDS = new RegExp(`(?<![\\p{L}-])(?:${WORD})(?:(?:-et-|\\set\\s|-|\\s)(?:${WORD}))*(?![\\p{L}-])`, 'giu');

/** « quatre-vingt-quinze » gives 95, « deux cent cinquante » 250, « vingt et un » 21. */
export function valueOfWords(words: string): number {
  let total = 0;
  let group = 0;
  for (const word of words.toLowerCase().split(/[-\s]+/)) {
    if (word === 'et') continue;
    if (word === 'mille') {
      total += (group || 1) * 1_000;
      group = 0;
    } else if (word.startsWith('cent')) group = (group || 1) * 100;
    else if (word.startsWith('vingt') && group % 100 === 4) group += 76; // quatre-vingts
    else group += UNITS[word] ?? 0;
  }
  return total + group;
}

/** « 1 500 », « 1.500 », « 102,23 » as a number. */
export function valueOfDigits(written: string): number {
  const compact = written.replace(/[\s\u00a0\u202f]/g, '').replace(/\.(?=\d{3}(?:\D|$))/g, '');
  return Number(compact.replace(',', '.'));
}
