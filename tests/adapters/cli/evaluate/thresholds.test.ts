import { describe, expect, it } from 'vitest';
import { compareWithThresholds, readThresholds } from '../../../../adapters/cli/evaluate/thresholds.ts';

const thresholds = { found: { label: 'found', atLeast: 0.9 }, wrong: { label: 'wrong', atMost: 0 } };

describe('the thresholds', () => {
  it('pass when every figure is within', () => {
    expect(compareWithThresholds(thresholds, { found: 0.9, wrong: 0 }).passed).toBe(true);
  });

  it.each([{ found: 0.89, wrong: 0 }, { found: 1, wrong: 1 }])('fail on %j', (figures) => {
    expect(compareWithThresholds(thresholds, figures).passed).toBe(false);
  });

  it('say which suite did not run, and do not fail for it', () => {
    const { passed, table } = compareWithThresholds(thresholds, { wrong: 0 });
    expect(passed).toBe(true);
    expect(table.rows[0]).toEqual(['found', '', '>= 0.9', 'non mesuré']);
  });

  it('are kept in a table where each has one limit', () => {
    for (const [name, { atLeast, atMost }] of Object.entries(readThresholds())) expect([atLeast, atMost].filter((limit) => limit !== undefined), name).toHaveLength(1);
  });
});
