import { expect, it } from 'vitest';
import { reasonsThisWeek, volumesOf } from '../../../adapters/desk/volumes.ts';
import { handoffSchema } from '../../../bot/handoff/handoff.ts';
import { queuedCadre } from '../../support/handoff-conversation.ts';

const HOUR = 3_600_000;

it('counts who waits, how long, and how long people waited; an old one counts no more', async () => {
  const reception = await queuedCadre();
  const start = reception.office.now.getTime();
  const queued = handoffSchema.parse(await reception.handoff());
  reception.office.now = new Date(start + 20 * 60_000);
  await reception.move({ type: 'take' });
  const taken = handoffSchema.parse(await reception.handoff());
  await reception.move({ type: 'close' });
  const closed = handoffSchema.parse(await reception.handoff());
  const now = new Date(start + HOUR);
  expect(volumesOf([queued, taken, closed], now)).toEqual([
    { operatorName: 'Apec', waiting: 1, longestWait: HOUR, held: 1, askedToday: 3, askedThisWeek: 3, closedThisWeek: 1, medianWait: 20 * 60_000 },
  ]);
  expect(volumesOf([closed], new Date(start + 8 * 24 * HOUR))).toMatchObject([{ askedThisWeek: 0, closedThisWeek: 0, medianWait: null }]);
});

it('counts the reasons of the week for the operators that are shown', () => {
  const now = new Date('2026-11-23T10:00:00Z');
  const line = { at: '2026-11-22T10:00:00.000Z', who: 'claire@apec.fr', what: 'file-moved', handoff: 'h', operator: 'Apec', detail: 'clore:repondu' } as const;
  const lines = [line, line, { ...line, operator: 'Autre' }, { ...line, at: '2026-11-01T10:00:00.000Z' }, { ...line, detail: 'repondre' }];
  expect(reasonsThisWeek(lines, ({ operator }) => operator === 'Apec', now)).toEqual(new Map([['repondu', 2]]));
});
