/** A channel that must be pushed to hears a counsellor at once, in order, and once. */
import { describe, expect, it } from 'vitest';
import { handOverRegularly } from '../../adapters/hand-over.ts';
import { openSqliteStore } from '../../adapters/store/sqlite.ts';
import { say } from '../../bot/reply.ts';
import { newState } from '../../bot/state.ts';
import { received } from '../contracts/store.ts';

async function conversationWithCounsellor(...texts: string[]) {
  const store = openSqliteStore(':memory:');
  await store.accept(received('bonjour', { reference: { serviceUrl: 'https://smba.trafficmanager.net' } }));
  await store.finish({ message: received('bonjour'), state: newState(), outcome: 'held-by-human', replies: [], finishedAt: new Date().toISOString() });
  for (const text of texts) {
    const move = received(`move-${text}`, { kind: 'desk', text: '', desk: { action: { type: 'reply', text }, by: { kind: 'counsellor', id: 'c1', name: 'Claire' }, handoff: 'h1' } });
    await store.accept(move);
    await store.finish({ message: move, state: newState(), outcome: 'held-by-human', replies: [{ ...say(text), counsellor: 'Claire' }], finishedAt: new Date().toISOString() });
  }
  return store;
}

describe('what a counsellor says', () => {
  it('goes out at once and in order, however often it is asked for', async () => {
    const store = await conversationWithCounsellor('un', 'deux', 'trois');
    const said: string[] = [];
    const { now, stop } = handOverRegularly({
      store,
      journal: { info: () => undefined, error: () => undefined },
      async deliver({ entry }) {
        // The first takes longest: the others must not overtake it.
        await new Promise((resolve) => setTimeout(resolve, said.length === 0 ? 40 : 1));
        said.push(entry.text);
        await store.markDelivered(entry.conversation, entry.id);
      },
    });
    for (let time = 0; time < 5; time++) now('directline:a');
    await expect.poll(() => said).toEqual(['un', 'deux', 'trois']);
    expect(await store.undelivered()).toEqual([]);
    stop();
    await store.close();
  });

  it('that the channel refuses stays in the outbox for the next round', async () => {
    const store = await conversationWithCounsellor('un');
    const refusals: string[] = [];
    const { stop } = handOverRegularly({ store, journal: { info: () => undefined, error: (event) => void refusals.push(event) }, deliver: () => Promise.reject(new Error('503')) });
    await expect.poll(() => refusals).toEqual(['reply-refused']);
    expect(await store.undelivered()).toMatchObject([{ attempts: 1, entry: { text: 'un' } }]);
    stop();
    await store.close();
  });
});
