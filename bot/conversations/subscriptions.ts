/** Who wants to be told of new entries of a conversation: an open socket, an open page. */
import type { ConversationKey, Journal, TranscriptEntry } from '../ports.ts';

export type Listener = (entry: TranscriptEntry) => void;

export interface Subscriptions {
  subscribe(conversation: ConversationKey, listener: Listener): () => void;
  /** An entry that was told already, or that stands before one that was, is not told again. */
  publish(entry: TranscriptEntry): void;
  /** From which position on the listeners have not been told of entries up to `to`; null when they have, or when nobody listens. */
  missing(conversation: ConversationKey, news: { from: number; to: number }): number | null;
  /** The conversation begins anew at its first position. */
  restart(conversation: ConversationKey): void;
  /** Conversations that somebody listens to. */
  readonly size: number;
}

interface Heard {
  listeners: Set<Listener>;
  /** Position of the last entry that was told; null before the first. */
  last: number | null;
}

export function createSubscriptions(journal: Journal): Subscriptions {
  const heard = new Map<ConversationKey, Heard>();
  return {
    get size() {
      return heard.size;
    },
    subscribe(conversation, listener) {
      const own: Heard = heard.get(conversation) ?? { listeners: new Set(), last: null };
      heard.set(conversation, own);
      own.listeners.add(listener);
      return () => {
        own.listeners.delete(listener);
        if (own.listeners.size === 0 && heard.get(conversation) === own) heard.delete(conversation);
      };
    },
    missing(conversation, { from, to }) {
      const own = heard.get(conversation);
      if (own === undefined) return null;
      const next = own.last === null ? from : own.last + 1;
      return next > to ? null : next;
    },
    restart(conversation) {
      const own = heard.get(conversation);
      if (own) own.last = null;
    },
    publish(entry) {
      const own = heard.get(entry.conversation);
      if (own === undefined || (own.last !== null && entry.position <= own.last)) return;
      own.last = entry.position;
      for (const listener of own.listeners) {
        try {
          listener(entry);
        } catch (error) {
          // A socket that breaks is its own trouble: the turn is stored, and the others must hear of it.
          journal.error('listener-failed', error);
        }
      }
    },
  };
}
