/** Whether a viewer may read a file, now: by operator, and as long as the person leaves it there. */
import type { DeskFile } from '../../bot/handoff/desk.ts';
import type { Handoff } from '../../bot/handoff/handoff.ts';
import type { TranscriptEntry } from '../../bot/ports.ts';
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

/** What a person tells the bot after the counsellor has left is between them: the file ends where the hand-off did. */
export function untilClosed({ closed }: Handoff, entries: TranscriptEntry[]): TranscriptEntry[] {
  if (closed === null) return entries;
  const after = entries.findIndex(({ from, at }) => from === 'person' && at > closed.at);
  return after < 0 ? entries : entries.slice(0, after);
}

export const shownFile = (file: DeskFile): DeskFile => ({ ...file, transcript: untilClosed(file.handoff, file.transcript) });
