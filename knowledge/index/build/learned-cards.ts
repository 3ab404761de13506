/** Learns `LearnedCards`: logistic regression over all the cards, by stochastic descent. A few seconds. */
import { placeSigns, type LearnedCardsArrays, type Signs, toShares } from '../learned-cards.ts';

/** Found by leaving a fifth of the wordings out: more rounds gain half a point and cost twice the time. */
const ROUNDS = 15;
const RATE = 3;
const SLOWER_EACH_ROUND = 0.15;
const BYTE = 127;

export interface LearnedWording {
  /** Number of the card. */
  card: number;
  signs: Signs;
}

export function learnCards(wordings: readonly LearnedWording[], cards: number): { arrays: LearnedCardsArrays; signs: string[] } {
  const counts = new Map<string, number>();
  for (const { signs } of wordings) for (const sign of signs.keys()) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  const signs = [...counts.keys()];
  const rowOf = new Map(signs.map((sign, row) => [sign, row]));
  const rarities = Float32Array.from(signs, (sign) => Math.log((wordings.length + 1) / ((counts.get(sign) as number) + 0.5)));
  const greatest = rarities.reduce((most, rarity) => Math.max(most, rarity), 0);
  const placed = wordings.map(({ signs: own }) => placeSigns(own, rowOf, rarities, greatest));
  const weights = new Float32Array(signs.length * cards);
  for (let round = 0; round < ROUNDS; round += 1) {
    const rate = RATE / (1 + SLOWER_EACH_ROUND * round);
    for (const number of shuffled(wordings.length, round)) {
      const { rows, values } = placed[number] as (typeof placed)[number];
      const errors = new Float64Array(cards);
      for (let at = 0; at < rows.length; at += 1) {
        const start = (rows[at] as number) * cards;
        const value = values[at] as number;
        for (let card = 0; card < cards; card += 1) errors[card] = (errors[card] as number) + value * (weights[start + card] as number);
      }
      toShares(errors);
      const right = wordings[number]?.card as number;
      errors[right] = (errors[right] as number) - 1;
      for (let at = 0; at < rows.length; at += 1) {
        const start = (rows[at] as number) * cards;
        const step = rate * (values[at] as number);
        for (let card = 0; card < cards; card += 1) weights[start + card] = (weights[start + card] as number) - step * (errors[card] as number);
      }
    }
  }
  return { arrays: { ...inBytes(weights, signs.length, cards), learnedRarities: rarities }, signs };
}

/** Another order each round, and the same one at every build: an index must not change by itself. */
function shuffled(length: number, round: number): number[] {
  const order = Array.from({ length }, (_, index) => index);
  let seed = round + 1;
  for (let at = length - 1; at > 0; at -= 1) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const other = seed % (at + 1);
    [order[at], order[other]] = [order[other] as number, order[at] as number];
  }
  return order;
}

/** A byte a weight is enough to keep the order of the cards, and a quarter of the memory. */
function inBytes(weights: Float32Array, rows: number, cards: number): Pick<LearnedCardsArrays, 'learnedRows' | 'learnedScales'> {
  const learnedRows = new Int8Array(weights.length);
  const learnedScales = new Float32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const own = weights.subarray(row * cards, (row + 1) * cards);
    const scale = own.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / BYTE || 1;
    learnedScales[row] = scale;
    for (let card = 0; card < cards; card += 1) learnedRows[row * cards + card] = Math.round((own[card] as number) / scale);
  }
  return { learnedRows, learnedScales };
}
