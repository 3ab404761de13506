import { expect, it } from 'vitest';
import { createPresence } from '../../../adapters/desk/presence.ts';
import { sharePresence } from '../../../adapters/desk/share-presence.ts';
import type { StoreNews } from '../../../bot/ports.ts';

it('an open page makes present; two pages until both are closed; a closed one only for the time of the next', () => {
  let now = 0;
  const presence = createPresence(() => now);
  const [one, other] = [presence.open('claire'), presence.open('claire')];
  now += 3_600_000;
  expect(presence.isPresent('claire')).toBe(true);
  one();
  one();
  expect(presence.isPresent('claire')).toBe(true);
  other();
  expect(presence.isPresent('claire')).toBe(true);
  now += 20_000;
  expect(presence.isPresent('claire')).toBe(false);
});

it('without a script, a page that was asked for counts for five minutes, and not after signing out', () => {
  let now = 0;
  const presence = createPresence(() => now);
  presence.see('karim');
  now += 4 * 60_000;
  expect(presence.isPresent('karim')).toBe(true);
  now += 2 * 60_000;
  expect(presence.isPresent('karim')).toBe(false);
  presence.see('karim');
  presence.forget('karim');
  expect(presence.isPresent('karim')).toBe(false);
});

it('somebody on a page of another process is present here, as long as that process says so', async () => {
  let now = 0;
  const told = new Set<(news: StoreNews) => void>();
  const neighbours = {
    isShared: true,
    onNews: (listener: (news: StoreNews) => void) => (told.add(listener), () => void told.delete(listener)),
    tell: async (news: StoreNews) => void told.forEach((listener) => listener(news)),
  };
  const clock = { now: () => new Date(now) };
  const one = sharePresence(clock, neighbours);
  const close = one.presence.open('claire');
  // A process that starts later asks, and is told.
  const other = sharePresence(clock, neighbours);
  expect(other.presence.isPresent('claire')).toBe(true);
  expect(other.presence.here()).toEqual([]);
  close();
  now += 16_000;
  one.presence.see('karim');
  expect([other.presence.isPresent('claire'), other.presence.isPresent('karim')]).toEqual([false, true]);
  // It was killed: nothing is said any more.
  now += 31_000;
  expect(other.presence.isPresent('karim')).toBe(false);
  one.stop();
  other.stop();
});
