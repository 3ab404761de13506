/** Where a ministry sheet and an article disagree: the rows of `conflicts.yaml`, and the one that a question is about. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { comparable } from '../answers/themes.ts';

const beginnings = z.array(z.string().regex(/^[a-z0-9 ]+$/, 'sans accent ni apostrophe')).min(1);
/** `says` are the words shown, which stand in the sentence found by `locate`'s passage. */
const said = { locate: z.string().min(5), says: z.string().min(5) };

export const conflictSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  /** The card that says what holds today: the conversation goes on from it. */
  card: z.string(),
  asked: z.array(beginnings).min(1),
  sheet: z.strictObject({ sheet: z.string(), ...said }),
  law: z.strictObject({ article: z.string().regex(/^[LRD]\d{4}(-\d+)*$/), ...said }),
});
export type Conflict = z.infer<typeof conflictSchema>;

const table = z
  .strictObject({ wording: z.strictObject({ both: z.string(), why: z.string() }), conflicts: z.array(conflictSchema) })
  .parse(parse(readFileSync(new URL('../conflicts.yaml', import.meta.url), 'utf8')));

export const CONFLICTS = table.conflicts;
export const WORDING = table.wording;

const ROWS = CONFLICTS.map((conflict) => ({ conflict, patterns: conflict.asked.map((words) => new RegExp(`(?<![a-z0-9])(?:${words.join('|')})`)) }));

/** The disagreement that the text asks about, or undefined. */
export function conflictAskedIn(text: string): Conflict | undefined {
  const compared = comparable(text);
  return ROWS.find(({ patterns }) => patterns.every((pattern) => pattern.test(compared)))?.conflict;
}
