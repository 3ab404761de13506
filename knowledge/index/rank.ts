/**
 * Scores the units that may answer: words, vectors, and a few small signs, as a weighted sum.
 * The weights were set by hand and by measuring; rank fusion and learned ranking both did worse on these texts.
 */
import { CARD, LAW, SHEET } from './build/units.ts';
import { closeness } from './closeness.ts';
import { scoreLexically } from './lexical.ts';
import type { OpenIndex, VectorSpace } from './open-index.ts';
import { coverageOf, type Reading } from './question.ts';
import { Greatest, similarity } from './vector-search.ts';

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
const KINDS = [LAW, SHEET, CARD] as const;

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
  scoreLexically(index.lexical, reading.terms, scores);
  const best = KINDS.map((kind) => new Greatest(scores.scores, BY_WORDS[kind]));
  for (let position = 0; position < scores.touchedCount; position += 1) {
    const unit = scores.touched[position] as number;
    (best[units.kinds[unit] as number] as Greatest).offer(unit);
  }
  const candidates = new Set(best.flatMap(({ indices }) => indices));
  if (vector !== null) for (const unit of space.search.nearest(vector, Math.min(BY_VECTORS, index.meta.units))) candidates.add(unit);

  const greatestScore = Math.max(...[LAW, SHEET].map((kind) => scores.scores[best[kind]?.indices[0] ?? -1] ?? 0), 1e-6);
  const shareOf = coverageOf(reading);
  return [...candidates].map((unit) => {
    const kind = units.kinds[unit] as number;
    const found = scores.found[unit] as number;
    const covered = shareOf(found);
    const inTitle = shareOf(scores.foundInTitle[unit] as number);
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
