/** Hand-offs and what must leave because of them. What is given as `Work` runs inside the caller's transaction. */
import { handoffSchema, type Handoff, isUnderWay, type OperatorRef } from '../../bot/handoff/handoff.ts';
import type { ConversationKey, Dispatch, HandoffRecord, NewDispatch, WaitingDispatch } from '../../bot/ports.ts';
import { json, parsed } from './json-columns.ts';
import type { SealedColumns } from './sealed-columns.ts';
import { all, get, type Row, run, type SqlDatabase, type Work } from './sql.ts';

export interface SqlHandoffs {
  /** Brings the list in line with the state of the conversation, and adds what must leave. */
  keep(conversation: ConversationKey, handoff: Handoff | null, dispatches: NewDispatch[], at: string): Work<void>;
  /** Before a conversation is erased: what has not left never will, and whoever outside holds a file is told. */
  withdrawAll(conversation: ConversationKey, at: string): Work<void>;
  list(which: 'under-way' | 'all'): Promise<HandoffRecord[]>;
  find(id: string): Promise<HandoffRecord | null>;
  due(now: string): Promise<Dispatch[]>;
  dead(): Promise<Dispatch[]>;
  waiting(): Promise<WaitingDispatch[]>;
  dispatch(number: number): Promise<Dispatch | null>;
  claim(number: number, until: string, attempts?: number): Promise<boolean>;
  markDispatched(number: number): Promise<void>;
  postpone(number: number, error: string, dueAt: string | null): Promise<void>;
}

const RECORDS = 'SELECT handoffs.*, conversations.channel FROM handoffs JOIN conversations ON conversations.key = handoffs.conversation';

export function createSqlHandoffs(database: SqlDatabase, columns: SealedColumns): SqlHandoffs {
  const one = (sql: string, ...values: (string | number)[]) => database.read(() => get(sql, ...values));
  const list = (sql: string, ...values: (string | number)[]) => database.read(() => all(sql, ...values));
  const write = (sql: string, ...values: (string | number | null)[]) => database.atomically(null, () => run(sql, ...values));

  return {
    *keep(conversation, handoff, dispatches, at) {
      if (handoff && handoff.consents.length > 0) {
        yield* run(
          `INSERT INTO handoffs (id, conversation, content, under_way, agreed_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET content = excluded.content, under_way = excluded.under_way, updated_at = excluded.updated_at WHERE handoffs.content <> excluded.content`,
          handoff.id, conversation, columns.json(handoff, handoff.id, 'content'), isUnderWay(handoff) ? 1 : 0, handoff.consents[0]?.at ?? at, at,
        );
      }
      for (const dispatch of dispatches) {
        if (dispatch.kind === 'withdrawal') yield* withdraw(conversation, dispatch.handoff, at, columns);
        else yield* insert(conversation, dispatch, at, columns);
      }
    },
    *withdrawAll(conversation, at) {
      for (const row of yield* all('SELECT id FROM handoffs WHERE conversation = ?', conversation)) yield* withdraw(conversation, String(row.id), at, columns);
    },
    list: async (which) => (await list(`${RECORDS} ${which === 'under-way' ? 'WHERE under_way = 1' : ''} ORDER BY agreed_at`)).map((row) => toRecord(row, columns)),
    async find(id) {
      const row = await one(`${RECORDS} WHERE handoffs.id = ?`, id);
      return row ? toRecord(row, columns) : null;
    },
    due: async (now) => (await list("SELECT * FROM dispatches WHERE status = 'waiting' AND due_at <= ? ORDER BY number", now)).map((row) => toDispatch(row, columns)),
    dead: async () => (await list("SELECT * FROM dispatches WHERE status = 'dead' ORDER BY number")).map((row) => toDispatch(row, columns)),
    waiting: async () =>
      (await list("SELECT number, handoff, kind, operator, due_at FROM dispatches WHERE status = 'waiting' ORDER BY number")).map((row) => ({
        number: Number(row.number),
        handoff: String(row.handoff),
        kind: row.kind as Dispatch['kind'],
        operator: parsed(row.operator),
        dueAt: String(row.due_at),
      })),
    async dispatch(number) {
      const row = await one("SELECT * FROM dispatches WHERE number = ? AND status <> 'done'", number);
      return row ? toDispatch(row, columns) : null;
    },
    async claim(number, until, attempts) {
      // Two processes that saw the same line: only the first finds the count that it saw.
      const unchanged = attempts === undefined ? '' : `AND attempts = ${Math.trunc(attempts)}`;
      return (await write(`UPDATE dispatches SET attempts = attempts + 1, due_at = ? WHERE number = ? AND status <> 'done' ${unchanged}`, until, number)) > 0;
    },
    async markDispatched(number) {
      await write("UPDATE dispatches SET status = 'done', payload = NULL, last_error = NULL WHERE number = ?", number);
    },
    async postpone(number, error, dueAt) {
      await write("UPDATE dispatches SET status = ?, last_error = ?, due_at = coalesce(?, due_at) WHERE number = ? AND status <> 'done'", dueAt === null ? 'dead' : 'waiting', error, dueAt, number);
    },
  };
}

function* insert(conversation: ConversationKey, { handoff, kind, operator, idempotencyKey, payload }: NewDispatch, at: string, columns: SealedColumns): Work<void> {
  yield* run(
    `INSERT INTO dispatches (conversation, handoff, kind, operator, idempotency_key, payload, created_at, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (idempotency_key) DO NOTHING`,
    conversation, handoff, kind, json(operator), idempotencyKey, columns.json(payload, handoff, 'payload'), at, at,
  );
}

/** Drops what never left. A withdrawal is sent to each operator that may hold something. */
function* withdraw(conversation: ConversationKey, handoff: string, at: string, columns: SealedColumns): Work<void> {
  yield* run("DELETE FROM dispatches WHERE handoff = ? AND kind <> 'withdrawal' AND status <> 'done' AND attempts = 0", handoff);
  const reached = yield* all("SELECT DISTINCT operator FROM dispatches WHERE handoff = ? AND kind = 'file'", handoff);
  // What was tried may have arrived: it is not tried again, and the withdrawal follows it.
  yield* run("UPDATE dispatches SET status = 'done', payload = NULL WHERE handoff = ? AND kind <> 'withdrawal'", handoff);
  for (const [index, row] of reached.entries()) {
    const operator = parsed<OperatorRef>(row.operator);
    yield* insert(conversation, { handoff, kind: 'withdrawal', operator, idempotencyKey: `${handoff}:withdrawal:${index + 1}`, payload: { handoff } }, at, columns);
  }
}

function toRecord(row: Row, columns: SealedColumns): HandoffRecord {
  return { conversation: String(row.conversation), channel: String(row.channel), handoff: handoffSchema.parse(columns.parsed(row.content, String(row.id), 'content')), updatedAt: String(row.updated_at) };
}

function toDispatch(row: Row, columns: SealedColumns): Dispatch {
  return {
    number: Number(row.number),
    conversation: String(row.conversation),
    handoff: String(row.handoff),
    kind: row.kind as Dispatch['kind'],
    operator: parsed(row.operator),
    idempotencyKey: String(row.idempotency_key),
    payload: columns.parsed(row.payload, String(row.handoff), 'payload'),
    attempts: Number(row.attempts),
    createdAt: String(row.created_at),
    dueAt: String(row.due_at),
    lastError: row.last_error === null ? null : String(row.last_error),
    isDead: row.status === 'dead',
  };
}
