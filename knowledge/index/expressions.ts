/** Finds the expressions of the vocabulary in the stems of a question: the longest first, none over another. */
import type { Pattern } from './vocabulary.ts';

/** Words that may stand inside an expression: « monter ma propre boîte ». */
const LARGEST_GAP = 1;

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

  findIn(stems: readonly string[]): FoundExpression[] {
    const found: FoundExpression[] = [];
    for (let start = 0; start < stems.length; start += 1) {
      for (const pattern of this.#byFirst.get(stems[start] as string) ?? []) {
        const positions = match(pattern.stems, stems, start);
        if (positions !== null) found.push({ pattern, positions });
      }
    }
    found.sort((one, other) => other.positions.length - one.positions.length);
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

function match(pattern: readonly string[], stems: readonly string[], start: number): number[] | null {
  const positions = [start];
  let at = start;
  for (const wanted of pattern.slice(1)) {
    let next = at + 1;
    while (next <= at + 1 + LARGEST_GAP && stems[next] !== wanted) next += 1;
    if (next > at + 1 + LARGEST_GAP) return null;
    positions.push(next);
    at = next;
  }
  return positions;
}
