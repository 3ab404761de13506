import { expect, it } from 'vitest';
import { parisDay } from '../../bot/paris-day.ts';

it.each([
  ['2026-11-23T22:59:59Z', '2026-11-23'],
  ['2026-11-23T23:00:00Z', '2026-11-24'],
  ['2026-07-01T21:59:59Z', '2026-07-01'],
  ['2026-07-01T22:00:00Z', '2026-07-02'],
  ['2026-11-23T22:59:59Z', '2026-11-23'],
])('at %s it is the %s in Paris', (instant, day) => expect(parisDay(new Date(instant))).toBe(day));
