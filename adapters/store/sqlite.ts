/**
 * The store on one SQLite file, for one process.
 * `synchronous = FULL`: what is acknowledged survives a power cut, not only a killed process.
 * It costs one flush to disk a message and one a turn, far under what a person notices.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { ConversationKey, Delivery, FinishedTurn, ReceivedMessage, Store, TranscriptEntry } from '../../bot/ports.ts';
import { conversationStateSchema, newState } from '../../bot/state.ts';
import { explained, StoreError } from './errors.ts';
import { MIGRATIONS } from './schema.ts';

/** SQLite's own default. */
const PAGE_BYTES = 4_096;
const FOLDER_ERRORS = new Set(['EACCES', 'EROFS', 'ENOTDIR', 'EEXIST']);

type Row = Record<string, SQLInputValue>;

export interface SqliteOptions {
  /** The file never grows over this many bytes; a message that does not fit is refused as on a full disk. */
  maximumBytes?: number;
}

/** Opens the file, or makes it. Throws {@link StoreError}. `:memory:` keeps nothing after `close`. */
export function openSqliteStore(file: string, options: SqliteOptions = {}): Store {
  return new SqliteStore(file, options);
}

class SqliteStore implements Store {
  readonly #database: DatabaseSync;
  readonly #file: string;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: string, { maximumBytes }: SqliteOptions) {
    this.#file = file;
    try {
      if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
      this.#database = new DatabaseSync(file, { timeout: 2_000 });
      this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;');
      if (maximumBytes !== undefined) this.#database.exec(`PRAGMA max_page_count = ${Math.ceil(maximumBytes / PAGE_BYTES)}`);
      migrate(this.#database, file);
    } catch (error) {
      if (FOLDER_ERRORS.has((error as NodeJS.ErrnoException).code ?? '')) {
        throw new StoreError('unusable', `Le dossier de la base ${file} ne peut pas être écrit. Vérifiez ses droits, ou donnez un autre fichier par DATABASE_FILE.`, error);
      }
      throw explained(error, file);
    }
  }

  async accept(message: ReceivedMessage): Promise<{ isNew: boolean; entry: TranscriptEntry | null }> {
    return this.#atomically(() => {
      const known = this.#get('SELECT 1 FROM messages WHERE conversation = ? AND id = ?', message.conversation, message.id);
      if (known) return { isNew: false, entry: this.#entry(message.conversation, message.id) };
      this.#run(
        `INSERT INTO conversations (key, channel, state, reference, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET reference = excluded.reference, updated_at = excluded.updated_at`,
        message.conversation, message.channel, JSON.stringify(newState()), json(message.reference), message.receivedAt, message.receivedAt,
      );
      this.#run('INSERT INTO messages (conversation, id, content) VALUES (?, ?, ?)', message.conversation, message.id, json(message));
      if (message.kind === 'arrival') return { isNew: true, entry: null };
      const entry = this.#append({
        conversation: message.conversation,
        id: message.id,
        at: message.receivedAt,
        from: 'person',
        text: message.text,
        reply: null,
        inReplyTo: null,
        clientData: message.clientData ?? null,
      });
      return { isNew: true, entry };
    });
  }

  async nextUnanswered(conversation: ConversationKey): Promise<ReceivedMessage | null> {
    const row = this.#get('SELECT content FROM messages WHERE conversation = ? AND outcome IS NULL ORDER BY number LIMIT 1', conversation);
    return row ? (JSON.parse(String(row.content)) as ReceivedMessage) : null;
  }

  async conversationsWithUnanswered(): Promise<ConversationKey[]> {
    return this.#all('SELECT conversation FROM messages WHERE outcome IS NULL GROUP BY conversation ORDER BY MIN(number)').map((row) => String(row.conversation));
  }

  async conversation(key: ConversationKey) {
    const row = this.#get('SELECT * FROM conversations WHERE key = ?', key);
    if (!row) return null;
    return {
      key,
      channel: String(row.channel),
      state: conversationStateSchema.parse(JSON.parse(String(row.state))),
      reference: JSON.parse(String(row.reference)) as unknown,
      createdAt: String(row.created_at),
      updatedAt: String(row.updated_at),
    };
  }

  async finish(turn: FinishedTurn): Promise<TranscriptEntry[]> {
    const { conversation, id } = turn.message;
    return this.#atomically(() => {
      const { changes } = this.#run(
        'UPDATE messages SET outcome = ?, finished_at = ? WHERE conversation = ? AND id = ? AND outcome IS NULL',
        turn.outcome, turn.finishedAt, conversation, id,
      );
      if (Number(changes) === 0) return [];
      this.#run('UPDATE conversations SET state = ?, updated_at = ? WHERE key = ?', JSON.stringify(turn.state), turn.finishedAt, conversation);
      return turn.replies.map((reply, index) => {
        const entry = this.#append({
          conversation,
          id: `${id}.${index + 1}`,
          at: turn.finishedAt,
          from: 'bot',
          text: reply.text,
          reply,
          // The person's own line is the only one that a client can order the reply after.
          inReplyTo: turn.message.kind === 'arrival' ? null : id,
          clientData: null,
        });
        if (turn.message.reference !== null) this.#run('INSERT INTO outbox (conversation, entry_id) VALUES (?, ?)', conversation, entry.id);
        return entry;
      });
    });
  }

  async transcript(key: ConversationKey, after: number): Promise<TranscriptEntry[]> {
    return this.#all('SELECT * FROM transcript WHERE conversation = ? AND position > ? ORDER BY position', key, after).map(toEntry);
  }

  async undelivered(): Promise<Delivery[]> {
    const rows = this.#all(
      `SELECT transcript.*, conversations.channel, conversations.reference, outbox.attempts FROM outbox
       JOIN transcript ON transcript.conversation = outbox.conversation AND transcript.id = outbox.entry_id
       JOIN conversations ON conversations.key = outbox.conversation ORDER BY outbox.number`,
    );
    return rows.map((row) => ({
      entry: toEntry(row),
      channel: String(row.channel),
      reference: JSON.parse(String(row.reference)) as unknown,
      attempts: Number(row.attempts),
    }));
  }

  async markDelivered(conversation: ConversationKey, entryId: string): Promise<void> {
    this.#run('DELETE FROM outbox WHERE conversation = ? AND entry_id = ?', conversation, entryId);
  }

  async markAttempted(conversation: ConversationKey, entryId: string): Promise<void> {
    this.#run('UPDATE outbox SET attempts = attempts + 1 WHERE conversation = ? AND entry_id = ?', conversation, entryId);
  }

  async erase(key: ConversationKey): Promise<void> {
    this.#run('DELETE FROM conversations WHERE key = ?', key);
    // Without this the erased words would stay in the write-ahead log until the next checkpoint.
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  async check(): Promise<void> {
    this.#atomically(() => this.#run('UPDATE conversations SET updated_at = updated_at WHERE key = ?', ''));
  }

  async close(): Promise<void> {
    this.#database.close();
  }

  #append(line: Omit<TranscriptEntry, 'position'>): TranscriptEntry {
    const row = this.#get('UPDATE conversations SET last_position = last_position + 1 WHERE key = ? RETURNING last_position', line.conversation);
    const position = Number(row?.last_position);
    this.#run(
      'INSERT INTO transcript (conversation, position, id, at, sender, text, reply, in_reply_to, client_data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      line.conversation, position, line.id, line.at, line.from, line.text,
      line.reply === null ? null : json(line.reply), line.inReplyTo, line.clientData === null ? null : json(line.clientData),
    );
    return { ...line, position };
  }

  #entry(conversation: ConversationKey, id: string): TranscriptEntry | null {
    const row = this.#get('SELECT * FROM transcript WHERE conversation = ? AND id = ?', conversation, id);
    return row ? toEntry(row) : null;
  }

  #atomically<Result>(work: () => Result): Result {
    this.#attempt(() => this.#database.exec('BEGIN IMMEDIATE'));
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk may already have rolled the transaction back.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw explained(error, this.#file);
    }
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const prepared = this.#database.prepare(sql);
    this.#statements.set(sql, prepared);
    return prepared;
  }

  #run(sql: string, ...values: SQLInputValue[]) {
    return this.#attempt(() => this.#statement(sql).run(...values));
  }

  #get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#attempt(() => this.#statement(sql).get(...values) as Row | undefined);
  }

  #all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#attempt(() => this.#statement(sql).all(...values) as Row[]);
  }

  #attempt<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw explained(error, this.#file);
    }
  }
}

function migrate(database: DatabaseSync, file: string): void {
  const version = Number((database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version);
  if (version > MIGRATIONS.length) {
    throw new StoreError('newer', `La base ${file} vient d'une version plus récente de ce programme. Installez cette version, ou donnez un autre fichier par DATABASE_FILE.`);
  }
  for (let next = version; next < MIGRATIONS.length; next++) {
    database.exec(`BEGIN IMMEDIATE; ${MIGRATIONS[next]} PRAGMA user_version = ${next + 1}; COMMIT;`);
  }
}

const json = (value: unknown): string => JSON.stringify(value ?? null);

function toEntry(row: Row): TranscriptEntry {
  return {
    conversation: String(row.conversation),
    position: Number(row.position),
    id: String(row.id),
    at: String(row.at),
    from: row.sender as TranscriptEntry['from'],
    text: String(row.text),
    reply: row.reply === null ? null : (JSON.parse(String(row.reply)) as TranscriptEntry['reply']),
    inReplyTo: row.in_reply_to === null ? null : String(row.in_reply_to),
    clientData: row.client_data === null ? null : (JSON.parse(String(row.client_data)) as unknown),
  };
}
