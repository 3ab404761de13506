/** Who has been invited to the desk, for which operators, with what right. The command line writes it while the server runs. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { CONTACT_KINDS } from '../../../knowledge/operators/directory.ts';
import { type Audit, createAudit } from './audit.ts';
import { DESK_MIGRATIONS } from './schema.ts';

/** « CEPD »: tells this file from that of another program. */
const APPLICATION = 0x43455044;
const PATIENCE_MS = 2_000;
const INVITATION_DAYS = 7;

export const scopeSchema = z.strictObject({ kind: z.enum(CONTACT_KINDS), /** INSEE code; null is all of France. */ region: z.string().nullable() });
export type Scope = z.infer<typeof scopeSchema>;

export interface Counsellor {
  id: string;
  email: string;
  name: string | null;
  /** A supervisor sees volumes and no file, a counsellor files. */
  role: 'counsellor' | 'supervisor';
  scopes: Scope[];
  /** Maintains the content: tests, cards, sources. Without scopes, nothing else is open to them. */
  maintains: boolean;
  status: 'invited' | 'active' | 'revoked';
}

export interface Directory {
  database: DatabaseSync;
  audit: Audit;
  /** Adds a counsellor, or changes what one may see, and gives the secret of a link that works once. */
  invite(who: Pick<Counsellor, 'email' | 'name' | 'role' | 'scopes'> & Partial<Pick<Counsellor, 'maintains'>>, now: Date): { token: string; expiresAt: Date };
  /** Whom a link invites; null when it was used, is too old, or was never made. */
  invited(token: string, now: Date): Counsellor | null;
  /** Uses the link up: false when somebody else was quicker. */
  use(token: string, now: Date): boolean;
  /** Keeps the name that people will read, and opens the desk. */
  welcome(id: string, name: string): void;
  revoke(email: string): Counsellor | null;
  byEmail(email: string): Counsellor | null;
  all(): Counsellor[];
  close(): void;
}

type Row = Record<string, string | number | null>;

const hashed = (token: string) => createHash('sha256').update(token).digest('base64url');
/** E-mail addresses are compared without capitals. */
export const plainEmail = (email: string): string => email.trim().toLowerCase();

/** Opens the desk's file, or makes it. Throws an error whose French message says what to do. */
export function openDirectory(file: string): Directory {
  const database = open(file);
  const find = database.prepare('SELECT * FROM counsellors WHERE email = ?');
  const every = database.prepare('SELECT * FROM counsellors ORDER BY email');
  const audit = createAudit(database);
  const byEmail = (email: string) => toCounsellor(find.get(plainEmail(email)) as Row | undefined);

  return {
    database,
    audit,
    byEmail,
    all: () => every.all().flatMap((row) => toCounsellor(row as Row) ?? []),
    invite({ email, name, role, scopes, maintains = false }, now) {
      const token = randomBytes(32).toString('base64url');
      const expiresAt = new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
      database
        .prepare(
          `INSERT INTO counsellors (id, email, name, role, scopes, maintains, status, invited_at) VALUES (?, ?, ?, ?, ?, ?, 'invited', ?)
           ON CONFLICT (email) DO UPDATE SET name = coalesce(excluded.name, name), role = excluded.role, scopes = excluded.scopes, maintains = excluded.maintains, invited_at = excluded.invited_at,
             status = CASE status WHEN 'active' THEN 'active' ELSE 'invited' END`,
        )
        .run(randomUUID(), plainEmail(email), name, role, JSON.stringify(scopes), maintains ? 1 : 0, now.toISOString());
      const { id = '' } = byEmail(email) ?? {};
      // An older link would open the desk too.
      database.prepare('DELETE FROM invitations WHERE counsellor = ?').run(id);
      database.prepare('INSERT INTO invitations (hash, counsellor, expires_at) VALUES (?, ?, ?)').run(hashed(token), id, expiresAt.toISOString());
      return { token, expiresAt };
    },
    invited(token, now) {
      const row = database
        .prepare("SELECT counsellors.* FROM invitations JOIN counsellors ON counsellors.id = counsellor WHERE hash = ? AND used_at IS NULL AND expires_at > ? AND status <> 'revoked'")
        .get(hashed(token), now.toISOString());
      return toCounsellor(row as Row | undefined);
    },
    use: (token, now) => database.prepare('UPDATE invitations SET used_at = ? WHERE hash = ? AND used_at IS NULL').run(now.toISOString(), hashed(token)).changes > 0,
    welcome: (id, name) => void database.prepare("UPDATE counsellors SET name = ?, status = 'active' WHERE id = ?").run(name, id),
    revoke(email) {
      const known = byEmail(email);
      if (known === null) return null;
      database.prepare("UPDATE counsellors SET status = 'revoked' WHERE id = ?").run(known.id);
      database.prepare('DELETE FROM invitations WHERE counsellor = ?').run(known.id);
      // The sign-in library's own tables are there once somebody has opened the desk: password and sessions go with the account.
      if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'user'").get()) database.prepare('DELETE FROM user WHERE email = ?').run(known.email);
      return { ...known, status: 'revoked' };
    },
    close: () => database.close(),
  };
}

function toCounsellor(row: Row | undefined): Counsellor | null {
  if (row === undefined) return null;
  return {
    id: String(row.id),
    email: String(row.email),
    name: row.name == null ? null : String(row.name),
    role: row.role === 'supervisor' ? 'supervisor' : 'counsellor',
    scopes: z.array(scopeSchema).parse(JSON.parse(String(row.scopes ?? '[]'))),
    maintains: row.maintains === 1,
    status: row.status as Counsellor['status'],
  };
}

function open(file: string): DatabaseSync {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    const database = new DatabaseSync(file, { timeout: PATIENCE_MS });
    const number = (pragma: string) => Number(Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]);
    const isEmpty = database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
    if (!isEmpty && number('application_id') !== APPLICATION) throw new Error('it belongs to another program');
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;');
    for (let next = number('user_version'); next < DESK_MIGRATIONS.length; next++) {
      database.exec(`BEGIN IMMEDIATE; ${DESK_MIGRATIONS[next]} PRAGMA user_version = ${next + 1}; PRAGMA application_id = ${APPLICATION}; COMMIT;`);
    }
    return database;
  } catch (cause) {
    throw new Error(`La base du bureau des conseillers (${file}) ne peut pas être utilisée. Vérifiez ses droits, ou donnez un autre fichier par DESK_DATABASE_FILE, puis relancez.`, { cause });
  }
}
