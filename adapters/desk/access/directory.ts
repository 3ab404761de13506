/** Who has been invited to the desk, for which operators, with what right. The command line writes it while the server runs. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CONTACT_KINDS } from '../../../knowledge/operators/directory.ts';
import { type Audit, createAudit } from './audit.ts';
import { type DeskDatabase, type DeskRow, openDeskFile } from './desk-database.ts';

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
  database: DeskDatabase;
  audit: Audit;
  /** Adds a counsellor, or changes what one may see, and gives the secret of a link that works once. */
  invite(who: Pick<Counsellor, 'email' | 'name' | 'role' | 'scopes'> & Partial<Pick<Counsellor, 'maintains'>>, now: Date): Promise<{ token: string; expiresAt: Date }>;
  /** Whom a link invites; null when it was used, is too old, or was never made. */
  invited(token: string, now: Date): Promise<Counsellor | null>;
  /** Uses the link up: false when somebody else was quicker. */
  use(token: string, now: Date): Promise<boolean>;
  /** Keeps the name that people will read, and opens the desk. */
  welcome(id: string, name: string): Promise<void>;
  revoke(email: string): Promise<Counsellor | null>;
  byEmail(email: string): Promise<Counsellor | null>;
  all(): Promise<Counsellor[]>;
  close(): Promise<void>;
}

const hashed = (token: string) => createHash('sha256').update(token).digest('base64url');
/** E-mail addresses are compared without capitals. */
export const plainEmail = (email: string): string => email.trim().toLowerCase();

/** The directory in a file of its own. Throws an error whose French message says what to do. */
export const openDirectory = (file: string): Directory => directoryOn(openDeskFile(file));

export function directoryOn(database: DeskDatabase): Directory {
  const byEmail = async (email: string) => toCounsellor(await database.get('SELECT * FROM counsellors WHERE email = ?', plainEmail(email)));

  return {
    database,
    audit: createAudit(database),
    byEmail,
    all: async () => (await database.all('SELECT * FROM counsellors ORDER BY email')).flatMap((row) => toCounsellor(row) ?? []),
    async invite({ email, name, role, scopes, maintains = false }, now) {
      const token = randomBytes(32).toString('base64url');
      const expiresAt = new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
      await database.run(
        `INSERT INTO counsellors (id, email, name, role, scopes, maintains, status, invited_at) VALUES (?, ?, ?, ?, ?, ?, 'invited', ?)
         ON CONFLICT (email) DO UPDATE SET name = coalesce(excluded.name, counsellors.name), role = excluded.role, scopes = excluded.scopes, maintains = excluded.maintains, invited_at = excluded.invited_at,
           status = CASE counsellors.status WHEN 'active' THEN 'active' ELSE 'invited' END`,
        randomUUID(), plainEmail(email), name, role, JSON.stringify(scopes), maintains ? 1 : 0, now.toISOString(),
      );
      const { id = '' } = (await byEmail(email)) ?? {};
      // An older link would open the desk too.
      await database.run('DELETE FROM invitations WHERE counsellor = ?', id);
      await database.run('INSERT INTO invitations (hash, counsellor, expires_at) VALUES (?, ?, ?)', hashed(token), id, expiresAt.toISOString());
      return { token, expiresAt };
    },
    invited: async (token, now) =>
      toCounsellor(
        await database.get(
          "SELECT counsellors.* FROM invitations JOIN counsellors ON counsellors.id = counsellor WHERE hash = ? AND used_at IS NULL AND expires_at > ? AND status <> 'revoked'",
          hashed(token), now.toISOString(),
        ),
      ),
    use: async (token, now) => (await database.run('UPDATE invitations SET used_at = ? WHERE hash = ? AND used_at IS NULL', now.toISOString(), hashed(token))) > 0,
    async welcome(id, name) {
      await database.run("UPDATE counsellors SET name = ?, status = 'active' WHERE id = ?", name, id);
    },
    async revoke(email) {
      const known = await byEmail(email);
      if (known === null) return null;
      await database.run("UPDATE counsellors SET status = 'revoked' WHERE id = ?", known.id);
      await database.run('DELETE FROM invitations WHERE counsellor = ?', known.id);
      // The sign-in library's own tables are there once somebody has opened the desk: password and sessions go with the account.
      if (await database.has('user')) await database.run('DELETE FROM "user" WHERE email = ?', known.email);
      return { ...known, status: 'revoked' };
    },
    close: () => database.close(),
  };
}

function toCounsellor(row: DeskRow | undefined): Counsellor | null {
  if (row === undefined) return null;
  return {
    id: String(row.id),
    email: String(row.email),
    name: row.name == null ? null : String(row.name),
    role: row.role === 'supervisor' ? 'supervisor' : 'counsellor',
    scopes: z.array(scopeSchema).parse(JSON.parse(String(row.scopes ?? '[]'))),
    maintains: Number(row.maintains) === 1,
    status: row.status as Counsellor['status'],
  };
}
