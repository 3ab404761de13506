/** What a check says: what it saw, and what to mend. */

export type Level = 'good' | 'warning' | 'error' | 'unchecked';

export interface Finding {
  level: Level;
  /** A French sentence; never a secret, never what people wrote. */
  says: string;
  /** What to do about it, as an order; null when there is nothing to do. */
  mend: string | null;
}

export const good = (says: string): Finding => ({ level: 'good', says, mend: null });
export const warning = (says: string, mend: string): Finding => ({ level: 'warning', says, mend });
export const failure = (says: string, mend: string): Finding => ({ level: 'error', says, mend });
/** `says` tells why it could not be looked at, or why there is nothing to look at. */
export const unchecked = (says: string): Finding => ({ level: 'unchecked', says, mend: null });

/** Our own errors say what is wrong in their first sentence, and what to do in the next. */
export function failureOf(error: unknown): Finding {
  const message = error instanceof Error ? error.message : String(error);
  const end = message.indexOf('. ');
  if (end < 0) return failure(message, 'Lisez le journal du serveur ; si cela dure, signalez-le avec ce message.');
  return failure(message.slice(0, end + 1), message.slice(end + 2));
}
