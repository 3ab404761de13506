import { describe, expect, it } from 'vitest';
import { deskActionSchema } from '../../../bot/handoff/actions.ts';
import { HANDOFF_STATES } from '../../../bot/handoff/handoff.ts';
import { legalMove, MOVES } from '../../../bot/handoff/moves.ts';
import { dueMoves } from '../../../bot/handoff/watch.ts';
import { openReception, queuedCadre } from '../../support/handoff-conversation.ts';

describe('the table of moves', () => {
  it('knows every action of the desk', () => {
    const actions = deskActionSchema.options.map((option) => option.shape.type.value);
    for (const action of actions) expect(MOVES.some(({ event }) => event === action), action).toBe(true);
  });

  it('leads to every state, and out of every state but the end', () => {
    for (const state of HANDOFF_STATES) {
      expect(MOVES.some(({ to }) => to === state), `to ${state}`).toBe(true);
      expect(MOVES.some(({ from }) => from.includes(state)), `from ${state}`).toBe(true);
    }
  });

  it('lets nobody take what is not waiting, and no counsellor agree for the person', () => {
    for (const state of ['offered', 'assigned', 'sent', 'closed'] as const) expect(legalMove(state, 'take', 'counsellor'), state).toBeNull();
    expect(legalMove('offered', 'consent', 'counsellor')).toBeNull();
    expect(legalMove('offered', 'consent', 'system')).toBeNull();
  });
});

describe('the clock', () => {
  const present = { isPresent: () => true, hasRoute: () => true };

  it('leaves alone what is in order', async () => {
    const { store, office } = await queuedCadre();
    expect(dueMoves(await store.handoffs('under-way'), office.now, present)).toEqual([]);
  });

  it('ends a wait that nobody answered, and the person gets the contact', async () => {
    const { store, desk, transcript } = await queuedCadre();
    const [due] = dueMoves(await store.handoffs('under-way'), new Date('2026-11-27T10:00:00Z'), present);
    expect(due?.action).toEqual({ type: 'expire' });
    expect(await desk.move(due!.handoff, due!.moveId, due!.action, { kind: 'system' })).toBe('done');
    expect((await transcript()).at(-1)?.text).toContain('0 809 361 212');
    expect(await store.handoffs('under-way')).toEqual([]);
  });

  it('ends what was sent and never acknowledged, with the contact; whoever may hold it is asked to erase it', async () => {
    const { say, store, desk, transcript, handoff } = openReception({ route: 'delivery' });
    for (const text of ['je suis cadre en CDI à Rennes, 41 ans', 'je veux parler à quelqu’un', 'laisser mes coordonnées', 'jean@example.fr', 'oui, transmettre']) await say(text);
    const [file] = await store.waitingDispatches();
    await store.claimDispatch(file!.number, '2026-11-23T10:00:00Z');
    const records = await store.handoffs('under-way');
    expect(dueMoves(records, new Date('2026-11-24T10:00:00Z'), present)).toEqual([]);
    const [due] = dueMoves(records, new Date('2026-11-27T10:00:00Z'), present);
    expect(due?.action).toEqual({ type: 'undeliverable' });
    expect(await desk.move(due!.handoff, due!.moveId, due!.action, { kind: 'system' })).toBe('done');
    expect((await transcript()).at(-1)?.text).toContain('0 809 361 212');
    expect(await handoff()).toMatchObject({ closed: { reason: 'undeliverable' }, summary: { lines: [] } });
    expect((await store.waitingDispatches()).map(({ kind }) => kind)).toEqual(['withdrawal']);
    expect(await store.dispatch(file!.number)).toBeNull();
  });

  it('gives back to the queue what a counsellor left, and not while they are at the desk', async () => {
    const { store, move } = await queuedCadre();
    await move({ type: 'take' });
    const later = new Date('2026-11-23T10:16:00Z');
    expect(dueMoves(await store.handoffs('under-way'), later, present)).toEqual([]);
    expect(dueMoves(await store.handoffs('under-way'), later, { ...present, isPresent: () => false })).toMatchObject([{ action: { type: 'return-to-queue' } }]);
  });

  it('an operator that is taken out of the table leaves nobody waiting', async () => {
    const { store, office } = await queuedCadre();
    expect(dueMoves(await store.handoffs('under-way'), office.now, { ...present, hasRoute: () => false })).toMatchObject([{ action: { type: 'operator-gone' } }]);
  });
});
