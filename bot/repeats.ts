/** Nobody is told the same thing twice in a row in the same words: a fixed reply has several wordings, taken in turn. */
import type { Turn } from './turn.ts';

/** The wording for this time, and the state that remembers it. `id` names the reply; `wordings` holds at least one. */
export function inOtherWords(turn: Turn, id: string, wordings: readonly string[]): { text: string; state: Turn['state'] } {
  const { repeated } = turn.state;
  const times = repeated?.id === id ? repeated.times : 0;
  return { text: (wordings[times % wordings.length] ?? '').trim(), state: { ...turn.state, repeated: { id, times: times + 1 } } };
}

/** A turn that repeats nothing forgets what was repeated before it. */
export const forgetRepeats = (before: Turn['state'], after: Turn['state']): Turn['state'] => (after.repeated !== null && after.repeated === before.repeated ? { ...after, repeated: null } : after);
