/** The clock of a machine is set right, forward or back, under the conversations: order is that of positions, never that of instants. */
import { describe, expect, it } from 'vitest';
import { openPostgresStore } from '../../adapters/store/postgres.ts';
import { openSqliteStore } from '../../adapters/store/sqlite.ts';
import { createConversations } from '../../bot/conversations.ts';
import type { Store } from '../../bot/ports.ts';
import { createTestDatabase, withoutPostgres } from '../support/postgres.ts';
import { countTurns } from './victim.ts';

const HOUR_MS = 3_600_000;
const silent = { info: () => undefined, error: () => undefined };

async function talkUnderJumps(stores: Store[]): Promise<void> {
  // Each process has a clock of its own, and none is right.
  const jump = () => new Date(Date.now() + (Math.random() - 0.5) * 72 * HOUR_MS);
  const processes = stores.map((store) => createConversations({ store, runTurn: countTurns, clock: { now: jump }, journal: silent }));
  const told: number[] = [];
  processes[0]!.subscribe('directline:a', ({ position }) => void told.push(position));
  for (let number = 0; number < 40; number++) {
    const process = processes[number % processes.length]!;
    await process.receive({ conversation: 'directline:a', channel: 'directline', id: `m${number}`, kind: 'message', text: `question ${number}`, reference: null, clientData: null });
    // Somebody who takes over what was left, at an instant of any clock, must take nothing that is under way.
    await Promise.all([process.run('directline:a'), ...processes.map((each) => each.resume(1_000))]);
  }
  const entries = await stores[0]!.transcript('directline:a', 0);
  expect(entries.map(({ position }) => position)).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
  const replies = entries.filter(({ from }) => from === 'bot');
  expect(replies.map(({ text }) => text)).toEqual(Array.from({ length: 40 }, (_, index) => `${index + 1} : réponse à m${index}`));
  await expect.poll(() => told, { timeout: 5_000 }).toEqual(entries.map(({ position }) => position));
}

describe('a clock that jumps by days, forward and back', () => {
  it('changes no order, loses nothing and doubles nothing in a file', async () => {
    const store = openSqliteStore(':memory:');
    await talkUnderJumps([store]);
    await store.close();
  });

  it.skipIf(withoutPostgres)('nor between two processes whose clocks disagree', async () => {
    const database = await createTestDatabase();
    const stores = [await openPostgresStore(database.url), await openPostgresStore(database.url)];
    await talkUnderJumps(stores);
    await Promise.all(stores.map((store) => store.close()));
    await database.drop();
  });

  it('keeps from sending twice what another process sends, whatever the hour there', async () => {
    const store = openSqliteStore(':memory:');
    const operator = { kind: 'apec', region: null, departement: null } as const;
    const message = { conversation: 'directline:a', channel: 'directline', id: 'm', kind: 'message', text: 'bonjour', reference: null, clientData: null, receivedAt: '2026-11-23T10:00:00.000Z', masked: [] } as const;
    await store.accept({ ...message, masked: [] });
    const state = (await store.conversation('directline:a'))!.state;
    await store.finish({ message: { ...message, masked: [] }, state, outcome: 'answered', replies: [], finishedAt: '2026-11-23T10:00:01.000Z', dispatches: [{ handoff: 'h', kind: 'file', operator, idempotencyKey: 'k', payload: {} }] });
    const [dispatch] = await store.dueDispatches('2026-11-23T10:00:02.000Z');
    expect(await store.claimDispatch(dispatch!.number, '2026-11-23T10:02:00.000Z', dispatch!.attempts)).toBe(true);
    // The other one's clock is a day ahead: for it the claim is long over, but it has read the line before.
    expect(await store.claimDispatch(dispatch!.number, '2026-11-24T10:02:00.000Z', dispatch!.attempts)).toBe(false);
    await store.close();
  });
});
