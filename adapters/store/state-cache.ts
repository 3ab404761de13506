/**
 * The states that were read or written last, beside the very text that stands in the database: the same text is not opened, read
 * and checked again, which a turn in an ongoing conversation would otherwise do each time. Another text always wins.
 */
import { isSensitive, type Situation, type Slot } from '../../bot/situation/situation.ts';
import { conversationStateSchema, type ConversationState } from '../../bot/state.ts';
import type { SealedColumns } from './sealed-columns.ts';

/** Conversations that talk at the same time on one small server, and their states of a few kilobytes. */
const STATES_AT_MOST = 500;

/** The columns of a state, sealed. Health and handicap stand apart from the rest (RGPD art. 9): `null` when nobody told any. */
export interface StateColumns {
  state: string;
  health: string | null;
}

export interface StateCache {
  /** The state that these columns hold. Throws when it does not have the shape that the schema says. */
  read(conversation: string, columns: StateColumns): ConversationState;
  write(conversation: string, state: ConversationState): StateColumns;
  forget(conversation: string): void;
}

export function createStateCache(columns: SealedColumns): StateCache {
  const known = new Map<string, { columns: StateColumns; state: ConversationState }>();

  function remember(conversation: string, written: StateColumns, state: ConversationState): void {
    known.delete(conversation);
    known.set(conversation, { columns: written, state });
    if (known.size > STATES_AT_MOST) known.delete(known.keys().next().value ?? '');
  }

  return {
    read(conversation, written) {
      const last = known.get(conversation);
      if (last?.columns.state === written.state && last.columns.health === written.health) return last.state;
      const rest = columns.parsed<{ situation?: object }>(written.state, conversation, 'state');
      const health = written.health === null ? {} : columns.parsed<object>(written.health, conversation, 'health');
      const state = conversationStateSchema.parse({ ...rest, situation: { ...rest.situation, ...health } });
      remember(conversation, written, state);
      return state;
    },
    write(conversation, state) {
      const { rest, health } = apart(state.situation);
      const written = {
        state: columns.json({ ...state, situation: rest }, conversation, 'state'),
        health: health === null ? null : columns.json(health, conversation, 'health'),
      };
      remember(conversation, written, state);
      return written;
    },
    forget: (conversation) => void known.delete(conversation),
  };
}

function apart(situation: Situation): { rest: Situation; health: Situation | null } {
  const facts = Object.entries(situation) as [Slot, Situation[Slot]][];
  const health = facts.filter(([slot, fact]) => fact !== undefined && isSensitive(slot));
  if (health.length === 0) return { rest: situation, health: null };
  return { rest: Object.fromEntries(facts.filter(([slot]) => !isSensitive(slot))), health: Object.fromEntries(health) };
}
