/** What the worker needs from a way of sending. One interface; e-mail, webhook and Bot Framework implement it. */
import type { Dispatch } from '../../bot/ports.ts';

export interface Sender {
  /** `later`: taking it in is no proof; the receiver says afterwards that somebody has it. */
  acknowledges: 'at-once' | 'later';
  /** Throws {@link DeliveryError}; anything else that is thrown is taken for a passing fault. */
  send(dispatch: Dispatch): Promise<'accepted'>;
}

/** Why it did not arrive, in words that hold nothing of the person: they are kept, logged and shown at the desk. */
export class DeliveryError extends Error {
  /** The receiver refused this very content: trying again would change nothing. */
  readonly isFinal: boolean;
  /** The receiver asks to be left alone for so long. */
  readonly retryAfterMs: number;

  constructor(message: string, { isFinal = false, retryAfterMs = 0, cause }: { isFinal?: boolean; retryAfterMs?: number; cause?: unknown } = {}) {
    super(message, { cause });
    this.name = 'DeliveryError';
    this.isFinal = isFinal;
    this.retryAfterMs = retryAfterMs;
  }
}
