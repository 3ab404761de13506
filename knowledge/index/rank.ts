/**
 * Scores the units that may answer: words, vectors, and a few small signs, as a weighted sum.
 * The weights were set by hand and by measuring; rank fusion and learned ranking both did worse on these texts.
 */
import { LAW, SHEET } from './build/units.ts';
import { BestOf } from './best-of.ts';
import { closenessTo } from './closeness.ts';
import type { OpenIndex, VectorSpace } from './open-index.ts';
import { coverageOf, type Reading } from './question.ts';
import { similarity } from './vector-search.ts';

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

/** Candidates by words for each kind of text, wordings of cards among them, and texts by vectors. */
const TEXTS_BY_WORDS = 30;
const WORDINGS = 40;
const TEXTS_BY_VECTORS = 40;

const NOTHING_CLOSE = { adjacent: 0, window: 0 };

/** A question ready to be looked for. */
export interface Query {
  reading: Reading;
  space: VectorSpace;
  /** The question's place in the space, or null when it has none. */
  vector: Float32Array | null;
}

/** A wording of a card, or a passage, with what it has in common with the question. */
export interface Likeness {
  unit: number;
  /** Share of the question that the unit's words cover. */
  covered: number;
  cosine: number;
}
export interface RankedUnit extends Likeness {
  kind: number;
  score: number;
}

/** The wordings of cards that share words with the question. */
export function findWordings(index: OpenIndex, query: Query): Likeness[] {
  const { scores } = index;
  scores.score(index.lexical, query.reading.terms, index.firstWording);
  const shareOf = coverageOf(query.reading);
  return bestWordings(index).map((unit) => ({ unit, covered: shareOf(scores.found(unit)), cosine: cosineOf(unit, query) }));
}

/** The passages that share words with the question, or lie near it. */
export function rankTexts(index: OpenIndex, query: Query): RankedUnit[] {
  const { scores, units } = index;
  const { reading, space, vector } = query;
  scores.score(index.lexical, reading.terms, 0, index.firstWording);
  const { law, sheets } = bestTexts(index);
  const candidates = new Set([...law, ...sheets]);
  const near = vector === null ? [] : space.search.nearest(vector, Math.min(TEXTS_BY_VECTORS, index.meta.units));
  for (const unit of near) if (unit < index.firstWording) candidates.add(unit);

  const greatestScore = Math.max(1e-6, ...[law[0], sheets[0]].map((unit) => scores.scores[unit ?? -1] ?? 0));
  const shareOf = coverageOf(reading);
  const close = closenessTo(reading.sequence, index.lexical.rarity.length, units.tokens);
  const ranked = [...candidates].map((unit) => {
    const kind = units.kinds[unit] as number;
    const found = scores.found(unit);
    const covered = shareOf(found);
    const inTitle = shareOf(scores.foundInTitle(unit));
    const cosine = cosineOf(unit, query);
    const nearness = found === 0 ? NOTHING_CLOSE : close.measure(units.tokensStarts[unit] as number, units.tokensStarts[unit + 1] as number);
    const score =
      (scores.scores[unit] as number) / greatestScore +
      WEIGHTS.vector * cosine +
      WEIGHTS.covered * covered +
      WEIGHTS.coveredInTitle * inTitle +
      WEIGHTS.adjacent * nearness.adjacent +
      WEIGHTS.window * nearness.window +
      (kind === SHEET ? WEIGHTS.sheet : 0) +
      WEIGHTS.statute * (units.statutes[unit] as number) +
      WEIGHTS.cited * Math.log2(1 + (units.timesCited[unit] as number));
    return { unit, kind, score, covered, cosine };
  });
  close.done();
  return ranked;
}

const cosineOf = (unit: number, { space, vector }: Query): number => (vector === null ? 0 : Math.max(0, similarity(space.vectors, unit, vector)));

/** The best wordings by words, best first. Cards come after every text. */
function bestWordings({ scores, firstWording }: OpenIndex): number[] {
  const best = new BestOf(WORDINGS);
  best.offerAll(scores.scores, firstWording);
  return best.indices;
}

/** The best articles and the best parts of sheets by words, best first: neither may crowd the other out. */
function bestTexts({ scores, units, firstWording }: OpenIndex): { law: number[]; sheets: number[] } {
  const law = new BestOf(TEXTS_BY_WORDS);
  const sheets = new BestOf(TEXTS_BY_WORDS);
  offerByKind(law, sheets, units.kinds, scores.scores, firstWording);
  return { law: law.indices, sheets: sheets.indices };
}

/** A function of its own, so that the engine compiles the long loop once and for all. */
function offerByKind(law: BestOf, sheets: BestOf, kinds: Uint8Array, values: Float32Array, end: number): void {
  let least = 0;
  for (let unit = 0; unit < end; unit += 1) {
    const value = values[unit] as number;
    if (value <= least) continue;
    const best = kinds[unit] === LAW ? law : sheets;
    if (value > best.threshold) best.offer(unit, value);
    least = Math.min(law.threshold, sheets.threshold);
  }
}
