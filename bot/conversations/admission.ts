/**
 * How much is taken at once. What a person writes is refused before it is stored, with words of its own, when their conversation
 * sends more than anybody types, or when so many wait that they would wait long. What counsellors do is never refused.
 */
import { fromPrompt, REPLIES } from '../replies.ts';
import type { ConversationKey, IncomingMessage } from '../ports.ts';

export interface AdmissionLimits {
  /** Messages that one conversation may send in a minute; 0 is no limit. */
  messagesPerMinute: number;
  /** Conversations whose turn may wait or run at once; 0 is no limit. */
  conversationsAtOnce: number;
}

export const NO_LIMITS: AdmissionLimits = { messagesPerMinute: 0, conversationsAtOnce: 0 };

const REFUSED = {
  /** One conversation alone sends too much. */
  'too-fast': { status: 429, prompt: REPLIES.tooFast, retryAfterSeconds: 15 },
  /** Everybody together does. */
  crowded: { status: 503, prompt: REPLIES.crowded, retryAfterSeconds: 5 },
} as const;

/** Nothing was kept; `message` is what the person reads. */
export class NotAdmitted extends Error {
  readonly code: keyof typeof REFUSED;
  /** What an HTTP adapter answers, without having to know this class. */
  readonly status: number;
  readonly retryAfterSeconds: number;

  constructor(code: keyof typeof REFUSED) {
    const { status, prompt, retryAfterSeconds } = REFUSED[code];
    super(fromPrompt(prompt).text);
    this.name = 'NotAdmitted';
    this.code = code;
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const MINUTE_MS = 60_000;

export interface Admission {
  /** Throws `NotAdmitted`. `busy` is the number of conversations whose turn waits or runs; `isBusy`, whether this one is among them. */
  admit(incoming: Pick<IncomingMessage, 'kind' | 'conversation'>, busy: number, isBusy: boolean): void;
}

export function createAdmission({ messagesPerMinute, conversationsAtOnce }: AdmissionLimits, now: () => number): Admission {
  /** When each conversation sent its last messages, oldest first; quiet ones are forgotten. */
  let sent = new Map<ConversationKey, number[]>();
  let sweptAt = now();

  function sweep(since: number): void {
    sent = new Map([...sent].filter(([, times]) => (times.at(-1) ?? 0) > since));
  }

  return {
    admit({ kind, conversation }, busy, isBusy) {
      if (kind !== 'message') return;
      // Whoever is being answered already takes no new place.
      if (conversationsAtOnce > 0 && busy >= conversationsAtOnce && !isBusy) throw new NotAdmitted('crowded');
      if (messagesPerMinute === 0) return;
      const at = now();
      const since = at - MINUTE_MS;
      if (sweptAt < since) {
        sweep(since);
        sweptAt = at;
      }
      const recent = (sent.get(conversation) ?? []).filter((time) => time > since);
      if (recent.length >= messagesPerMinute) throw new NotAdmitted('too-fast');
      sent.set(conversation, [...recent, at]);
    },
  };
}
