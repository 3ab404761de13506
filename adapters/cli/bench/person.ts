/** Somebody who talks to the product, whatever the way in. */
export interface BenchPerson {
  /** Says that, and waits for the first reply. Gives the milliseconds of the wait. Rejects when none comes. */
  turn(text: string): Promise<number>;
  close(): void;
}

export const LONGEST_TURN_MS = 30_000;

/** Resolves when `arrived` is called, with the milliseconds since the call; rejects after {@link LONGEST_TURN_MS}. */
export function awaitReply(text: string): { arrived(): void; wait: Promise<number> } {
  const started = performance.now();
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const timer = setTimeout(() => reject(new Error(`Pas de réponse après ${LONGEST_TURN_MS / 1_000} s à « ${text} ».`)), LONGEST_TURN_MS);
  return {
    arrived: () => resolve(performance.now() - started),
    wait: promise.finally(() => clearTimeout(timer)),
  };
}
