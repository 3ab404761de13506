/** French numbers below a hundred, in figures or in words: ages, counts of years. « quatre-vingt-quinze » is 95. */
import type { Token } from './tokens.ts';

const UNITS = new Map(Object.entries({ un: 1, une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, sept: 7, huit: 8, neuf: 9 }));
const TEENS = new Map(Object.entries({ dix: 10, onze: 11, douze: 12, treize: 13, quatorze: 14, quinze: 15, seize: 16 }));
const TENS = new Map(Object.entries({ vingt: 20, vingts: 20, vint: 20, trente: 30, trent: 30, quarante: 40, cinquante: 50, cinkante: 50, soixante: 60, septante: 70, huitante: 80, octante: 80, nonante: 90 }));

/** The words of numbers, which no spelling should touch. */
export const NUMBER_WORDS: readonly string[] = [UNITS, TEENS, TENS].flatMap((words) => [...words.keys()]);
const FIRST_WORDS = new Set(NUMBER_WORDS);

/** The number that begins at a token and the place after it, or null. */
export function numberAt(tokens: Token[], at: number): { value: number; next: number } | null {
  const word = tokens[at]?.word ?? '';
  if (/^\d{1,3}$/.test(word)) return { value: Number(word), next: at + 1 };
  return FIRST_WORDS.has(word) ? spelledAt(tokens, at) : null;
}

function spelledAt(tokens: Token[], at: number): { value: number; next: number } | null {
  const wordAt = (place: number) => tokens[place]?.word ?? '';
  const small = (place: number) => UNITS.get(wordAt(place)) ?? TEENS.get(wordAt(place));
  // « quatre-vingt-… » before « quatre ».
  const isEighty = wordAt(at) === 'quatre' && ['vingt', 'vingts'].includes(wordAt(at + 1));
  const tens = isEighty ? 80 : TENS.get(wordAt(at));
  if (tens !== undefined) {
    let next = at + (isEighty ? 2 : 1);
    const and = wordAt(next) === 'et' && small(next + 1) !== undefined ? 1 : 0;
    const rest = small(next + and);
    if (rest === undefined) return { value: tens, next };
    next += and + 1;
    if (rest !== 10) return { value: tens + rest, next };
    const seventeenUp = UNITS.get(wordAt(next));
    return seventeenUp !== undefined && seventeenUp >= 7 ? { value: tens + 10 + seventeenUp, next: next + 1 } : { value: tens + 10, next };
  }
  const value = small(at);
  if (value === undefined) return null;
  const more = value === 10 ? UNITS.get(wordAt(at + 1)) : undefined;
  return more !== undefined && more >= 7 ? { value: 10 + more, next: at + 2 } : { value, next: at + 1 };
}
