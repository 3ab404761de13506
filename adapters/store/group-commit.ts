/**
 * Makes calls that come at the same moment durable together. A flush to disk costs as much for one message as for fifty,
 * and while it lasts nothing else runs: under load it was a quarter of the time of a turn.
 */

/** Far less than a person notices, and a few turns of work. */
const TOGETHER_MS = 3;

interface Job {
  work(): unknown;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

export interface GroupCommit {
  /** Does the work with what else comes in this round of the event loop; resolves once it is durable. Work may be run twice. */
  add<Result>(work: () => Result): Promise<Result>;
  /** Commits at once what still waits. */
  flush(): void;
}

/** `transaction` does all of its work and makes it durable, or does nothing and throws. */
export function createGroupCommit(transaction: <Result>(work: () => Result) => Result): GroupCommit {
  let waiting: Job[] = [];
  /** Calls that the last flush held. */
  let lastTogether = 0;
  let timer: NodeJS.Timeout | undefined;

  function alone(job: Job): void {
    try {
      job.resolve(transaction(() => job.work()));
    } catch (error) {
      job.reject(error);
    }
  }

  function flush(): void {
    clearTimeout(timer);
    const jobs = waiting;
    waiting = [];
    lastTogether = jobs.length;
    if (jobs.length === 0) return;
    try {
      const results = transaction(() => jobs.map((job) => job.work()));
      jobs.forEach((job, index) => job.resolve(results[index]));
    } catch {
      // One of them cannot be done, or there is no room for all: each is tried by itself, so that none pays for another.
      for (const job of jobs) alone(job);
    }
  }

  return {
    flush,
    add: <Result>(work: () => Result) =>
      new Promise<Result>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as Job['resolve'], reject });
        if (waiting.length > 1) return;
        // Where calls have just come together, more are coming: it pays to wait for them. Who is alone never waits.
        if (lastTogether > 1) timer = setTimeout(flush, TOGETHER_MS);
        else setImmediate(flush);
      }),
  };
}
