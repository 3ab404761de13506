/** Finds the expressions of the vocabulary in the stems of a question: the longest first, none over another. */
import type { Pattern } from './vocabulary.ts';

/** Words that may stand inside an expression: « monter ma propre boîte ». */
const LARGEST_GAP = 1;

/** A word of a question. */
export interface Token {
  word: string;
  stem: string;
  isFunctionWord: boolean;
}

export interface FoundExpression {
  pattern: Pattern;
  /** Positions in the question, in order. */
  positions: number[];
}

export class Expressions {
  readonly #byFirst = new Map<string, Pattern[]>();

  constructor(patterns: readonly Pattern[]) {
    for (const pattern of patterns) {
      const first = pattern.stems[0] as string;
      const others = this.#byFirst.get(first);
      if (others === undefined) this.#byFirst.set(first, [pattern]);
      else others.push(pattern);
    }
  }

  findIn(tokens: readonly Token[]): FoundExpression[] {
    const found: (FoundExpression & ReturnType<typeof weigh>)[] = [];
    for (let start = 0; start < tokens.length; start += 1) {
      for (const pattern of this.#byFirst.get((tokens[start] as Token).stem) ?? []) {
        const positions = match(pattern, tokens, start);
        if (positions !== null) found.push({ pattern, positions, ...weigh(positions, tokens) });
      }
    }
    found.sort((one, other) => other.carrying - one.carrying || one.gaps - other.gaps || other.positions.length - one.positions.length);
    // Two entries for the very same words both hold; a shorter one inside a longer one does not.
    const taken = new Map<number, string>();
    return found.filter(({ positions }) => {
      const key = positions.join(' ');
      if (positions.some((position) => taken.has(position) && taken.get(position) !== key)) return false;
      for (const position of positions) taken.set(position, key);
      return true;
    });
  }
}

/** Words that carry meaning inside the expression, and those it skips: « changement de contrat » comes before « changement … travail ». */
function weigh(positions: readonly number[], tokens: readonly Token[]) {
  const carries = (token: Token | undefined) => token?.isFunctionWord === false;
  const carrying = positions.filter((position) => carries(tokens[position])).length;
  const between = tokens.slice(positions[0], (positions.at(-1) as number) + 1).filter(carries).length;
  return { carrying, gaps: between - carrying };
}

function match({ stems, literal }: Pattern, tokens: readonly Token[], start: number): number[] | null {
  const positions = [start];
  let gap = literal ? 0 : LARGEST_GAP;
  let at = start;
  for (const wanted of stems.slice(1)) {
    at += 1;
    while (at < tokens.length && (tokens[at] as Token).stem !== wanted) {
      if (literal || (!(tokens[at] as Token).isFunctionWord && gap-- === 0)) return null;
      at += 1;
    }
    if (at >= tokens.length) return null;
    positions.push(at);
    if (!literal) gap = LARGEST_GAP;
  }
  return positions;
}
