/** Hands replies to the channels that must be pushed to: what a counsellor says at once, and every minute what a crash or a refusal left. */
import { createQueues } from '../bot/conversations/queues.ts';
import type { ConversationKey, Delivery, Journal, Store } from '../bot/ports.ts';

/** A reply that was refused so often stays in the outbox for a person to look at. */
const ATTEMPTS_AT_MOST = 5;
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
  /** How often a channel is tried; five times where it is not said. */
  attemptsAtMost?(channel: string): number;
}

export function handOverRegularly({ store, deliver, journal, attemptsAtMost = () => ATTEMPTS_AT_MOST }: HandOverOptions): HandOver {
  if (deliver === null) return { now: () => undefined, stop: () => undefined };
  const queues = createQueues();

  /** False when it was refused. */
  async function handOver(delivery: Delivery): Promise<boolean> {
    const { entry, attempts, channel } = delivery;
    // Another process, or another round, may have it by now.
    if (attempts >= attemptsAtMost(channel) || !(await store.markAttempted(entry.conversation, entry.id, attempts))) return true;
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
  const older = (than: number) => (delivery: Delivery) => Date.parse(delivery.entry.at) <= than;

  attempt(older(store.isShared ? Date.now() - PAUSE_MS : Date.now()));
  const timer = setInterval(() => attempt(older(Date.now() - PAUSE_MS)), PAUSE_MS).unref();
  return {
    now: (conversation) => attempt(({ entry, attempts }) => entry.conversation === conversation && entry.inReplyTo === null && attempts === 0),
    stop: () => clearInterval(timer),
  };
}
