/** One piece of work at a time for each key, in the order asked; different keys side by side. */
export interface Queues {
  /** Runs the work when its turn comes; `isAwaited` says whether more work waits behind it. */
  enqueue<Result>(key: string, work: (isAwaited: () => boolean) => Promise<Result>): Promise<Result>;
  /** Ends when nothing waits or runs under the key. */
  settled(key: string): Promise<void>;
  isBusy(key: string): boolean;
  /** Keys with work under way. */
  keys(): string[];
  /** How many they are: memory does not grow with finished conversations. */
  readonly size: number;
}

interface Line {
  /** Ends, without ever failing, with the last piece of work. */
  tail: Promise<unknown>;
  /** Pieces of work waiting or running. */
  length: number;
}

export function createQueues(): Queues {
  const lines = new Map<string, Line>();
  return {
    get size() {
      return lines.size;
    },
    isBusy: (key) => lines.has(key),
    keys: () => [...lines.keys()],
    enqueue(key, work) {
      const line = lines.get(key) ?? { tail: Promise.resolve(), length: 0 };
      lines.set(key, line);
      line.length++;
      const result = line.tail.then(() => work(() => line.length > 1));
      const leave = () => {
        if (--line.length === 0) lines.delete(key);
      };
      line.tail = result.then(leave, leave);
      return result;
    },
    async settled(key) {
      for (let line = lines.get(key); line; line = lines.get(key)) await line.tail;
    },
  };
}
