/**
 * Scores the units that may answer: words, vectors, and a few small signs, as a weighted sum.
 * The weights were set by hand and by measuring; rank fusion and learned ranking both did worse on these texts.
 */
import { CARD, LAW, SHEET } from './build/units.ts';
import { closeness } from './closeness.ts';
import type { OpenIndex, VectorSpace } from './open-index.ts';
import { coverageOf, type Reading } from './question.ts';
import { insert, similarity } from './vector-search.ts';

export const WEIGHTS = {
  /** Cosine in the vector space, beside a lexical score of at most 1. */
  vector: 0.55,
  covered: 0.25,
  coveredInTitle: 0.3,
  adjacent: 0.24,
  window: 0.04,
  /** Statutes come before the decrees that detail them. */
  statute: 0.06,
  /** Sheets are written to be read, and come before the articles that say the same. */
  sheet: 0.16,
  /** For each doubling of the number of sheets and cards that refer to a text. */
  cited: 0.05,
  /** Passages cited by a sheet that answers well. */
  citedBySheet: 0.05,
  /** Passages that show the answer of a card that fits. */
  sourceOfCard: 0.25,
};

/** Candidates by words, for each kind of unit, and by vectors, for all. */
const BY_WORDS: Record<number, number> = { [LAW]: 70, [SHEET]: 70, [CARD]: 40 };
const BY_VECTORS = 50;

const NOTHING_CLOSE = { adjacent: 0, window: 0 };

export interface RankedUnit {
  unit: number;
  kind: number;
  score: number;
  /** Share of the question that the unit's words cover. */
  covered: number;
  cosine: number;
}

/** `vector` is the question's place in `space`, or null when it has none. */
export function rankUnits(index: OpenIndex, reading: Reading, space: VectorSpace, vector: Float32Array | null): RankedUnit[] {
  const { scores, units } = index;
  scores.score(index.lexical, reading.terms);
  const byWords = bestOfKinds(scores.scores, units.kinds);
  const candidates = new Set(byWords.flat());
  if (vector !== null) for (const unit of space.search.nearest(vector, Math.min(BY_VECTORS, index.meta.units))) candidates.add(unit);

  const greatestScore = Math.max(1e-6, ...[LAW, SHEET].map((kind) => scores.scores[byWords[kind]?.[0] ?? -1] ?? 0));
  const shareOf = coverageOf(reading);
  return [...candidates].map((unit) => {
    const kind = units.kinds[unit] as number;
    const found = scores.found(unit);
    const covered = shareOf(found);
    const inTitle = shareOf(scores.foundInTitle(unit));
    const cosine = vector === null ? 0 : Math.max(0, similarity(space.vectors, unit, vector));
    const near = found === 0 ? NOTHING_CLOSE : closeness(reading.sequence, units.tokens, units.tokensStarts[unit] as number, units.tokensStarts[unit + 1] as number);
    const score =
      (scores.scores[unit] as number) / greatestScore +
      WEIGHTS.vector * cosine +
      WEIGHTS.covered * covered +
      WEIGHTS.coveredInTitle * inTitle +
      WEIGHTS.adjacent * near.adjacent +
      WEIGHTS.window * near.window +
      (kind === SHEET ? WEIGHTS.sheet : 0) +
      WEIGHTS.statute * (units.statutes[unit] as number) +
      WEIGHTS.cited * Math.log2(1 + (units.timesCited[unit] as number));
    return { unit, kind, score, covered, cosine };
  });
}

/** For each kind, its best units by words, best first, in one pass. */
function bestOfKinds(values: Float32Array, kinds: Uint8Array): number[][] {
  const best: number[][] = [[], [], []];
  const thresholds = new Float64Array(best.length);
  for (let unit = 0; unit < values.length; unit += 1) {
    const kind = kinds[unit] as number;
    if ((values[unit] as number) > (thresholds[kind] as number)) {
      thresholds[kind] = insert(best[kind] as number[], values, unit, BY_WORDS[kind] as number, thresholds[kind] as number);
    }
  }
  return best;
}
