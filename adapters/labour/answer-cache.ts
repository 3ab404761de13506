/** Answers of an interface kept on disk, a line each, so that a refresh that was stopped goes on where it was and nothing is asked twice in a month. */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

interface Line {
  key: string;
  /** Day of the answer. */
  day: string;
  value: unknown;
}

export interface AnswerCache {
  get(key: string): { value: unknown; day: string } | undefined;
  set(key: string, value: unknown): void;
  /** Drops what begins so: the next refresh asks again. */
  forget(prefix: string): void;
}

const DAYS_KEPT = 30;
const DAY_MS = 86_400_000;

/** A line that was cut by a crash is left aside; what is older than a month too. */
export function openAnswerCache(file: string, today: string): AnswerCache {
  const oldest = new Date(Date.parse(today) - DAYS_KEPT * DAY_MS).toISOString().slice(0, 10);
  const lines = linesIn(file).filter(({ day }) => day >= oldest);
  const known = new Map(lines.map((line) => [line.key, line]));
  const rewrite = () => writeFileSync(file, [...known.values()].map((line) => `${JSON.stringify(line)}\n`).join(''));
  mkdirSync(dirname(file), { recursive: true });
  rewrite();
  return {
    get: (key) => known.get(key),
    set(key, value) {
      const line: Line = { key, day: today, value };
      known.set(key, line);
      appendFileSync(file, `${JSON.stringify(line)}\n`);
    },
    forget(prefix) {
      for (const key of known.keys()) if (key.startsWith(prefix)) known.delete(key);
      rewrite();
    },
  };
}

function linesIn(file: string): Line[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    try {
      const { key, day, value } = JSON.parse(line) as Line;
      return typeof key === 'string' && typeof day === 'string' ? [{ key, day, value }] : [];
    } catch {
      return [];
    }
  });
}
