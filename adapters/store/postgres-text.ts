/**
 * PostgreSQL takes every character but U+0000, and SQLite takes that one too: it goes in written with a mark, and comes out as it was.
 */
const MARK = '\u{E0FF}';
const TO_WRITE = /[\0\u{E0FF}]/gu;
const TO_READ = /\u{E0FF}([01])/gu;

export const toPostgres = <Given>(value: Given): Given =>
  (typeof value === 'string' && (value.includes('\0') || value.includes(MARK)) ? value.replace(TO_WRITE, (found) => `${MARK}${found === '\0' ? 0 : 1}`) : value) as Given;

export const fromPostgres = <Given>(value: Given): Given =>
  (typeof value === 'string' && value.includes(MARK) ? value.replace(TO_READ, (_whole, kind: string) => (kind === '0' ? '\0' : MARK)) : value) as Given;
