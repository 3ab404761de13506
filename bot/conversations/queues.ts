/** One piece of work at a time for each key, in the order asked; different keys side by side. */
export interface Queues {
  enqueue<Result>(key: string, work: () => Promise<Result>): Promise<Result>;
  /** Ends when nothing waits or runs under the key. */
  settled(key: string): Promise<void>;
  /** Keys with work under way: memory does not grow with finished conversations. */
  readonly size: number;
}

export function createQueues(): Queues {
  const tails = new Map<string, Promise<unknown>>();
  return {
    get size() {
      return tails.size;
    },
    enqueue(key, work) {
      const result = (tails.get(key) ?? Promise.resolve()).then(work, work);
      tails.set(key, result);
      const forget = () => {
        if (tails.get(key) === result) tails.delete(key);
      };
      result.then(forget, forget);
      return result;
    },
    async settled(key) {
      while (tails.has(key)) await tails.get(key)?.catch(() => undefined);
    },
  };
}
