/** The store, whatever the database: read here what is kept of a conversation, and when. */
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
  StoreNews,
  TranscriptEntry,
  UnansweredMessage,
  WaitingDispatch,
} from '../../bot/ports.ts';
import type { Outcome } from '../../bot/outcomes.ts';
import { newState } from '../../bot/state.ts';
import { createSealedColumns, type SealedColumns } from './sealed-columns.ts';
import { createTranscriptRows, type TranscriptRows } from './transcript-rows.ts';
import { type Seal, UNSEALED } from './seal.ts';
import { createStateCache, type StateCache } from './state-cache.ts';
import { all, get, lock, type Row, run, type SqlDatabase, type Value, type Work } from './sql.ts';
import { createSqlErasure, type SqlErasure } from './sql-erasure.ts';
import { createSqlHandoffs, type SqlHandoffs } from './sql-handoffs.ts';
import { createSqlReviews, type SqlReviews } from './sql-reviews.ts';
import { ALONE, type Neighbours } from './neighbours.ts';
import type { Holdings } from '../../bot/privacy/erasure.ts';
import type { NewReviewLine, ReviewLine, ReviewNote } from '../../bot/feedback/review.ts';

export class SqlStore implements Store {
  readonly #database: SqlDatabase;
  readonly #neighbours: Neighbours;
  readonly #handoffs: SqlHandoffs;
  readonly #reviews: SqlReviews;
  readonly #erasure: SqlErasure;
  readonly #columns: SealedColumns;
  readonly #lines: TranscriptRows;
  readonly #states: StateCache;

  constructor(database: SqlDatabase, neighbours: Neighbours = ALONE, seal: Seal = UNSEALED) {
    this.#database = database;
    this.#neighbours = neighbours;
    this.#columns = createSealedColumns(seal);
    this.#lines = createTranscriptRows(this.#columns);
    this.#states = createStateCache(this.#columns);
    this.#handoffs = createSqlHandoffs(database, this.#columns);
    this.#reviews = createSqlReviews(database);
    this.#erasure = createSqlErasure(this.#handoffs, this.#reviews, neighbours);
  }

  get isShared(): boolean {
    return this.#neighbours.isShared;
  }

  exclusively = <Result>(conversation: ConversationKey, work: () => Promise<Result>): Promise<Result> => this.#neighbours.exclusively(conversation, work);
  onNews = (listener: (news: StoreNews) => void): (() => void) => this.#neighbours.onNews(listener);
  tell = (news: StoreNews): Promise<void> => this.#neighbours.tell(news);

  accept(message: ReceivedMessage): Promise<{ isNew: boolean; entry: TranscriptEntry | null }> {
    const { conversation, id, receivedAt } = message;
    const [neighbours, columns, lines] = [this.#neighbours, this.#columns, this.#lines];
    return this.#database.atomically(conversation, function* (): Work<{ isNew: boolean; entry: TranscriptEntry | null }> {
      yield* lock(conversation);
      const entry = yield* lines.find(conversation, id);
      // An arrival has no entry; and an id that one of our own replies bears must not break the conversation.
      if (entry || (yield* get('SELECT 1 FROM messages WHERE conversation = ? AND id = ?', conversation, id))) return { isNew: false, entry };
      if (message.kind === 'desk') return yield* acceptMove(message, columns);
      const added = message.kind === 'arrival' ? 0 : 1;
      const row = yield* get(
        `INSERT INTO conversations (key, channel, state, reference, last_position, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET reference = excluded.reference, last_position = conversations.last_position + excluded.last_position, updated_at = excluded.updated_at
         RETURNING last_position`,
        conversation, message.channel, columns.json(newState(), conversation, 'state'), columns.json(message.reference, conversation, 'reference'), added, receivedAt, receivedAt,
      );
      yield* run('INSERT INTO messages (conversation, id, content) VALUES (?, ?, ?)', conversation, id, columns.json(message, conversation, 'content'));
      if (message.kind === 'arrival') return { isNew: true, entry: null };
      const position = Number(row?.last_position);
      const line = { conversation, position, id, at: receivedAt, from: 'person', text: message.text, reply: null, inReplyTo: null } as const;
      const appended = yield* lines.append({ ...line, clientData: message.clientData ?? null });
      yield* neighbours.announce({ kind: 'entries', conversation, from: position, to: position });
      return { isNew: true, entry: appended };
    });
  }

  async nextUnanswered(conversation: ConversationKey): Promise<UnansweredMessage | null> {
    const row = await this.#get('SELECT content, interruptions FROM messages WHERE conversation = ? AND outcome IS NULL ORDER BY number LIMIT 1', conversation);
    return row ? { message: this.#columns.parsed<ReceivedMessage>(row.content, conversation, 'content'), interruptions: Number(row.interruptions) } : null;
  }

  async conversationsWithUnanswered(quietSince?: string): Promise<ConversationKey[]> {
    const rows = await this.#all(
      `SELECT conversation FROM messages JOIN conversations ON conversations.key = messages.conversation
       WHERE outcome IS NULL ${quietSince === undefined ? '' : 'AND conversations.updated_at < ?'} GROUP BY conversation ORDER BY MIN(number)`,
      ...(quietSince === undefined ? [] : [quietSince]),
    );
    return rows.map((row) => String(row.conversation));
  }

  async noteInterruptions(conversation?: ConversationKey): Promise<void> {
    const those = conversation === undefined ? '' : 'AND conversation = ?';
    await this.#write(
      `UPDATE messages SET interruptions = interruptions + 1
       WHERE number IN (SELECT MIN(number) FROM messages WHERE outcome IS NULL ${those} GROUP BY conversation)`,
      ...(conversation === undefined ? [] : [conversation]),
    );
  }

  async conversation(key: ConversationKey): Promise<ConversationRecord | null> {
    const row = await this.#get('SELECT * FROM conversations WHERE key = ?', key);
    if (!row) return null;
    return {
      key,
      channel: String(row.channel),
      state: this.#states.read(key, { state: String(row.state), health: row.health === null ? null : String(row.health) }),
      reference: this.#columns.parsed(row.reference, key, 'reference'),
      createdAt: String(row.created_at),
      updatedAt: String(row.updated_at),
    };
  }

  async exists(key: ConversationKey): Promise<boolean> {
    return (await this.#get('SELECT 1 FROM conversations WHERE key = ?', key)) !== undefined;
  }

  finish(turn: FinishedTurn): Promise<TranscriptEntry[]> {
    const finished = this.#database.atomically(turn.message.conversation, () => this.#finish(turn));
    if (turn.erases === true) void finished.then(() => this.#database.checkpoint(), () => undefined);
    return finished;
  }

  /** The message must still be unanswered: whoever is second, with a state that has become old, changes nothing. */
  *#finish({ message, state, outcome, replies, finishedAt, dispatches = [], review = null, erases = false }: FinishedTurn): Work<TranscriptEntry[]> {
    const { conversation, id } = message;
    yield* lock(conversation);
    const changes = yield* run(
      'UPDATE messages SET outcome = ?, finished_at = ?, content = NULL WHERE conversation = ? AND id = ? AND outcome IS NULL',
      outcome, finishedAt, conversation, id,
    );
    if (changes === 0) return [];
    if (erases) yield* this.#erasure.contents(conversation, id);
    const written = this.#states.write(conversation, state);
    const row = yield* get(
      'UPDATE conversations SET state = ?, health = ?, updated_at = ?, last_position = last_position + ? WHERE key = ? RETURNING last_position, reference',
      written.state, written.health, finishedAt, replies.length, conversation,
    );
    yield* this.#handoffs.keep(conversation, state.handoff, dispatches, finishedAt);
    if (review !== null) yield* this.#reviews.keep(review);
    const before = Number(row?.last_position) - replies.length;
    const entries: TranscriptEntry[] = [];
    for (const [index, reply] of replies.entries()) {
      // The person's own line is the only one that a client can order the reply after.
      const inReplyTo = message.kind === 'message' ? id : null;
      const from = reply.counsellor === undefined ? 'bot' : 'counsellor';
      const entry = yield* this.#lines.append({ conversation, position: before + index + 1, id: randomUUID(), at: finishedAt, from, text: reply.text, reply, inReplyTo, clientData: null });
      const isReached = message.kind === 'desk' ? this.#columns.parsed(row?.reference, conversation, 'reference') !== null : message.reference !== null;
      if (isReached) yield* run('INSERT INTO outbox (conversation, entry_id) VALUES (?, ?)', conversation, entry.id);
      entries.push(entry);
    }
    if (replies.length > 0) yield* this.#neighbours.announce({ kind: 'entries', conversation, from: before + 1, to: before + replies.length });
    if (state.handoff && state.handoff.consents.length > 0) yield* this.#neighbours.announce({ kind: 'handoff', conversation, handoff: state.handoff.id });
    return entries;
  }

  async transcript(key: ConversationKey, after: number): Promise<TranscriptEntry[]> {
    return (await this.#all('SELECT * FROM transcript WHERE conversation = ? AND position > ? ORDER BY position', key, after)).map(this.#lines.read);
  }

  async undelivered(): Promise<Delivery[]> {
    const rows = await this.#all(
      `SELECT transcript.*, conversations.channel, conversations.reference, outbox.attempts FROM outbox
       JOIN transcript ON transcript.conversation = outbox.conversation AND transcript.id = outbox.entry_id
       JOIN conversations ON conversations.key = outbox.conversation ORDER BY outbox.number`,
    );
    return rows.map((row) => ({ entry: this.#lines.read(row), channel: String(row.channel), reference: this.#columns.parsed(row.reference, String(row.conversation), 'reference'), attempts: Number(row.attempts) }));
  }

  async markDelivered(conversation: ConversationKey, entryId: string): Promise<void> {
    await this.#write('DELETE FROM outbox WHERE conversation = ? AND entry_id = ?', conversation, entryId);
  }

  async markAttempted(conversation: ConversationKey, entryId: string, attempts?: number): Promise<boolean> {
    const unchanged = attempts === undefined ? '' : `AND attempts = ${Math.trunc(attempts)}`;
    return (await this.#write(`UPDATE outbox SET attempts = attempts + 1 WHERE conversation = ? AND entry_id = ? ${unchanged}`, conversation, entryId)) > 0;
  }

  async outcomeOf(conversation: ConversationKey, messageId: string): Promise<Outcome | null> {
    const row = await this.#get('SELECT outcome FROM messages WHERE conversation = ? AND id = ?', conversation, messageId);
    return (row?.outcome ?? null) as Outcome | null;
  }

  handoffs = (which: 'under-way' | 'all'): Promise<HandoffRecord[]> => this.#handoffs.list(which);
  handoff = (id: string): Promise<HandoffRecord | null> => this.#handoffs.find(id);
  dueDispatches = (now: string): Promise<Dispatch[]> => this.#handoffs.due(now);
  deadDispatches = (): Promise<Dispatch[]> => this.#handoffs.dead();
  waitingDispatches = (): Promise<WaitingDispatch[]> => this.#handoffs.waiting();
  dispatch = (number: number): Promise<Dispatch | null> => this.#handoffs.dispatch(number);
  claimDispatch = (number: number, until: string, attempts?: number): Promise<boolean> => this.#handoffs.claim(number, until, attempts);
  markDispatched = (number: number): Promise<void> => this.#handoffs.markDispatched(number);
  postponeDispatch = (number: number, error: string, dueAt: string | null): Promise<void> => this.#handoffs.postpone(number, error, dueAt);

  noteReview = (note: ReviewNote): Promise<void> => this.#reviews.noteReview(note);
  reviewsOf = (voices: string[]): Promise<Map<string, NewReviewLine>> => this.#reviews.reviewsOf(voices);
  reviewLines = (which: 'waiting' | 'treated'): Promise<ReviewLine[]> => this.#reviews.reviewLines(which);
  reviewLine = (number: number): Promise<ReviewLine | null> => this.#reviews.reviewLine(number);
  treatReview = (number: number, treated: ReviewLine['treated']): Promise<boolean> => this.#reviews.treatReview(number, treated);
  goodMarks = (): Promise<Pick<ReviewLine, 'theme' | 'card' | 'count'>[]> => this.#reviews.goodMarks();
  forgetReviews = (before: { waiting: string; treated: string }, isDryRun?: boolean): Promise<number> => this.#reviews.forgetReviews(before, isDryRun);

  async holdings(key: ConversationKey): Promise<Holdings | null> {
    const known = await this.conversation(key);
    return known && this.#database.read(() => this.#erasure.holdings(key, known.state));
  }

  async erase(key: ConversationKey): Promise<void> {
    await this.#database.atomically(key, () => this.#erasure.everything(key));
    this.#states.forget(key);
    // Without this the erased words would stay in the write-ahead log until the next checkpoint.
    this.#database.checkpoint();
  }

  async forgetQuiet(before: string, isDryRun = false): Promise<number> {
    const quiet = await this.#all(`SELECT key FROM conversations WHERE ${IS_QUIET}`, before);
    if (isDryRun) return quiet.length;
    let forgotten = 0;
    for (const { key } of quiet) forgotten += await this.#forget(String(key), before);
    if (forgotten > 0) this.#database.checkpoint();
    return forgotten;
  }

  /** Looked at again under the lock: somebody may have come back meanwhile. */
  async #forget(key: ConversationKey, before: string): Promise<number> {
    const neighbours = this.#neighbours;
    const gone = await this.#database.atomically(key, function* () {
      yield* lock(key);
      const changes = yield* run(`DELETE FROM conversations WHERE ${IS_QUIET} AND key = ?`, before, key);
      if (changes > 0) yield* neighbours.announce({ kind: 'erased', conversation: key });
      return changes;
    });
    if (gone > 0) this.#states.forget(key);
    return gone;
  }

  async forgetDispatches(before: string, isDryRun = false): Promise<number> {
    const which = "FROM dispatches WHERE status = 'done' AND created_at < ?";
    return isDryRun ? Number((await this.#get(`SELECT count(*) AS lines ${which}`, before))?.lines) : this.#write(`DELETE ${which}`, before);
  }

  async setting(key: string): Promise<string | null> {
    const row = await this.#get('SELECT value FROM settings WHERE key = ?', key);
    return row === undefined ? null : String(row.value);
  }

  async setSetting(key: string, value: string, at: string): Promise<void> {
    await this.#write('INSERT INTO settings (key, value, updated_at) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at', key, value, at);
  }

  check(): Promise<void> {
    return this.#database.probe();
  }

  async close(): Promise<void> {
    await this.#neighbours.close();
    await this.#database.close();
  }

  #get(sql: string, ...values: Value[]): Promise<Row | undefined> {
    return this.#database.read(() => get(sql, ...values));
  }

  #all(sql: string, ...values: Value[]): Promise<Row[]> {
    return this.#database.read(() => all(sql, ...values));
  }

  #write(sql: string, ...values: Value[]): Promise<number> {
    return this.#database.atomically(null, () => run(sql, ...values));
  }
}

/** Nothing has happened since an instant, nothing waits for its answer, and nobody waits with a file. */
const IS_QUIET = `updated_at < ?
  AND NOT EXISTS (SELECT 1 FROM handoffs WHERE handoffs.conversation = conversations.key AND under_way = 1)
  AND NOT EXISTS (SELECT 1 FROM messages WHERE messages.conversation = conversations.key AND outcome IS NULL)`;

/** A move of the desk leaves the person's address as it is, and opens no conversation. */
function* acceptMove(message: ReceivedMessage, columns: SealedColumns): Work<{ isNew: boolean; entry: null }> {
  const changes = yield* run('UPDATE conversations SET updated_at = ? WHERE key = ?', message.receivedAt, message.conversation);
  if (changes === 0) return { isNew: false, entry: null };
  yield* run('INSERT INTO messages (conversation, id, content) VALUES (?, ?, ?)', message.conversation, message.id, columns.json(message, message.conversation, 'content'));
  return { isNew: true, entry: null };
}
