/** The places of a question: its words and expressions that carry meaning, and what to look for at each. */
import type { FoundExpression, Token } from './expressions.ts';
import { isStopWord } from './french.ts';

/** A word or an expression of the question that carries meaning. */
export interface Place {
  words: string[];
  /** Its share of the question, before normalisation: the rarity of the word. */
  weight: number;
  /** Theme outside our field that the words belong to. */
  otherTheme: string | null;
  /** The vocabulary has official words for it. */
  explained: boolean;
}

/** Stems that stand together for a place, with the weight of each. */
export interface Wanted {
  stems: string[];
  weight: number;
  place: number;
  /** How much finding them all counts as finding the place, 0 to 1. */
  share: number;
}

/** Official words of an expression, beside the words of the person. */
const EXPLAINED = 0.9;
/** Rarity of the official words, as the weight of a place whose own words are common (« faire le point »). */
const WEIGHT_OF_MEANING = 0.7;

/** « 1 500 euros », « 34 ans »: a figure is rare in the texts, and mostly tells of the person. */
const OWN_FIGURE = 2;
const isOwnFigure = (word: string) => /^\d+$/.test(word);

export class Places {
  readonly places: Place[] = [];
  readonly wanted: Wanted[] = [];
  readonly #rarityOf: (stem: string) => number;
  readonly #placeOf = new Map<number, number>();
  /** How much the person's own word still counts, by its position. */
  readonly #keepOf = new Map<number, number>();

  constructor(rarityOf: (stem: string) => number) {
    this.#rarityOf = rarityOf;
  }

  /** The words of an expression become one place, explained by its meanings. */
  addExpression({ pattern, positions }: FoundExpression, tokens: readonly Token[]): void {
    const number = this.#placeOf.get(positions[0] as number) ?? this.#newPlace(positions.map((position) => tokens[position] as Token));
    const place = this.places[number] as Place;
    for (const position of positions) {
      this.#placeOf.set(position, number);
      this.#keepOf.set(position, Math.min(this.#keepOf.get(position) ?? 1, pattern.keep));
    }
    if (pattern.otherTheme !== null) place.otherTheme = pattern.otherTheme;
    else place.explained = true;
    for (const { stems, weight } of pattern.meanings) {
      const share = Math.min(1, weight);
      this.wanted.push({ stems, weight: (EXPLAINED * weight) / Math.sqrt(stems.length), place: number, share });
      place.weight = Math.max(place.weight, ...stems.map((stem) => WEIGHT_OF_MEANING * this.#rarityOf(stem) * share));
    }
  }

  /** The person's own words, after the expressions: `trust` is below 1 for a word that was corrected. */
  addWords(tokens: readonly Token[], trust: (word: string) => number): void {
    const own = new Map<number, Wanted>();
    for (let position = 0; position < tokens.length; position += 1) {
      const token = tokens[position] as Token;
      if (isStopWord(token.word)) continue;
      const place = this.#placeOf.get(position) ?? this.#newPlace([token]);
      const keep = this.#keepOf.get(position) ?? 1;
      const wanted = own.get(place) ?? { stems: [], weight: keep * trust(token.word), place, share: (1 + keep) / 2 };
      wanted.stems.push(token.stem);
      own.set(place, wanted);
    }
    this.wanted.push(...own.values());
  }

  #newPlace(tokens: readonly Token[]): number {
    const weight = Math.max(0, ...tokens.filter(({ word }) => !isStopWord(word)).map(({ word, stem }) => Math.min(this.#rarityOf(stem), isOwnFigure(word) ? OWN_FIGURE : Number.POSITIVE_INFINITY)));
    return this.places.push({ words: tokens.map(({ word }) => word), weight, otherTheme: null, explained: false }) - 1;
  }
}
