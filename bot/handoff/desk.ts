/**
 * The door through which a desk works: what waits, what a file holds, and the moves of a counsellor.
 * A move goes through the conversation's own queue, so that it never crosses a message of the person,
 * survives a crash once acknowledged, and counts once however often it is sent.
 */
import type { ConversationKey, HandoffRecord, TranscriptEntry } from '../ports.ts';
import type { DeskAction } from './actions.ts';
import type { Actor, Handoff } from './handoff.ts';

export interface DeskFile extends HandoffRecord {
  /** What the person agreed to show of the conversation, in order; what they struck out is replaced by « [non partagé] ». */
  transcript: TranscriptEntry[];
}

/** `refused`: the move is not legal any more (a colleague was quicker, the person has left); nothing changed. */
export type MoveResult = 'done' | 'refused' | 'unknown';

export interface HandoffDesk {
  /** Files under way, or all: urgent first, then who has waited longest. The caller keeps those that its counsellor may see. */
  list(which: 'under-way' | 'all'): Promise<HandoffRecord[]>;
  /** Null when there is no such file, or when it is gone. */
  open(id: string): Promise<DeskFile | null>;
  /** `moveId` is the caller's own: a second call with the same id changes nothing and gives the first result. */
  move(id: string, moveId: string, action: DeskAction, by: Actor): Promise<MoveResult>;
  /** Told after each change of any file. Returns the way to stop. */
  onChange(listener: (change: { id: string; conversation: ConversationKey; handoff: Handoff }) => void): () => void;
  /** Told when a person has erased everything: whatever file there was is gone. Returns the way to stop. */
  onErased(listener: () => void): () => void;
  /** Every new line of a file that the counsellor may read, from either side. Returns the way to stop. */
  follow(id: string, listener: (entry: TranscriptEntry) => void): Promise<() => void>;
}
