/** Whether a viewer may read a file, now: by operator, and as long as the person leaves it there. */
import type { Handoff } from '../../bot/handoff/handoff.ts';
import { covers } from './access/scopes.ts';
import type { Counsellor } from './access/directory.ts';

export type FileAccess = 'readable' | 'gone' | 'foreign';

/** A file that ended is read by those who held it, for the print and the export; one that the person took back by nobody. */
export function accessTo({ operator, state, closed, history }: Handoff, viewer: Counsellor): FileAccess {
  if (viewer.role !== 'counsellor' || !covers(viewer, operator)) return 'foreign';
  if (state === 'offered') return 'foreign';
  if (state !== 'closed') return 'readable';
  const hasEnded = closed?.reason === 'done' || closed?.reason === 'given-back';
  return hasEnded && history.some(({ by }) => by === viewer.id) ? 'readable' : 'gone';
}
