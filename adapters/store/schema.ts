/** Tables of the store, as forward-only migrations: a released one is never edited, the next one is added. */
export const MIGRATIONS: string[] = [
  `
  CREATE TABLE conversations (
    key TEXT PRIMARY KEY,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    reference TEXT NOT NULL,
    last_position INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
  ) STRICT;

  -- What people wrote, masked, from the moment it is acknowledged.
  -- Once the turn is finished outcome is known, and content is null: the transcript has the words, the id stays
  -- so that the same message delivered again is recognised.
  CREATE TABLE messages (
    number INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversations (key) ON DELETE CASCADE,
    id TEXT NOT NULL,
    content TEXT,
    interruptions INTEGER NOT NULL DEFAULT 0,
    outcome TEXT,
    finished_at TEXT,
    UNIQUE (conversation, id)
  ) STRICT;
  CREATE INDEX unanswered_messages ON messages (conversation, number) WHERE outcome IS NULL;

  CREATE TABLE transcript (
    conversation TEXT NOT NULL REFERENCES conversations (key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    at TEXT NOT NULL,
    sender TEXT NOT NULL,
    text TEXT NOT NULL,
    reply TEXT,
    in_reply_to TEXT,
    client_data TEXT,
    PRIMARY KEY (conversation, position),
    UNIQUE (conversation, id)
  ) STRICT;

  -- Replies that a channel has not yet been handed.
  CREATE TABLE outbox (
    number INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversations (key) ON DELETE CASCADE,
    entry_id TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    UNIQUE (conversation, entry_id)
  ) STRICT;
  `,
  `
  -- Hand-offs that the person agreed to, as the desk reads them. The conversation's state holds the same; this is its list.
  CREATE TABLE handoffs (
    id TEXT PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversations (key) ON DELETE CASCADE,
    content TEXT NOT NULL,
    under_way INTEGER NOT NULL,
    agreed_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX handoffs_under_way ON handoffs (agreed_at) WHERE under_way = 1;
  CREATE INDEX handoffs_of_conversation ON handoffs (conversation);

  -- What must leave for other systems because of a hand-off. It outlives the conversation: whoever holds a file is told that it is erased.
  CREATE TABLE dispatches (
    number INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL,
    handoff TEXT NOT NULL,
    kind TEXT NOT NULL,
    operator TEXT NOT NULL,
    idempotency_key TEXT NOT NULL UNIQUE,
    payload TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    last_error TEXT,
    -- waiting, dead, or done: what was accepted keeps its line without its content, so that a withdrawal knows whom to tell.
    status TEXT NOT NULL DEFAULT 'waiting'
  ) STRICT;
  CREATE INDEX dispatches_waiting ON dispatches (due_at) WHERE status = 'waiting';
  CREATE INDEX dispatches_of_handoff ON dispatches (handoff);
  `,
  `
  -- What the robot could not answer, or answered badly in somebody's eyes. Lines of the same kind and words are one, with its voices.
  -- No conversation stands here: a voice is drawn from one and leads back to none (bot/feedback/review.ts).
  CREATE TABLE review_lines (
    number INTEGER PRIMARY KEY,
    same TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    outcome TEXT NOT NULL,
    text TEXT NOT NULL,
    before TEXT,
    theme TEXT,
    card TEXT,
    reason TEXT,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    treated_as TEXT,
    treated_on TEXT
  ) STRICT;
  CREATE TABLE review_voices (
    voice TEXT PRIMARY KEY,
    line INTEGER NOT NULL REFERENCES review_lines (number) ON DELETE CASCADE
  ) STRICT;
  CREATE INDEX voices_of_line ON review_voices (line);
  `,
  `
  -- What all processes share and somebody may change while they run: the mode of the service.
  CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    updated_at TEXT NOT NULL
  ) STRICT;
  `,
  `
  -- What the person told of their health, when they agreed that it is kept: apart from the rest of their situation.
  ALTER TABLE conversations ADD COLUMN health TEXT;
  `,
];
