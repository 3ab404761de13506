/** Reads a question: its words corrected, its expressions understood, and what to look for in the index. */
import type { Expressions, Token } from './expressions.ts';
import { isFunctionWord, isStopWord, words } from './french.ts';
import { MOST_TERMS, type QueryTerm } from './lexical.ts';
import { Places, type Place, type Wanted } from './places.ts';
import type { Spelling } from './spelling.ts';
import { stem } from './stem.ts';

/** What reading a question needs to know of the index. */
export interface Dictionary {
  termOf: Map<string, number>;
  /** Rarity of each term, greatest for a word that no text holds. */
  rarity: Float32Array;
  greatestRarity: number;
  texting: Map<string, string[]>;
  expressions: Expressions;
  spelling: Spelling;
}

/** Terms that together stand for a place. */
export interface Wording {
  place: number;
  /** Bits of the terms, and how many there are; a term that the index does not know counts too. */
  bits: number;
  size: number;
  /** How much finding them all counts as finding the place, 0 to 1. */
  share: number;
}

export interface Reading {
  places: Place[];
  totalWeight: number;
  /** At most {@link MOST_TERMS}. */
  terms: QueryTerm[];
  /** Ways to find a place in a text: its own words, or one of its meanings. */
  coverage: Wording[];
  /** Terms of the words in the order of the question: for closeness. */
  sequence: number[];
  words: string[];
}

/** A term worth less than this share of the best one changes no order, and the commonest words have the longest lists. */
const LEAST_WORTH = 0.1;
/** A longer message tells a story; its beginning says what it is about. */
const MOST_WORDS = 300;
/** A corrected word may be wrong. */
const CORRECTED = 0.8;

function readTokens(question: string, dictionary: Dictionary): { tokens: Token[]; corrected: Set<string> } {
  const corrected = new Set<string>();
  const tokens = words(question)
    .slice(0, MOST_WORDS)
    .flatMap((word) => dictionary.texting.get(word) ?? [word])
    .map((word): Token => {
      const token = { word, stem: stem(word), isFunctionWord: isFunctionWord(word) };
      if (isStopWord(word) || dictionary.termOf.has(token.stem)) return token;
      const better = dictionary.spelling.correct(word);
      if (better === null) return token;
      corrected.add(better);
      return { word: better, stem: stem(better), isFunctionWord: false };
    });
  return { tokens, corrected };
}

export function readQuestion(question: string, dictionary: Dictionary): Reading {
  const { tokens, corrected } = readTokens(question, dictionary);
  const rarityOf = (one: string) => {
    const term = dictionary.termOf.get(one);
    return term === undefined ? dictionary.greatestRarity : (dictionary.rarity[term] as number);
  };
  const found = new Places(rarityOf);
  for (const expression of dictionary.expressions.findIn(tokens)) found.addExpression(expression, tokens);
  found.addWords(tokens, (word) => (corrected.has(word) ? CORRECTED : 1));
  const { places, wanted } = found;
  return { places, totalWeight: places.reduce((sum, place) => sum + place.weight, 0), ...gather(wanted, dictionary), ...sequenceOf(tokens, dictionary) };
}

/** One query term for each term, with its greatest weight, and the wordings that it belongs to. */
function gather(wanted: readonly Wanted[], dictionary: Dictionary): Pick<Reading, 'terms' | 'coverage'> {
  const weights = new Map<number, number>();
  for (const { stems, weight } of wanted) {
    for (const one of stems) {
      const term = dictionary.termOf.get(one);
      if (term !== undefined && weight > 0) weights.set(term, Math.max(weights.get(term) ?? 0, weight));
    }
  }
  const worth = ({ term, weight }: QueryTerm) => weight * (dictionary.rarity[term] as number);
  const sorted = [...weights].map(([term, weight]) => ({ term, weight })).sort((one, other) => worth(other) - worth(one));
  const least = LEAST_WORTH * (sorted[0] === undefined ? 0 : worth(sorted[0]));
  const terms = sorted.filter((term) => worth(term) >= least).slice(0, MOST_TERMS);
  const bitOf = new Map(terms.map(({ term }, bit) => [term, 1 << bit]));
  const left = new Set(sorted.slice(terms.length).map(({ term }) => term));
  const coverage = wanted.flatMap(({ stems, place, share }) => {
    const known = new Set(stems.filter((one) => !left.has(dictionary.termOf.get(one) ?? -1)));
    if (known.size === 0) return [];
    return [{ place, share, size: known.size, bits: [...known].reduce((bits, one) => bits | (bitOf.get(dictionary.termOf.get(one) ?? -1) ?? 0), 0) }];
  });
  return { terms, coverage };
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

function sequenceOf(tokens: readonly Token[], dictionary: Dictionary): Pick<Reading, 'sequence' | 'words'> {
  const own = tokens.filter((token) => !isStopWord(token.word));
  return { sequence: own.flatMap((token) => dictionary.termOf.get(token.stem) ?? []), words: own.map((token) => token.word) };
}

/**
 * Share of the weight of the question that the found terms cover, 0 to 1.
 * Half of an expression is worth a quarter: « paie » alone is not « bulletin de paie ».
 * Many units hold the same terms, so each share is computed once.
 */
export function coverageOf({ totalWeight, places, coverage }: Reading): (found: number) => number {
  const known = new Map<number, number>([[0, 0]]);
  const covered = new Float64Array(places.length);
  const compute = (found: number): number => {
    covered.fill(0);
    for (const { bits, size, place, share } of coverage) {
      const part = countBits(bits & found) / size;
      covered[place] = Math.max(covered[place] as number, share * part * part);
    }
    let sum = 0;
    for (let place = 0; place < places.length; place += 1) sum += (places[place] as Place).weight * (covered[place] as number);
    return totalWeight === 0 ? 0 : sum / totalWeight;
  };
  return (found) => {
    let share = known.get(found);
    if (share === undefined) known.set(found, (share = compute(found)));
    return share;
  };
}
