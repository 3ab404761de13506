/** The review list on SQLite. The writes without a promise run inside the caller's transaction. */
import { groupOf, type NewReviewLine, type ReviewLine, type ReviewNote, type ReviewStore, type Treatment, voiceOf } from '../../bot/feedback/review.ts';
import type { Database, Row } from './database.ts';

export interface SqliteReviews extends ReviewStore {
  /** Adds what a turn has to say to the list. */
  keep(note: ReviewNote): void;
  /** Before a conversation is erased: what it said leaves the list. */
  withdrawAll(conversation: string): void;
}

const COUNTED = 'SELECT review_lines.*, (SELECT COUNT(*) FROM review_voices WHERE line = number) AS count FROM review_lines';
/** Nobody reads a longer list; what is at its end comes up as the head is treated. */
const LINES_AT_MOST = 500;

export function createSqliteReviews(database: Database): SqliteReviews {
  const dropSilent = () => database.run('DELETE FROM review_lines WHERE number NOT IN (SELECT line FROM review_voices)');

  function keep({ voice, line, day }: ReviewNote): void {
    const { kind, outcome, text, before, theme, card, reason } = line;
    const row = database.get(
      `INSERT INTO review_lines (same, kind, outcome, text, before, theme, card, reason, first_day, last_day) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (same) DO UPDATE SET last_day = excluded.last_day RETURNING number`,
      groupOf(line), kind, outcome, text, before, theme, card, reason, day, day,
    );
    const { changes } = database.run('UPDATE review_voices SET line = ? WHERE voice = ?', Number(row?.number), voice);
    if (changes > 0) dropSilent();
    else database.run('INSERT INTO review_voices (voice, line) VALUES (?, ?)', voice, Number(row?.number));
  }

  return {
    keep,
    withdrawAll(conversation) {
      let removed = 0;
      for (const { id } of database.all('SELECT id FROM messages WHERE conversation = ?', conversation)) {
        for (const kind of ['turn', 'mark'] as const) removed += database.run('DELETE FROM review_voices WHERE voice = ?', voiceOf(conversation, { kind, about: String(id) })).changes;
      }
      if (removed > 0) dropSilent();
    },
    noteReview: (note) => database.atomically(() => keep(note)),
    async reviewsOf(voices) {
      const found = new Map<string, NewReviewLine>();
      for (const voice of voices) {
        const row = database.get('SELECT review_lines.* FROM review_voices JOIN review_lines ON number = line WHERE voice = ?', voice);
        if (row) found.set(voice, toNew(row));
      }
      return found;
    },
    reviewLines: async (which) =>
      database
        .all(`${COUNTED} WHERE kind <> 'good-mark' AND treated_as IS ${which === 'treated' ? 'NOT NULL ORDER BY treated_on DESC' : 'NULL ORDER BY count DESC'}, last_day DESC, number LIMIT ${LINES_AT_MOST}`)
        .map(toLine),
    async reviewLine(number) {
      const row = database.get(`${COUNTED} WHERE number = ?`, number);
      return row ? toLine(row) : null;
    },
    treatReview: (number, treated) =>
      database.atomically(() => database.run('UPDATE review_lines SET treated_as = ?, treated_on = ? WHERE number = ?', treated?.as ?? null, treated?.on ?? null, number).changes > 0),
    goodMarks: async () => database.all(`${COUNTED} WHERE kind = 'good-mark' ORDER BY count DESC, number LIMIT ${LINES_AT_MOST}`).map((row) => ({ theme: text(row.theme), card: text(row.card), count: Number(row.count) })),
    forgetReviews: ({ waiting, treated }) =>
      database.atomically(() => database.run('DELETE FROM review_lines WHERE (treated_on IS NULL AND last_day < ?) OR treated_on < ?', waiting, treated).changes),
  };
}

const text = (column: Row[string] | undefined): string | null => (column == null ? null : String(column));

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
