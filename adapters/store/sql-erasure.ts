/** What is kept of a conversation, and its removal. What is given as `Work` runs inside the caller's transaction. */
import type { Holdings } from '../../bot/privacy/erasure.ts';
import type { ConversationKey } from '../../bot/ports.ts';
import { isSensitive, type Slot } from '../../bot/situation/situation.ts';
import type { ConversationState } from '../../bot/state.ts';
import { parsed } from './json-columns.ts';
import type { Neighbours } from './neighbours.ts';
import { all, get, lock, run, type Work } from './sql.ts';
import type { SqlHandoffs } from './sql-handoffs.ts';
import type { SqlReviews } from './sql-reviews.ts';

export interface SqlErasure {
  /** Counts, for the receipt. */
  holdings(conversation: ConversationKey, state: ConversationState): Work<Holdings>;
  /** The conversation and every trace of it. */
  everything(conversation: ConversationKey): Work<void>;
  /** What was said; the conversation stays, with the message that asked for it, so that a repeat of it is recognised. */
  contents(conversation: ConversationKey, message: string): Work<void>;
}

export function createSqlErasure(handoffs: SqlHandoffs, reviews: SqlReviews, neighbours: Neighbours): SqlErasure {
  function* withdraw(conversation: ConversationKey): Work<void> {
    yield* handoffs.withdrawAll(conversation, new Date().toISOString());
    yield* reviews.withdrawAll(conversation);
  }

  return {
    *holdings(conversation, state) {
      const lines = yield* all('SELECT sender, count(*) AS lines FROM transcript WHERE conversation = ? GROUP BY sender', conversation);
      const count = (isPerson: boolean) => lines.filter(({ sender }) => (sender === 'person') === isPerson).reduce((sum, row) => sum + Number(row.lines), 0);
      const files = yield* get('SELECT count(*) AS lines FROM handoffs WHERE conversation = ?', conversation);
      const reached = yield* all("SELECT DISTINCT operator FROM dispatches WHERE conversation = ? AND kind = 'file' AND (attempts > 0 OR status = 'done')", conversation);
      const slots = (Object.keys(state.situation) as Slot[]).filter((slot) => state.situation[slot] !== undefined);
      return {
        messages: count(true), replies: count(false), facts: slots.length, hasHealth: slots.some(isSensitive),
        files: Number(files?.lines), receivers: reached.map(({ operator }) => parsed(operator)), reviews: yield* reviews.count(conversation),
      };
    },
    *everything(conversation) {
      yield* lock(conversation);
      yield* withdraw(conversation);
      yield* run('DELETE FROM conversations WHERE key = ?', conversation);
      yield* neighbours.announce({ kind: 'erased', conversation });
    },
    *contents(conversation, message) {
      yield* withdraw(conversation);
      for (const table of ['handoffs', 'outbox', 'transcript']) yield* run(`DELETE FROM ${table} WHERE conversation = ?`, conversation);
      yield* run('DELETE FROM messages WHERE conversation = ? AND id <> ? AND outcome IS NOT NULL', conversation, message);
      yield* neighbours.announce({ kind: 'erased', conversation, isEmptied: true });
    },
  };
}
