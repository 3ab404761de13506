/** Where the day of a card's last review stands in its file, so that it can be written without touching anything else. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface DatePlace {
  file: string;
  /** In characters. */
  start: number;
  end: number;
}

/** Null when no file of the folder has the card. */
export function dateOfReview(card: string, directory: string): DatePlace | null {
  for (const file of globSync('**/*.yaml', { cwd: directory }).sort()) {
    const text = readFileSync(join(directory, file), 'utf8');
    const head = new RegExp(`^(?:- )?id: ${card}$`, 'm').exec(text);
    if (!head) continue;
    const begin = head.index + head[0].length;
    const next = /^(?:- )?id: /m.exec(text.slice(begin));
    const found = /^ *reviewed: *(\d{4}-\d\d-\d\d)/m.exec(text.slice(begin, next ? begin + next.index : undefined));
    if (!found) return null;
    const end = begin + found.index + found[0].length;
    return { file, start: end - (found[1] ?? '').length, end };
  }
  return null;
}
