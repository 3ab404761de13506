/** The audit log: a line for each opening of a file and each thing done, and nothing of what the file says. */
import type { DatabaseSync } from 'node:sqlite';

/** The closed list of what is noted, with its French label. */
export const AUDITED = {
  'invitation-made': 'invitation créée',
  'access-revoked': 'accès retiré',
  'signed-in': 'connexion',
  'sign-in-refused': 'connexion refusée',
  'second-factor-set': 'second facteur installé',
  'signed-out': 'déconnexion',
  'file-opened': 'fiche ouverte',
  'file-refused': 'ouverture refusée',
  'file-printed': 'fiche imprimée',
  'file-exported': 'fiche exportée',
  'file-moved': 'action sur la fiche',
  'dispatch-retried': 'envoi relancé',
  'review-treated': 'ligne relue',
} as const;
export type Audited = keyof typeof AUDITED;

export interface AuditLine {
  /** ISO instant. */
  at: string;
  /** E-mail address of the counsellor, or `ligne de commande`. */
  who: string;
  what: Audited;
  handoff: string | null;
  operator: string | null;
  detail: string | null;
}

export interface Audit {
  note(line: Pick<AuditLine, 'who' | 'what'> & Partial<Pick<AuditLine, 'handoff' | 'operator' | 'detail'>>, now: Date): void;
  /** The last lines, oldest first. */
  lines(options?: { handoff?: string; what?: Audited; atMost?: number }): AuditLine[];
}

const LINES_AT_MOST = 10_000;

export function createAudit(database: DatabaseSync): Audit {
  const insert = database.prepare('INSERT INTO audit (at, who, what, handoff, operator, detail) VALUES (?, ?, ?, ?, ?, ?)');
  const select = database.prepare('SELECT at, who, what, handoff, operator, detail FROM audit WHERE (?1 IS NULL OR handoff = ?1) AND (?2 IS NULL OR what = ?2) ORDER BY number DESC LIMIT ?3');
  return {
    note: ({ who, what, handoff = null, operator = null, detail = null }, now) => void insert.run(now.toISOString(), who, what, handoff, operator, detail),
    lines: ({ handoff, what, atMost = LINES_AT_MOST } = {}) => (select.all(handoff ?? null, what ?? null, atMost) as unknown as AuditLine[]).toReversed(),
  };
}
