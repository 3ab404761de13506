/** Counts that all processes share, as the library of rate limits asks for them. */
import type { Store } from 'express-rate-limit';

/** How often something happened since its window began. Keys are not kept as they are given. */
export interface Counts {
  /** Adds to the count, one unless told; gives the count and when it begins anew. */
  add(key: string, windowMs: number, by?: number): Promise<{ count: number; resetsAt: Date }>;
  forget(key: string): Promise<void>;
  close(): Promise<void>;
}

/** `name` tells the limits apart. */
export function limitStore(counts: Counts, name: string): Store {
  let windowMs = 60_000;
  const keyOf = (key: string) => `${name} ${key}`;
  return {
    localKeys: false,
    init: (options) => void (windowMs = options.windowMs),
    async increment(key) {
      const { count, resetsAt } = await counts.add(keyOf(key), windowMs);
      return { totalHits: count, resetTime: resetsAt };
    },
    async decrement(key) {
      await counts.add(keyOf(key), windowMs, -1);
    },
    resetKey: (key) => counts.forget(keyOf(key)),
  };
}
