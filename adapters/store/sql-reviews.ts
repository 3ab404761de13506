/** The review list. What is given as `Work` runs inside the caller's transaction. */
import { groupOf, type NewReviewLine, type ReviewLine, type ReviewNote, type ReviewStore, type Treatment, voiceOf } from '../../bot/feedback/review.ts';
import { all, get, lock, type Row, run, type SqlDatabase, type Value, type Work } from './sql.ts';

export interface SqlReviews extends ReviewStore {
  /** Adds what a turn has to say to the list. */
  keep(note: ReviewNote): Work<void>;
  /** How many of its words stand in the list. */
  count(conversation: string): Work<number>;
  /** Before a conversation is erased: what it said leaves the list. */
  withdrawAll(conversation: string): Work<void>;
}

const COUNTED = 'SELECT review_lines.*, (SELECT COUNT(*) FROM review_voices WHERE line = number) AS count FROM review_lines';
/** Nobody reads a longer list; what is at its end comes up as the head is treated. */
const LINES_AT_MOST = 500;

/** A line goes when its last voice does: nobody must add one to it at that moment. */
const LIST = 'review-list';
const dropSilent = () => run('DELETE FROM review_lines WHERE number NOT IN (SELECT line FROM review_voices)');

function* keep({ voice, line, day }: ReviewNote): Work<void> {
  const { kind, outcome, text, before, theme, card, reason } = line;
  yield* lock(LIST);
  const row = yield* get(
    `INSERT INTO review_lines (same, kind, outcome, text, before, theme, card, reason, first_day, last_day) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (same) DO UPDATE SET last_day = excluded.last_day RETURNING number`,
    groupOf(line), kind, outcome, text, before, theme, card, reason, day, day,
  );
  const moved = yield* run('UPDATE review_voices SET line = ? WHERE voice = ?', Number(row?.number), voice);
  if (moved > 0) yield* dropSilent();
  else yield* run('INSERT INTO review_voices (voice, line) VALUES (?, ?)', voice, Number(row?.number));
}

function* voicesOf(conversation: string): Work<string[]> {
  const messages = yield* all('SELECT id FROM messages WHERE conversation = ?', conversation);
  return messages.flatMap(({ id }) => (['turn', 'mark'] as const).map((kind) => voiceOf(conversation, { kind, about: String(id) })));
}

export function createSqlReviews(database: SqlDatabase): SqlReviews {
  const list = (sql: string) => database.read(() => all(sql));
  const write = (sql: string, ...values: Value[]) => database.atomically(null, () => run(sql, ...values));

  return {
    keep,
    *count(conversation) {
      let count = 0;
      for (const voice of yield* voicesOf(conversation)) count += (yield* all('SELECT 1 FROM review_voices WHERE voice = ?', voice)).length;
      return count;
    },
    *withdrawAll(conversation) {
      let removed = 0;
      yield* lock(LIST);
      for (const voice of yield* voicesOf(conversation)) removed += yield* run('DELETE FROM review_voices WHERE voice = ?', voice);
      if (removed > 0) yield* dropSilent();
    },
    noteReview: (note) => database.atomically(null, () => keep(note)),
    reviewsOf: (voices) =>
      database.read(function* () {
        const found = new Map<string, NewReviewLine>();
        for (const voice of voices) {
          const row = yield* get('SELECT review_lines.* FROM review_voices JOIN review_lines ON number = line WHERE voice = ?', voice);
          if (row) found.set(voice, toNew(row));
        }
        return found;
      }),
    reviewLines: async (which) =>
      (await list(`${COUNTED} WHERE kind <> 'good-mark' AND treated_as IS ${which === 'treated' ? 'NOT NULL ORDER BY treated_on DESC' : 'NULL ORDER BY count DESC'}, last_day DESC, number LIMIT ${LINES_AT_MOST}`)).map(toLine),
    async reviewLine(number) {
      const row = await database.read(() => get(`${COUNTED} WHERE number = ?`, number));
      return row ? toLine(row) : null;
    },
    treatReview: async (number, treated) => (await write('UPDATE review_lines SET treated_as = ?, treated_on = ? WHERE number = ?', treated?.as ?? null, treated?.on ?? null, number)) > 0,
    goodMarks: async () => (await list(`${COUNTED} WHERE kind = 'good-mark' ORDER BY count DESC, number LIMIT ${LINES_AT_MOST}`)).map((row) => ({ theme: text(row.theme), card: text(row.card), count: Number(row.count) })),
    async forgetReviews({ waiting, treated }, isDryRun = false) {
      const which = 'FROM review_lines WHERE (treated_on IS NULL AND last_day < ?) OR treated_on < ?';
      return isDryRun ? Number((await database.read(() => get(`SELECT count(*) AS lines ${which}`, waiting, treated)))?.lines) : write(`DELETE ${which}`, waiting, treated);
    },
  };
}

const text = (column: unknown): string | null => (column == null ? null : String(column));

function toNew(row: Row): NewReviewLine {
  return {
    kind: row.kind as NewReviewLine['kind'],
    outcome: row.outcome as NewReviewLine['outcome'],
    text: String(row.text),
    before: text(row.before),
    theme: text(row.theme),
    card: text(row.card),
    reason: text(row.reason),
  };
}

function toLine(row: Row): ReviewLine {
  return {
    ...toNew(row),
    number: Number(row.number),
    count: Number(row.count),
    firstDay: String(row.first_day),
    lastDay: String(row.last_day),
    treated: row.treated_as == null ? null : { as: row.treated_as as Treatment, on: String(row.treated_on) },
  };
}
