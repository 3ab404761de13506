/** Who wants to be told of new entries of a conversation: an open socket, an open page. */
import type { ConversationKey, Journal, TranscriptEntry } from '../ports.ts';

export type Listener = (entry: TranscriptEntry) => void;

export interface Subscriptions {
  subscribe(conversation: ConversationKey, listener: Listener): () => void;
  publish(entry: TranscriptEntry): void;
  /** Conversations that somebody listens to. */
  readonly size: number;
}

export function createSubscriptions(journal: Journal): Subscriptions {
  const listeners = new Map<ConversationKey, Set<Listener>>();
  return {
    get size() {
      return listeners.size;
    },
    subscribe(conversation, listener) {
      const own = listeners.get(conversation) ?? new Set<Listener>();
      listeners.set(conversation, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0 && listeners.get(conversation) === own) listeners.delete(conversation);
      };
    },
    publish(entry) {
      for (const listener of listeners.get(entry.conversation) ?? []) {
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
