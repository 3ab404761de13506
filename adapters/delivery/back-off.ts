/** When to try again. */

export interface BackOff {
  firstMs: number;
  atMostMs: number;
  /** Then it is set aside: a person must look. */
  attempts: number;
}

/** A receiver that is away for a day finds everything when it is back, a quarter of an hour later at most. */
export const BACK_OFF: BackOff = { firstMs: 5_000, atMostMs: 15 * 60_000, attempts: 110 };

/**
 * Milliseconds to wait after the attempt of that number (1 is the first): doubled each time, up to a limit,
 * and spread over its upper half so that many who wait do not come back at the same instant. `random` is in [0, 1).
 */
export function pauseAfter(attempt: number, { firstMs, atMostMs }: Pick<BackOff, 'firstMs' | 'atMostMs'> = BACK_OFF, random: () => number = Math.random): number {
  const full = Math.min(atMostMs, firstMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(full * (0.5 + random() / 2));
}
