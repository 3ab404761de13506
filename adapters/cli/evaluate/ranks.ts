/** Figures over the places of the right documents: 1 for the first of the list, null when it is not in the list. */
import { share } from './figures.ts';

export type Rank = number | null;

/** Share of the questions whose right document is among the first `limit`. */
export function hitsWithin(ranks: readonly Rank[], limit: number): number {
  return share(ranks.filter((rank) => rank !== null && rank <= limit).length, ranks.length);
}

/** Mean of 1/rank, counting nothing beyond the tenth place. */
export function meanReciprocalRank(ranks: readonly Rank[]): number {
  const sum = ranks.reduce<number>((total, rank) => total + (rank !== null && rank <= 10 ? 1 / rank : 0), 0);
  return share(sum, ranks.length);
}
