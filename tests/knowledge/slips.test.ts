import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slipsBetween } from '../../knowledge/slips.ts';

describe('slips between two words', () => {
  it('counts letters added, struck out, changed and swapped', () => {
    expect(slipsBetween('bilan', 'bilans')).toBe(1);
    expect(slipsBetween('bilan', 'blan')).toBe(1);
    expect(slipsBetween('bilan', 'bulan')).toBe(1);
    expect(slipsBetween('bilan', 'blian')).toBe(1);
    expect(slipsBetween('bilan', 'cinéma')).toBeGreaterThan(3);
  });

  it('is the same both ways', () => {
    fc.assert(fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (one, other) => slipsBetween(one, other) === slipsBetween(other, one)));
  });

  it('stops counting above the limit', () => {
    expect(slipsBetween('bilan', 'cinéma', 1)).toBe(2);
    expect(slipsBetween('bilan', 'bilan de competences', 2)).toBe(3);
  });

  it('counts in words longer than any met before', () => {
    expect(slipsBetween('a'.repeat(300), 'b'.repeat(299))).toBe(300);
    expect(slipsBetween('bilan', 'blian')).toBe(1);
  });
});
