/** What can be wrong with a database file, and how to repair it. */
const STATUSES = {
  /** There is no room left: nothing was acknowledged. */
  full: 507,
  /** Another program holds the file. */
  busy: 503,
  /** The file cannot be read or written, or is no database of ours. */
  unusable: 503,
  /** A newer version of this program wrote the file. */
  newer: 503,
  /** The keys that open what is kept are not there. */
  sealed: 503,
  /** A line is no longer what was written. */
  damaged: 500,
} as const;

export type StoreErrorCode = keyof typeof STATUSES;

export class StoreError extends Error {
  readonly code: StoreErrorCode;
  /** What an HTTP adapter answers, without having to know this class. */
  readonly status: number;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.code = code;
    this.status = STATUSES[code];
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

const FOLDER_ERRORS = new Set(['EACCES', 'EROFS', 'ENOTDIR', 'EEXIST']);

/** Turns an error of SQLite or of the folder into one that says how to repair; any other error comes back as it is. */
export function explained(error: unknown, file: string): unknown {
  const { errcode, code } = error as { errcode?: number; code?: string };
  const because = (kind: StoreErrorCode, message: string) => new StoreError(kind, message, error);
  if (FOLDER_ERRORS.has(code ?? '')) {
    return because('unusable', `Le dossier de la base ${file} ne peut pas être écrit. Vérifiez ses droits, ou donnez un autre fichier par DATABASE_FILE.`);
  }
  if (code === 'ENOSPC') return because('full', `Le disque est plein : la base ${file} ne peut pas être créée. Libérez de la place.`);
  if (errcode === undefined) return error;
  // The low byte is the primary code; the rest only details it.
  switch (errcode & 0xff) {
    case SQLITE_FULL:
      return because('full', `Le disque est plein : la base ${file} ne peut plus grandir. Libérez de la place ; rien de ce qui était gardé n'est perdu.`);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return because('busy', `La base ${file} est tenue par un autre programme. Arrêtez-le, ou donnez un autre fichier par DATABASE_FILE.`);
    case SQLITE_READONLY:
      return because('unusable', `La base ${file} est en lecture seule. Donnez à ce programme le droit d'y écrire.`);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return because('unusable', `Le fichier ${file} n'est pas une base lisible. Remettez une sauvegarde, ou donnez un autre fichier par DATABASE_FILE.`);
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
      return because('unusable', `La base ${file} ne peut pas être ouverte ou lue. Vérifiez le dossier, le disque et les droits.`);
    default:
      return error;
  }
}
