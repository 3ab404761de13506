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
];
