/**
 * Scores the units that may answer: words, vectors, and a few small signs, as a weighted sum.
 * The weights were set by hand and by measuring; rank fusion and learned ranking both did worse on these texts.
 */
import { CARD, LAW, SHEET } from './build/units.ts';
import { closeness } from './closeness.ts';
import type { OpenIndex, VectorSpace } from './open-index.ts';
import { coveredShare, type Reading } from './question.ts';
import { greatest, similarity } from './vector-search.ts';

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
const BY_WORDS = { [LAW]: 70, [SHEET]: 70, [CARD]: 40 };
const BY_VECTORS = 100;

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
  const candidates = new Set<number>();
  const greatestOf = [0, 0, 0];
  const byKind: number[][] = [[], [], []];
  for (let position = 0; position < scores.touchedCount; position += 1) {
    const unit = scores.touched[position] as number;
    byKind[units.kinds[unit] as number]?.push(unit);
  }
  for (const kind of [LAW, SHEET, CARD] as const) {
    const best = greatest(scores.scores, BY_WORDS[kind], byKind[kind]);
    greatestOf[kind] = best.length === 0 ? 0 : (scores.scores[best[0] as number] as number);
    for (const unit of best) candidates.add(unit);
  }
  if (vector !== null) for (const unit of space.search.nearest(vector, Math.min(BY_VECTORS, index.meta.units))) candidates.add(unit);

  const greatestScore = Math.max(greatestOf[LAW] as number, greatestOf[SHEET] as number, 1e-6);
  return [...candidates].map((unit) => {
    const kind = units.kinds[unit] as number;
    const found = scores.found(unit);
    const covered = coveredShare(reading, found);
    const inTitle = coveredShare(reading, scores.foundInTitle(unit));
    const cosine = vector === null ? 0 : Math.max(0, similarity(space.vectors, unit, vector));
    const near = found === 0 ? { adjacent: 0.24, window: 0 } : closeness(reading.sequence, units.tokens, units.tokensStarts[unit] as number, units.tokensStarts[unit + 1] as number);
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
