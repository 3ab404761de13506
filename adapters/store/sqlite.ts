/** The store on SQLite: read here what is kept of a conversation, and when. */
import { randomUUID } from 'node:crypto';
import type {
  ConversationKey,
  ConversationRecord,
  Delivery,
  Dispatch,
  FinishedTurn,
  HandoffRecord,
  ReceivedMessage,
  Store,
  TranscriptEntry,
  UnansweredMessage,
  WaitingDispatch,
} from '../../bot/ports.ts';
import type { Outcome } from '../../bot/outcomes.ts';
import { newState } from '../../bot/state.ts';
import { Database, type Row, type SqliteOptions } from './database.ts';
import { json, parsed } from './json-columns.ts';
import { createStateCache } from './state-cache.ts';
import { createSqliteHandoffs, type SqliteHandoffs } from './sqlite-handoffs.ts';
import { createSqliteReviews, type SqliteReviews } from './sqlite-reviews.ts';
import type { NewReviewLine, ReviewLine, ReviewNote } from '../../bot/feedback/review.ts';

/** Opens the file, or makes it. Throws `StoreError`. `:memory:` keeps nothing after `close`. */
export function openSqliteStore(file: string, options: SqliteOptions = {}): Store {
  return new SqliteStore(new Database(file, options));
}

class SqliteStore implements Store {
  readonly #database: Database;
  readonly #handoffs: SqliteHandoffs;
  readonly #reviews: SqliteReviews;
  readonly #states = createStateCache();

  constructor(database: Database) {
    this.#database = database;
    this.#handoffs = createSqliteHandoffs(database);
    this.#reviews = createSqliteReviews(database);
  }

  async accept(message: ReceivedMessage): Promise<{ isNew: boolean; entry: TranscriptEntry | null }> {
    const { conversation, id, receivedAt } = message;
    return this.#database.atomically(() => {
      const entry = this.#entry(conversation, id);
      // An arrival has no entry; and an id that one of our own replies bears must not break the conversation.
      if (entry || this.#database.get('SELECT 1 FROM messages WHERE conversation = ? AND id = ?', conversation, id)) return { isNew: false, entry };
      if (message.kind === 'desk') return this.#acceptMove(message);
      const lines = message.kind === 'arrival' ? 0 : 1;
      const row = this.#database.get(
        `INSERT INTO conversations (key, channel, state, reference, last_position, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET reference = excluded.reference, last_position = last_position + excluded.last_position, updated_at = excluded.updated_at
         RETURNING last_position`,
        conversation, message.channel, json(newState()), json(message.reference), lines, receivedAt, receivedAt,
      );
      this.#database.run('INSERT INTO messages (conversation, id, content) VALUES (?, ?, ?)', conversation, id, json(message));
      if (message.kind === 'arrival') return { isNew: true, entry: null };
      const line = { conversation, position: Number(row?.last_position), id, at: receivedAt, from: 'person', text: message.text, reply: null, inReplyTo: null } as const;
      return { isNew: true, entry: this.#append({ ...line, clientData: message.clientData ?? null }) };
    });
  }

  /** A move of the desk leaves the person's address as it is, and opens no conversation. */
  #acceptMove(message: ReceivedMessage): { isNew: boolean; entry: null } {
    const { changes } = this.#database.run('UPDATE conversations SET updated_at = ? WHERE key = ?', message.receivedAt, message.conversation);
    if (changes === 0) return { isNew: false, entry: null };
    this.#database.run('INSERT INTO messages (conversation, id, content) VALUES (?, ?, ?)', message.conversation, message.id, json(message));
    return { isNew: true, entry: null };
  }

  async nextUnanswered(conversation: ConversationKey): Promise<UnansweredMessage | null> {
    const row = this.#database.get('SELECT content, interruptions FROM messages WHERE conversation = ? AND outcome IS NULL ORDER BY number LIMIT 1', conversation);
    return row ? { message: parsed<ReceivedMessage>(row.content), interruptions: Number(row.interruptions) } : null;
  }

  async conversationsWithUnanswered(): Promise<ConversationKey[]> {
    return this.#database
      .all('SELECT conversation FROM messages WHERE outcome IS NULL GROUP BY conversation ORDER BY MIN(number)')
      .map((row) => String(row.conversation));
  }

  async noteInterruptions(): Promise<void> {
    await this.#database.atomically(() =>
      this.#database.run(
        `UPDATE messages SET interruptions = interruptions + 1
         WHERE number IN (SELECT MIN(number) FROM messages WHERE outcome IS NULL GROUP BY conversation)`,
      ),
    );
  }

  async conversation(key: ConversationKey): Promise<ConversationRecord | null> {
    const row = this.#database.get('SELECT * FROM conversations WHERE key = ?', key);
    if (!row) return null;
    return {
      key,
      channel: String(row.channel),
      state: this.#states.read(key, String(row.state)),
      reference: parsed(row.reference),
      createdAt: String(row.created_at),
      updatedAt: String(row.updated_at),
    };
  }

  async exists(key: ConversationKey): Promise<boolean> {
    return this.#database.get('SELECT 1 FROM conversations WHERE key = ?', key) !== undefined;
  }

  async finish({ message, state, outcome, replies, finishedAt, dispatches = [], review = null }: FinishedTurn): Promise<TranscriptEntry[]> {
    const { conversation, id } = message;
    return this.#database.atomically(() => {
      const { changes } = this.#database.run(
        'UPDATE messages SET outcome = ?, finished_at = ?, content = NULL WHERE conversation = ? AND id = ? AND outcome IS NULL',
        outcome, finishedAt, conversation, id,
      );
      if (changes === 0) return [];
      const row = this.#database.get(
        'UPDATE conversations SET state = ?, updated_at = ?, last_position = last_position + ? WHERE key = ? RETURNING last_position, reference',
        this.#states.write(conversation, state), finishedAt, replies.length, conversation,
      );
      this.#handoffs.keep(conversation, state.handoff, dispatches, finishedAt);
      if (review !== null) this.#reviews.keep(review);
      const before = Number(row?.last_position) - replies.length;
      return replies.map((reply, index) => {
        // The person's own line is the only one that a client can order the reply after.
        const inReplyTo = message.kind === 'message' ? id : null;
        const from = reply.counsellor === undefined ? 'bot' : 'counsellor';
        const entry = this.#append({ conversation, position: before + index + 1, id: randomUUID(), at: finishedAt, from, text: reply.text, reply, inReplyTo, clientData: null });
        const isReached = message.kind === 'desk' ? parsed(row?.reference) !== null : message.reference !== null;
        if (isReached) this.#database.run('INSERT INTO outbox (conversation, entry_id) VALUES (?, ?)', conversation, entry.id);
        return entry;
      });
    });
  }

  async transcript(key: ConversationKey, after: number): Promise<TranscriptEntry[]> {
    return this.#database.all('SELECT * FROM transcript WHERE conversation = ? AND position > ? ORDER BY position', key, after).map(toEntry);
  }

  async undelivered(): Promise<Delivery[]> {
    const rows = this.#database.all(
      `SELECT transcript.*, conversations.channel, conversations.reference, outbox.attempts FROM outbox
       JOIN transcript ON transcript.conversation = outbox.conversation AND transcript.id = outbox.entry_id
       JOIN conversations ON conversations.key = outbox.conversation ORDER BY outbox.number`,
    );
    return rows.map((row) => ({ entry: toEntry(row), channel: String(row.channel), reference: parsed(row.reference), attempts: Number(row.attempts) }));
  }

  async markDelivered(conversation: ConversationKey, entryId: string): Promise<void> {
    await this.#database.atomically(() => this.#database.run('DELETE FROM outbox WHERE conversation = ? AND entry_id = ?', conversation, entryId));
  }

  async markAttempted(conversation: ConversationKey, entryId: string): Promise<void> {
    await this.#database.atomically(() => this.#database.run('UPDATE outbox SET attempts = attempts + 1 WHERE conversation = ? AND entry_id = ?', conversation, entryId));
  }

  async outcomeOf(conversation: ConversationKey, messageId: string): Promise<Outcome | null> {
    const row = this.#database.get('SELECT outcome FROM messages WHERE conversation = ? AND id = ?', conversation, messageId);
    return (row?.outcome ?? null) as Outcome | null;
  }

  handoffs = (which: 'under-way' | 'all'): Promise<HandoffRecord[]> => this.#handoffs.list(which);
  handoff = (id: string): Promise<HandoffRecord | null> => this.#handoffs.find(id);
  dueDispatches = (now: string): Promise<Dispatch[]> => this.#handoffs.due(now);
  deadDispatches = (): Promise<Dispatch[]> => this.#handoffs.dead();
  waitingDispatches = (): Promise<WaitingDispatch[]> => this.#handoffs.waiting();
  dispatch = (number: number): Promise<Dispatch | null> => this.#handoffs.dispatch(number);
  claimDispatch = (number: number, until: string): Promise<boolean> => this.#handoffs.claim(number, until);
  markDispatched = (number: number): Promise<void> => this.#handoffs.markDispatched(number);
  postponeDispatch = (number: number, error: string, dueAt: string | null): Promise<void> => this.#handoffs.postpone(number, error, dueAt);

  noteReview = (note: ReviewNote): Promise<void> => this.#reviews.noteReview(note);
  reviewsOf = (voices: string[]): Promise<Map<string, NewReviewLine>> => this.#reviews.reviewsOf(voices);
  reviewLines = (which: 'waiting' | 'treated'): Promise<ReviewLine[]> => this.#reviews.reviewLines(which);
  reviewLine = (number: number): Promise<ReviewLine | null> => this.#reviews.reviewLine(number);
  treatReview = (number: number, treated: ReviewLine['treated']): Promise<boolean> => this.#reviews.treatReview(number, treated);
  goodMarks = (): Promise<Pick<ReviewLine, 'theme' | 'card' | 'count'>[]> => this.#reviews.goodMarks();
  forgetReviews = (before: { waiting: string; treated: string }): Promise<number> => this.#reviews.forgetReviews(before);

  async erase(key: ConversationKey): Promise<void> {
    await this.#database.atomically(() => {
      this.#states.forget(key);
      this.#handoffs.withdrawAll(key, new Date().toISOString());
      this.#reviews.withdrawAll(key);
      this.#database.run('DELETE FROM conversations WHERE key = ?', key);
    });
    // Without this the erased words would stay in the write-ahead log until the next checkpoint.
    this.#database.checkpoint();
  }

  async check(): Promise<void> {
    this.#database.probe();
  }

  async close(): Promise<void> {
    this.#database.close();
  }

  #entry(conversation: ConversationKey, id: string): TranscriptEntry | null {
    const row = this.#database.get('SELECT * FROM transcript WHERE conversation = ? AND id = ?', conversation, id);
    return row ? toEntry(row) : null;
  }

  /** Adds a line; the caller's transaction keeps the positions without a gap. */
  #append(line: TranscriptEntry): TranscriptEntry {
    this.#database.run(
      'INSERT INTO transcript (conversation, position, id, at, sender, text, reply, in_reply_to, client_data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      line.conversation, line.position, line.id, line.at, line.from, line.text,
      line.reply === null ? null : json(line.reply), line.inReplyTo, line.clientData === null ? null : json(line.clientData),
    );
    return line;
  }
}


function toEntry(row: Row): TranscriptEntry {
  return {
    conversation: String(row.conversation),
    position: Number(row.position),
    id: String(row.id),
    at: String(row.at),
    from: row.sender as TranscriptEntry['from'],
    text: String(row.text),
    reply: parsed(row.reply),
    inReplyTo: row.in_reply_to === null ? null : String(row.in_reply_to),
    clientData: parsed(row.client_data),
  };
}
