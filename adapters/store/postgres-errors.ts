/** Turns an error of PostgreSQL, or of the way to it, into one that says how to repair; any other error comes back as it is. */
import { StoreError } from './errors.ts';

const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EPIPE']);
/** The client's own words, which bear no code. */
const CUT = /Connection terminated|timeout exceeded|Query read timeout|not queryable|Client was closed|connect ECONN|pool after calling end/i;

// SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
const GONE = /^(?:08...|57P0[123]|57014|25P0[34])$/;
const REPEATABLE = new Set(['40001', '40P01', '55P03']);

/** Another transaction was in the way: the same work may pass at once. */
export const isRepeatable = (error: unknown): boolean => REPEATABLE.has((error as { code?: string }).code ?? '');

export function explainedPostgres(error: unknown): unknown {
  if (error instanceof StoreError) return error;
  const { code = '', message = '', errors } = error as { code?: string; message?: string; errors?: { code?: string }[] };
  const because = (kind: StoreError['code'], text: string) => new StoreError(kind, text, error);
  if (NETWORK.has(code) || NETWORK.has(errors?.[0]?.code ?? '') || GONE.test(code) || CUT.test(message)) {
    return because('unusable', 'La base PostgreSQL de DATABASE_URL ne répond pas. Vérifiez qu’elle est en route et que ce serveur l’atteint ; rien de ce qui était gardé n’est perdu.');
  }
  switch (code) {
    case '53100':
      return because('full', 'Le disque de la base PostgreSQL est plein. Libérez de la place ; rien de ce qui était gardé n’est perdu.');
    case '53300':
    case '40001':
    case '40P01':
    case '55P03':
      return because('busy', 'La base PostgreSQL est trop sollicitée. Augmentez son nombre de connexions (max_connections), ou réduisez le nombre de processus.');
    case '28000':
    case '28P01':
      return because('unusable', 'PostgreSQL refuse le nom ou le mot de passe de DATABASE_URL. Corrigez-les.');
    case '3D000':
      return because('unusable', 'La base nommée dans DATABASE_URL n’existe pas. Créez-la (createdb), ou corrigez son nom.');
    case '42501':
    case '25006':
      return because('unusable', 'L’utilisateur de DATABASE_URL n’a pas le droit d’écrire dans cette base. Donnez-lui ce droit (GRANT), ou une base dont il est propriétaire.');
    default:
      return error;
  }
}
