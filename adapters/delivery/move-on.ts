/** Moves a hand-off for the system, surely: what the table allows has happened when it returns. */
import { randomUUID } from 'node:crypto';
import type { DeskAction } from '../../bot/handoff/actions.ts';
import type { HandoffDesk } from '../../bot/handoff/desk.ts';
import { legalMove } from '../../bot/handoff/moves.ts';
import type { Store } from '../../bot/ports.ts';

export interface MovePorts {
  desk: Pick<HandoffDesk, 'move'>;
  store: Pick<Store, 'handoff'>;
}

/**
 * Asked twice it is made once, since the second is no legal move any more: so each asking has an id of its own.
 * With a common one, a turn given up after three deaths of the program would be the last word. Throws when it was not made although it may be.
 */
export async function moveOn({ desk, store }: MovePorts, handoff: string, type: Extract<DeskAction['type'], 'delivered' | 'undeliverable' | 'operator-gone' | 'complete'>): Promise<void> {
  if ((await desk.move(handoff, `${type}:${handoff}:${randomUUID()}`, { type }, { kind: 'system' })) === 'done') return;
  const state = (await store.handoff(handoff))?.handoff.state;
  if (state !== undefined && legalMove(state, type, 'system') !== null) throw new Error(`${type}: the move was not made`);
}
