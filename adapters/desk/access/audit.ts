/** The audit log: a line for each opening of a file and each thing done, and nothing of what the file says. */
import type { DeskDatabase } from './desk-database.ts';

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
  note(line: Pick<AuditLine, 'who' | 'what'> & Partial<Pick<AuditLine, 'handoff' | 'operator' | 'detail'>>, now: Date): Promise<void>;
  /** The last lines, oldest first. */
  lines(options?: { handoff?: string; what?: Audited; atMost?: number }): Promise<AuditLine[]>;
}

const LINES_AT_MOST = 10_000;

export function createAudit(database: DeskDatabase): Audit {
  return {
    async note({ who, what, handoff = null, operator = null, detail = null }, now) {
      await database.run('INSERT INTO audit (at, who, what, handoff, operator, detail) VALUES (?, ?, ?, ?, ?, ?)', now.toISOString(), who, what, handoff, operator, detail);
    },
    async lines({ handoff, what, atMost = LINES_AT_MOST } = {}) {
      const wanted = [...(handoff === undefined ? [] : [['handoff', handoff] as const]), ...(what === undefined ? [] : [['what', what] as const])];
      const where = wanted.length === 0 ? '' : `WHERE ${wanted.map(([column]) => `${column} = ?`).join(' AND ')}`;
      const rows = await database.all(`SELECT at, who, what, handoff, operator, detail FROM audit ${where} ORDER BY number DESC LIMIT ?`, ...wanted.map(([, value]) => value), atMost);
      return (rows as unknown as AuditLine[]).toReversed();
    },
  };
}
