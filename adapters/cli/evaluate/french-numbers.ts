/**
 * Every number that a French text holds, in digits or in words: « mille six cents euros » and « 1 600 € » are the same.
 * Written apart from the product's own proof, so that one can catch the other.
 */

const UNITS: Record<string, number> = {
  zero: 0, un: 1, une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, sept: 7, huit: 8, neuf: 9, dix: 10, onze: 11, douze: 12,
  treize: 13, quatorze: 14, quinze: 15, seize: 16, vingt: 20, vingts: 20, trente: 30, quarante: 40, cinquante: 50, soixante: 60,
};
const SCALES: Record<string, number> = { cent: 100, cents: 100, mille: 1000, million: 1_000_000, millions: 1_000_000 };

const isNumberWord = (word: string) => word in UNITS || word in SCALES;

/** Reads one run of number words: `['quatre', 'vingt', 'dix']` gives 90. */
function valueOf(words: string[]): number {
  let total = 0;
  let current = 0;
  for (const word of words) {
    const scale = SCALES[word];
    if (scale === 100) current = Math.max(current, 1) * 100;
    else if (scale !== undefined) {
      total += Math.max(current, 1) * scale;
      current = 0;
    } else if (word.startsWith('vingt') && current % 100 === 4) current += 76;
    else current += UNITS[word] ?? 0;
  }
  return total + current;
}

/** « ces trois cas », « les deux parties » count what has just been said; « les deux ans » states a length. */
const COUNTING_BACK = /(?<![a-z])(?:les|des|ces|vos|aux|ses|leurs) (?:deux|trois|quatre)(?![a-z-])(?! (?:ans?|annees?|mois|jours?|semaines?|heures?|euros?|fois|smic|niveaux|salaries|pour cent|cents?|mille|%|€))/g;

function numbersInWords(text: string): number[] {
  const numbers: number[] = [];
  for (const clause of text.split(/[^a-z\s-]+/)) {
    const words = clause.split(/[\s-]+/);
    let run: string[] = [];
    const close = () => {
      // « un » and « une » alone are articles, not numbers.
      if (run.length > 0 && !/^une?$/.test(run.join(' '))) numbers.push(valueOf(run));
      run = [];
    };
    words.forEach((word, index) => {
      if (isNumberWord(word)) run.push(word);
      else if (word !== 'et' || run.length === 0 || !isNumberWord(words[index + 1] ?? '')) close();
    });
    close();
  }
  return numbers;
}

function numbersInDigits(text: string): number[] {
  // A digit inside a name (C2P, E2C) or an article number is no number of its own.
  const found = text.matchAll(/(?<![a-z0-9,.])(\d{1,3}(?:[ .]\d{3})+(?!\d)|\d+)(?:,(\d+))?(?=er\b|e\b|h\b|[^a-z0-9]|$)/g);
  return [...found].map(([, whole = '', decimals]) => Number(`${whole.replace(/[ .]/g, '')}.${decimals ?? 0}`));
}

/** Lower case, without accents, with plain spaces. */
export function plainFrench(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’ʼ]/g, "'")
    .replace(/\s+/g, ' ');
}

/** The numbers of a text, once its article numbers and dates have been taken out. */
export function numbersIn(text: string): number[] {
  const plain = plainFrench(text);
  return [...numbersInDigits(plain), ...numbersInWords(plain.replace(COUNTING_BACK, ' ; '))];
}
