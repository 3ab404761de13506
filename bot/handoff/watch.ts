/** What the clock does with hand-offs: nobody waits for ever, and nobody is left with a counsellor who is gone. */
import type { HandoffRecord } from '../ports.ts';
import type { DeskAction } from './actions.ts';
import { isHeldByHuman } from './handoff.ts';
import { LIMITS } from './limits.ts';

export interface DueMove {
  handoff: string;
  /** The same for the same reason, so that the move is made once. */
  moveId: string;
  action: DeskAction;
}

export interface WatchedDesk {
  /** The counsellor has the desk open. */
  isPresent(counsellor: string): boolean;
  /** The operator can still receive files. */
  hasRoute(record: HandoffRecord): boolean;
}

/** The moves that are due at that instant. Pure: whoever calls makes them. */
export function dueMoves(records: HandoffRecord[], now: Date, desk: WatchedDesk): DueMove[] {
  return records.flatMap((record): DueMove[] => {
    const { handoff } = record;
    const move = (action: DeskAction, since: string | null): DueMove[] => [{ handoff: handoff.id, moveId: `${action.type}:${handoff.id}:${since}`, action }];
    if (handoff.state === 'queued' && !desk.hasRoute(record)) return move({ type: 'operator-gone' }, handoff.queuedAt);
    if (handoff.state === 'queued' && handoff.dueAt !== null && Date.parse(handoff.dueAt) <= now.getTime()) return move({ type: 'expire' }, handoff.dueAt);
    if (handoff.state === 'sending' && handoff.dueAt !== null && Date.parse(handoff.dueAt) <= now.getTime()) return move({ type: 'undeliverable' }, handoff.dueAt);
    if (isHeldByHuman(handoff) && isUnattended(record, now, desk)) return move({ type: 'return-to-queue' }, handoff.attendedAt);
    return [];
  });
}

/** The counsellor has closed the desk, and has done nothing here since. */
function isUnattended({ handoff }: HandoffRecord, now: Date, desk: WatchedDesk): boolean {
  if (handoff.assignedTo === null || desk.isPresent(handoff.assignedTo.id)) return false;
  return now.getTime() - Date.parse(handoff.attendedAt ?? '') >= LIMITS.unattendedMinutes * 60_000;
}
