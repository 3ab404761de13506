/** Moves a hand-off along `moves.yaml`: what the table does not allow does not happen. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Actor, type Handoff, HANDOFF_STATES, type HandoffState } from './handoff.ts';
import { HANDOFF_TEXTS, type HandoffText } from './texts.ts';

export const moveSchema = z.strictObject({
  event: z.string(),
  from: z.array(z.enum([...HANDOFF_STATES, 'none'])).min(1),
  to: z.enum([...HANDOFF_STATES, 'same']),
  by: z.array(z.enum(['person', 'counsellor', 'system'])).min(1),
  tell: z.union([z.literal('none'), z.enum(Object.keys(HANDOFF_TEXTS) as [HandoffText, ...HandoffText[]])]),
});

export const MOVES = z.array(moveSchema).parse(parse(readFileSync(new URL('./moves.yaml', import.meta.url), 'utf8')));

export interface Moved {
  handoff: Handoff;
  /** Name of the text that the person reads; null when nothing is said. */
  tell: HandoffText | null;
}

/** The legal move for an event, or null. `state` is `none` where there is no hand-off. */
export function legalMove(state: HandoffState | 'none', event: string, by: Actor['kind']) {
  return MOVES.find((row) => row.event === event && row.from.includes(state) && row.by.includes(by)) ?? null;
}

/** The hand-off after the event, with its line in the history; null when the move is not legal: nothing changes then. */
export function moved(handoff: Handoff, event: string, by: Actor, at: string): Moved | null {
  const row = legalMove(handoff.state, event, by.kind);
  if (!row) return null;
  const to = row.to === 'same' ? handoff.state : row.to;
  const history = [...handoff.history, { at, event, from: handoff.state, to, by: by.kind === 'counsellor' ? by.id : by.kind }];
  return { handoff: { ...handoff, state: to, history }, tell: row.tell === 'none' ? null : row.tell };
}
