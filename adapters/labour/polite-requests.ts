/**
 * Requests to a producer's interface: never faster than its quota, each with a time limit, tried again when that may help.
 * What does not help (a refusal, a quota that is used up) ends in a {@link ProducerError} that says what to do.
 */

export class ProducerError extends Error {
  /** `producer` as a person knows it: « Insee », « France Travail ». */
  constructor(producer: string, reason: string, options?: ErrorOptions) {
    super(`${producer} : ${reason}`, options);
    this.name = 'ProducerError';
  }
}

export interface Politeness {
  producer: string;
  /** Requests a second at most. */
  perSecond: number;
  /** Milliseconds that one request may take. */
  timeout?: number;
  attempts?: number;
  /** Milliseconds before the second attempt; doubled for each that follows. */
  firstPause?: number;
  /** Milliseconds that `Retry-After` may ask for; longer, and the quota is used up for now. */
  longestWait?: number;
}

export interface Answer {
  status: number;
  body: string;
}

export type Request = (url: string, init?: RequestInit) => Promise<Answer>;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const mayPass = (status: number) => status === 429 || status >= 500;

/** Requests through it share one pace. Any status but 429 and 5xx is handed over: what it means is for the caller to say. */
export function createRequest({ producer, perSecond, timeout = 20_000, attempts = 4, firstPause = 1_000, longestWait = 60_000 }: Politeness): Request {
  let next = 0;

  async function turn(): Promise<void> {
    const now = performance.now();
    const at = Math.max(now, next);
    next = at + 1_000 / perSecond;
    await pause(at - now);
  }

  async function once(url: string, init: RequestInit): Promise<Answer & { retryAfter: number | null }> {
    await turn();
    const response = await fetch(url, { ...init, redirect: 'follow', signal: AbortSignal.timeout(timeout) });
    return { status: response.status, body: await response.text(), retryAfter: secondsOf(response.headers.get('retry-after')) };
  }

  return async (url, init = {}) => {
    for (let attempt = 1; ; attempt += 1) {
      const isLast = attempt === attempts;
      const answer = await once(url, init).catch((cause: unknown) => {
        if (isLast) throw new ProducerError(producer, `ne répond pas (${reasonOf(cause)}). Réessayez plus tard`, { cause });
        return null;
      });
      if (answer && !mayPass(answer.status)) return { status: answer.status, body: answer.body };
      if (answer?.status === 429 && (isLast || (answer.retryAfter ?? 0) * 1_000 > longestWait)) throw new ProducerError(producer, 'le quota de demandes est épuisé (HTTP 429). Relancez plus tard : ce qui a été reçu est gardé');
      if (answer && isLast) throw new ProducerError(producer, `en panne (HTTP ${answer.status}). Réessayez plus tard`);
      await pause(answer?.retryAfter != null ? answer.retryAfter * 1_000 : firstPause * 2 ** (attempt - 1));
    }
  };
}

/** `Retry-After` in seconds, or as a date. */
function secondsOf(header: string | null): number | null {
  if (header === null) return null;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1_000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}

function reasonOf(cause: unknown): string {
  const { name, message, cause: inner } = cause as Error & { cause?: { code?: string } };
  if (name === 'TimeoutError') return 'trop lent';
  return inner?.code ?? message;
}
