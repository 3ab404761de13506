/** What can be wrong with a database file, and how to repair it. */
export type StoreErrorCode = 'full' | 'unusable' | 'newer' | 'busy';

export class StoreError extends Error {
  readonly code: StoreErrorCode;
  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}

// SQLite's primary result codes: https://www.sqlite.org/rescode.html
const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;

/** Turns an error of SQLite into one that says how to repair; any other error comes back as it is. */
export function explained(error: unknown, file: string): unknown {
  const code = (error as { errcode?: number }).errcode;
  if (code === undefined) return error;
  switch (code & 0xff) {
    case SQLITE_FULL:
      return new StoreError('full', `Le disque est plein : la base ${file} ne peut plus grandir. Libérez de la place ; rien de ce qui était gardé n'est perdu.`, error);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return new StoreError('busy', `La base ${file} est tenue par un autre programme. Arrêtez-le, ou donnez un autre fichier par DATABASE_FILE.`, error);
    case SQLITE_READONLY:
      return new StoreError('unusable', `La base ${file} est en lecture seule. Donnez à ce programme le droit d'y écrire.`, error);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return new StoreError('unusable', `Le fichier ${file} n'est pas une base lisible. Remettez une sauvegarde, ou donnez un autre fichier par DATABASE_FILE.`, error);
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
      return new StoreError('unusable', `La base ${file} ne peut pas être ouverte ou lue. Vérifiez le dossier, le disque et les droits.`, error);
    default:
      return error;
  }
}
