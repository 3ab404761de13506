/** Learns the latent space from the texts: TF-IDF of stems and of pieces of words, then a truncated decomposition. */
import { dampen, grams, latentWords, normalise, GRAM_WEIGHT, type LatentArrays } from '../latent.ts';
import { isStopWord } from '../french.ts';
import { stem } from '../stem.ts';
import { multiply, type SparseMatrix } from './sparse.ts';
import { rightSingularVectors } from './svd.ts';

const TERM_IN_AT_LEAST = 2;
const GRAM_IN_AT_LEAST = 5;
/** A feature of more than this share of the texts tells nothing. */
const IN_AT_MOST = 0.25;

export interface LatentBuild {
  arrays: LatentArrays;
  rowOfGram: Map<string, number>;
  /** One unit vector after the other, one for each text. */
  vectors: Float32Array;
}

/** Gives every term and every piece of word a number, and counts each text. Terms come first, as the dictionary numbers them. */
function countFeatures(texts: readonly string[], termOf: (stem: string) => number, termCount: number) {
  const gramNumbers = new Map<string, number>();
  const ofWord = new Map<string, { term: number; grams: number[] }>();
  const featuresOf = (word: string) => {
    let known = ofWord.get(word);
    if (known === undefined) {
      const numbers = grams(word).map((gram) => {
        if (!gramNumbers.has(gram)) gramNumbers.set(gram, termCount + gramNumbers.size);
        return gramNumbers.get(gram) as number;
      });
      known = { term: isStopWord(word) ? -1 : termOf(stem(word)), grams: numbers };
      ofWord.set(word, known);
    }
    return known;
  };
  const counts = texts.map((text) => {
    const count = new Map<number, number>();
    for (const word of latentWords(text)) {
      const { term, grams: pieces } = featuresOf(word);
      if (term >= 0) count.set(term, (count.get(term) ?? 0) + 1);
      for (const piece of pieces) count.set(piece, (count.get(piece) ?? 0) + 1);
    }
    return { features: Uint32Array.from(count.keys()), counts: Uint16Array.from(count.values()) };
  });
  return { counts, gramNumbers, featureCount: termCount + gramNumbers.size };
}

/** Texts with `isLearnt` teach the space; all are placed in it. */
export function buildLatent(
  texts: readonly string[],
  isLearnt: (text: number) => boolean,
  termOf: (stem: string) => number,
  termCount: number,
  dimensions: number,
  onStep: (step: number, of: number) => void,
): LatentBuild {
  const { counts, gramNumbers, featureCount } = countFeatures(texts, termOf, termCount);
  const inTexts = new Uint32Array(featureCount);
  for (const { features } of counts) for (const feature of features) inTexts[feature] = (inTexts[feature] as number) + 1;
  const rows = new Uint32Array(featureCount);
  const weights: number[] = [];
  for (let feature = 0; feature < featureCount; feature += 1) {
    const count = inTexts[feature] as number;
    const isTerm = feature < termCount;
    if (count < (isTerm ? TERM_IN_AT_LEAST : GRAM_IN_AT_LEAST) || count > Math.max(20, texts.length * IN_AT_MOST)) continue;
    weights.push(Math.log(texts.length / count) * (isTerm ? 1 : GRAM_WEIGHT));
    rows[feature] = weights.length;
  }
  const matrix = weigh(counts, rows, weights);
  const right = rightSingularVectors(weigh(counts.filter((_, text) => isLearnt(text)), rows, weights), dimensions, onStep);
  const vectors = multiply(matrix, right, dimensions);
  for (let row = 0; row < matrix.rows; row += 1) normalise(vectors.subarray(row * dimensions, (row + 1) * dimensions));
  const rowOfGram = new Map<string, number>();
  for (const [gram, feature] of gramNumbers) if ((rows[feature] as number) > 0) rowOfGram.set(gram, (rows[feature] as number) - 1);
  return { arrays: { latentRowOfTerm: rows.slice(0, termCount), ...quantise(right, weights, dimensions, rows, termCount) }, rowOfGram, vectors };
}

function weigh(counts: readonly { features: Uint32Array; counts: Uint16Array }[], rows: Uint32Array, weights: readonly number[]): SparseMatrix {
  const size = counts.reduce((sum, { features }) => sum + features.reduce((kept, feature) => kept + ((rows[feature] as number) > 0 ? 1 : 0), 0), 0);
  const matrix: SparseMatrix = {
    rows: counts.length,
    columns: weights.length,
    starts: new Uint32Array(counts.length + 1),
    indices: new Uint32Array(size),
    values: new Float32Array(size),
  };
  let entry = 0;
  for (const [text, { features, counts: times }] of counts.entries()) {
    const first = entry;
    for (const [index, feature] of features.entries()) {
      const row = rows[feature] as number;
      if (row === 0) continue;
      matrix.indices[entry] = row - 1;
      matrix.values[entry] = dampen(times[index] as number) * (weights[row - 1] as number);
      entry += 1;
    }
    // Long texts must not weigh more than short ones in what is learned.
    normalise(matrix.values.subarray(first, entry));
    matrix.starts[text + 1] = entry;
  }
  return matrix;
}

/** One byte a number is enough: vectors of questions move by less than a hundredth. Rarity is put into the rows. */
function quantise(right: Float32Array, weights: readonly number[], dimensions: number, rows: Uint32Array, termCount: number) {
  const isGram = new Uint8Array(weights.length);
  for (let feature = termCount; feature < rows.length; feature += 1) if ((rows[feature] as number) > 0) isGram[(rows[feature] as number) - 1] = 1;
  const latentRows = new Int8Array(weights.length * dimensions);
  const latentScales = new Float32Array(weights.length);
  for (const [row, weight] of weights.entries()) {
    const from = right.subarray(row * dimensions, (row + 1) * dimensions);
    const greatest = from.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
    for (const [k, value] of from.entries()) latentRows[row * dimensions + k] = Math.round((value / greatest) * 127);
    // GRAM_WEIGHT is applied again when a question is placed, so it is taken out here.
    latentScales[row] = ((greatest / 127) * weight) / (isGram[row] === 1 ? GRAM_WEIGHT : 1);
  }
  return { latentRows, latentScales };
}
