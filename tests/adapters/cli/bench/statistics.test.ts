import { describe, expect, it } from 'vitest';
import { median, percentile } from '../../../../adapters/cli/bench/statistics.ts';
import { compareWithTargets, readTargets, rounded } from '../../../../adapters/cli/bench/targets.ts';

describe('the figures of the bench', () => {
  it('the percentile is a value that was measured, and the order does not matter', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([0.5, 0.95, 0.99, 1].map((share) => percentile(values, share))).toEqual([50, 95, 99, 100]);
    expect(median([9, 1, 5])).toBe(5);
    expect(percentile([7], 0.99)).toBe(7);
  });

  it('no measure gives no figure, instead of a flattering zero', () => {
    expect(median([])).toBeNaN();
  });

  it('shows three digits that mean something', () => {
    expect([1234.5, 99.94, 4.218].map(rounded)).toEqual(['1235', '99.9', '4.22']);
  });

  it('a figure beyond its target is said and fails the run; one that could not be measured too', () => {
    const held = { 'cpu-ratio': 5.9, memory: 300, 'lexical-times-faster-than-minisearch': 11 };
    expect(compareWithTargets(readTargets(), held).passed).toBe(true);
    for (const [name, value] of [['memory', 451], ['lexical-times-faster-than-minisearch', 9], ['cpu-ratio', Number.NaN]] as const) {
      const { passed, table } = compareWithTargets(readTargets(), { ...held, [name]: value });
      expect(passed).toBe(false);
      expect(table.rows.filter((row) => row.at(-1) === 'MANQUÉ')).toHaveLength(1);
    }
  });

  it('a figure that was not part of the run is not judged', () => {
    expect(compareWithTargets(readTargets(), { memory: 300 }).table.rows).toHaveLength(1);
  });
});
