import { expect, it } from 'vitest';
import { createPresence } from '../../../adapters/desk/presence.ts';

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
