/** Tables of the desk's own file, beside those of the sign-in library. Forward only: a released one is never edited. */
export const DESK_MIGRATIONS: string[] = [
  `
  CREATE TABLE counsellors (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    -- What the person reads; null until the counsellor has said it.
    name TEXT,
    role TEXT NOT NULL CHECK (role IN ('counsellor', 'supervisor')),
    scopes TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('invited', 'active', 'revoked')),
    invited_at TEXT NOT NULL
  ) STRICT;

  -- Only the hash of a link is kept: who reads this file cannot use it.
  CREATE TABLE invitations (
    hash TEXT PRIMARY KEY,
    counsellor TEXT NOT NULL REFERENCES counsellors (id) ON DELETE CASCADE,
    expires_at TEXT NOT NULL,
    used_at TEXT
  ) STRICT;

  -- Who opened what, and did what. Nothing of what a file says. Lines are added, never changed.
  CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    handoff TEXT,
    operator TEXT,
    detail TEXT
  ) STRICT;
  CREATE INDEX audit_of_handoff ON audit (handoff) WHERE handoff IS NOT NULL;
  CREATE INDEX audit_of_event ON audit (what, at);
  CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  `,
  `
  -- Whoever maintains the content: what the robot could not answer, and what has changed in the law. Beside the role, or instead of it.
  ALTER TABLE counsellors ADD COLUMN maintains INTEGER NOT NULL DEFAULT 0 CHECK (maintains IN (0, 1));
  `,
  `
  -- The retention table ends the life of a line; until it is a month old nobody can remove it, whatever the table says.
  DROP TRIGGER audit_is_not_shortened /* ON audit */;
  CREATE TRIGGER audit_keeps_a_month BEFORE DELETE ON audit WHEN old.at > strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-30 days') BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  `,
];
