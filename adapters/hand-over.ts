/** Hands replies to the channels that must be pushed to: what a counsellor says at once, and every minute what a crash or a refusal left. */
import { createQueues } from '../bot/conversations/queues.ts';
import type { ConversationKey, Delivery, Journal, Store } from '../bot/ports.ts';

/** Each time after twice as long: the last one comes after 17 hours. What was refused so often stays in the outbox for a person to look at. */
const ATTEMPTS_AT_MOST = 11;
const PAUSE_MS = 60_000;

export interface HandOver {
  /** What was said in the conversation by somebody who has no request of the channel to answer: a counsellor, the clock. */
  now(conversation: ConversationKey): void;
  stop(): void;
}

export interface HandOverOptions {
  store: Store;
  /** Null when no channel is open that must be pushed to. */
  deliver: ((delivery: Delivery) => Promise<void>) | null;
  journal: Journal;
  /** Before the second attempt, in milliseconds; a minute unless told. */
  pauseMs?: number;
}

export function handOverRegularly({ store, deliver, journal, pauseMs = PAUSE_MS }: HandOverOptions): HandOver {
  if (deliver === null) return { now: () => undefined, stop: () => undefined };
  const queues = createQueues();

  /** False when it was refused. */
  async function handOver(delivery: Delivery): Promise<boolean> {
    const { entry, attempts, channel } = delivery;
    // Another process, or another round, may have it by now.
    if (attempts >= ATTEMPTS_AT_MOST || !(await store.markAttempted(entry.conversation, entry.id, attempts))) return true;
    return deliver!(delivery).then(
      () => {
        journal.info('reply-delivered', { channel });
        return true;
      },
      (error: unknown) => {
        journal.error('reply-refused', error, { channel });
        return false;
      },
    );
  }
  /** In their order within a conversation, where nothing overtakes what was refused; conversations do not wait for each other. */
  async function round(isDue: (delivery: Delivery) => boolean): Promise<void> {
    const due = (await store.undelivered()).filter(isDue);
    const refused = new Set<ConversationKey>();
    const inTurn = async (delivery: Delivery) => {
      const { conversation } = delivery.entry;
      if (!refused.has(conversation) && !(await handOver(delivery))) refused.add(conversation);
    };
    await Promise.all(due.map((delivery) => queues.enqueue(delivery.entry.conversation, () => inTurn(delivery))));
  }
  const attempt = (isDue: (delivery: Delivery) => boolean) => void round(isDue).catch((error: unknown) => journal.error('outbox-unreadable', error));
  // A younger one is being handed over by its own turn, or by a neighbour.
  const isDue = ({ entry, attempts }: Delivery) => Date.now() - Date.parse(entry.at) >= pauseMs * 2 ** attempts;

  attempt((delivery) => !store.isShared || isDue(delivery));
  const timer = setInterval(() => attempt(isDue), pauseMs).unref();
  return {
    now: (conversation) => attempt(({ entry, attempts }) => entry.conversation === conversation && entry.inReplyTo === null && attempts === 0),
    stop: () => clearInterval(timer),
  };
}
