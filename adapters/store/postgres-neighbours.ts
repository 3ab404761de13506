/**
 * One connection beside the pool, for what lasts longer than a transaction: the locks of the turns under way, and listening to the
 * other processes. It is opened again when it breaks. The server closes it when it has not heard from this process for a while, so
 * that the turns of a process that was cut off are taken over.
 */
import pg from 'pg';
import type { ConversationKey, StoreNews } from '../../bot/ports.ts';
import type { Neighbours } from './neighbours.ts';
import { connectionSettings, type PostgresDatabase, type PostgresOptions } from './postgres-database.ts';
import { explainedPostgres } from './postgres-errors.ts';
import type { Work } from './sql.ts';

const CHANNEL = 'accueil_cep';
/** What PostgreSQL carries in one word to the others, with a margin. */
const BYTES_AT_MOST = 7_500;
/** The first wait is about a quick turn; the rest is for a slow model. */
const ASK_AGAIN_MS = [5, 10, 20, 40, 80, 160];
const BEAT_MS = 2_500;
/** Several beats: a short trouble on the network costs no lock. */
const SILENCE_MS = 10_000;
const REOPEN_MS = 500;
/** Tells the locks of turns from those of transactions on the same name. */
const TURNS = 1;

/** One statement at a time, in order. */
class Line {
  readonly client: pg.Client;
  #last: Promise<unknown> = Promise.resolve();

  constructor(client: pg.Client) {
    this.client = client;
  }

  ask<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<pg.QueryResult<Row>> {
    const answer = this.#last.then(() => this.client.query<Row>(sql, values));
    this.#last = answer.catch(() => undefined);
    return answer;
  }
}

export function joinNeighbours(url: string, database: PostgresDatabase, options: PostgresOptions): Neighbours {
  const listeners = new Set<(news: StoreNews) => void>();
  /** Who waits for a conversation that another process holds, to be woken when something happened there. */
  const waiting = new Map<ConversationKey, Set<() => void>>();
  let isClosed = false;
  let connection: Promise<Line> | null = null;
  let reopening: NodeJS.Timeout | undefined;

  function hear(payload: string): void {
    const news = JSON.parse(payload) as StoreNews;
    if ('conversation' in news) for (const wake of waiting.get(news.conversation) ?? []) wake();
    for (const listener of listeners) listener(news);
  }

  async function open(): Promise<Line> {
    const client = new pg.Client(connectionSettings(url, options));
    const lose = () => {
      clearInterval(beat);
      if (connection === opening) connection = null;
      clearTimeout(reopening);
      if (!isClosed) reopening = setTimeout(() => void connected().catch(() => undefined), REOPEN_MS).unref();
    };
    const line = new Line(client);
    const beat = setInterval(() => void line.ask('SELECT 1').catch(() => void client.end().catch(() => undefined)), BEAT_MS).unref();
    const opening = connection;
    client.on('error', () => undefined);
    client.on('end', lose);
    client.on('notification', ({ payload }) => payload !== undefined && hear(payload));
    try {
      await client.connect();
      await client.query(`SET idle_session_timeout = ${SILENCE_MS}; LISTEN ${CHANNEL}`);
      return line;
    } catch (error) {
      lose();
      void client.end().catch(() => undefined);
      throw error;
    }
  }

  function connected(): Promise<Line> {
    if (isClosed) return Promise.reject(new Error('Client was closed'));
    if (connection === null) {
      const opening: Promise<Line> = Promise.resolve().then(open);
      connection = opening;
      opening.catch(() => connection === opening && (connection = null));
    }
    return connection;
  }

  const beginning = connected().catch(() => undefined);

  /** Resolves when something happened in the conversation, or after the pause. */
  function pause(conversation: ConversationKey, milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const own = waiting.get(conversation) ?? new Set();
      waiting.set(conversation, own);
      const done = () => {
        clearTimeout(timer);
        own.delete(done);
        if (own.size === 0) waiting.delete(conversation);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      own.add(done);
    });
  }

  /** The connection that holds the lock: with it the lock goes. */
  async function take(conversation: ConversationKey): Promise<Line> {
    for (let tries = 0; ; tries++) {
      const line = await connected();
      const { rows } = await line.ask<{ taken: boolean }>('SELECT pg_try_advisory_lock(hashtextextended($1, $2)) AS taken', [conversation, TURNS]);
      if (rows[0]?.taken) return line;
      await pause(conversation, ASK_AGAIN_MS[tries] ?? ASK_AGAIN_MS.at(-1)!);
    }
  }

  const written = (news: StoreNews): string | null => {
    const text = JSON.stringify(news);
    return Buffer.byteLength(text) > BYTES_AT_MOST ? null : text;
  };

  return {
    isShared: true,
    async exclusively(conversation, work) {
      const line = await take(conversation).catch((error: unknown) => {
        throw explainedPostgres(error);
      });
      try {
        return await work();
      } finally {
        // On a connection that broke meanwhile the lock is gone already.
        void line.ask('SELECT pg_advisory_unlock(hashtextextended($1, $2))', [conversation, TURNS]).catch(() => undefined);
      }
    },
    onNews(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async tell(news) {
      const text = written(news);
      if (text !== null) await database.pool.query('SELECT pg_notify($1, $2)', [CHANNEL, text]);
    },
    *announce(news): Work<void> {
      const text = written(news);
      if (text !== null) yield { kind: 'run', sql: 'SELECT pg_notify(?, ?)', values: [CHANNEL, text] };
    },
    async close() {
      isClosed = true;
      clearTimeout(reopening);
      await beginning;
      const line = await connection?.catch(() => null);
      await line?.client.end().catch(() => undefined);
    },
  };
}
