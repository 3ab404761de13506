/** Who wants to be told of new entries of a conversation: an open socket, an open page. */
import type { ConversationKey, TranscriptEntry } from '../ports.ts';

export type Listener = (entry: TranscriptEntry) => void;

export interface Subscriptions {
  subscribe(conversation: ConversationKey, listener: Listener): () => void;
  publish(entry: TranscriptEntry): void;
}

export function createSubscriptions(): Subscriptions {
  const listeners = new Map<ConversationKey, Set<Listener>>();
  return {
    subscribe(conversation, listener) {
      const own = listeners.get(conversation) ?? new Set<Listener>();
      listeners.set(conversation, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0 && listeners.get(conversation) === own) listeners.delete(conversation);
      };
    },
    publish(entry) {
      for (const listener of listeners.get(entry.conversation) ?? []) listener(entry);
    },
  };
}
