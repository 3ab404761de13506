/**
 * The states that were read or written last, beside the very text that stands in the database: the same text is not read
 * and checked again, which a turn in an ongoing conversation would otherwise do each time. Another text always wins.
 */
import { conversationStateSchema, type ConversationState } from '../../bot/state.ts';

/** Conversations that talk at the same time on one small server, and their states of a few kilobytes. */
const STATES_AT_MOST = 500;

export interface StateCache {
  /** The state that this text holds. Throws when it does not have the shape that the schema says. */
  read(conversation: string, text: string): ConversationState;
  /** The text to store for a state. */
  write(conversation: string, state: ConversationState): string;
  forget(conversation: string): void;
}

export function createStateCache(): StateCache {
  const known = new Map<string, { text: string; state: ConversationState }>();

  function remember(conversation: string, text: string, state: ConversationState): void {
    known.delete(conversation);
    known.set(conversation, { text, state });
    if (known.size > STATES_AT_MOST) known.delete(known.keys().next().value ?? '');
  }

  return {
    read(conversation, text) {
      const last = known.get(conversation);
      if (last?.text === text) return last.state;
      const state = conversationStateSchema.parse(JSON.parse(text));
      remember(conversation, text, state);
      return state;
    },
    write(conversation, state) {
      const text = JSON.stringify(state);
      remember(conversation, text, state);
      return text;
    },
    forget: (conversation) => void known.delete(conversation),
  };
}
