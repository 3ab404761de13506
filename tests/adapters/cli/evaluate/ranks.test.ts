import { describe, expect, it } from 'vitest';
import { documentName, isExpected, rankOfExpected } from '../../../../adapters/cli/evaluate/expected.ts';
import { hitsWithin, meanReciprocalRank } from '../../../../adapters/cli/evaluate/ranks.ts';

describe('the place of the right document', () => {
  const expected = { articles: ['L6111-6'], sheets: ['le-bilan-de-competences'] };

  it('reads the document in the id of a passage', () => {
    expect(documentName('fiche:le-bilan-de-competences#qui/2')).toBe('le-bilan-de-competences');
    expect(documentName('code-du-travail:L6111-6')).toBe('L6111-6');
  });

  it('takes an article for an article and a sheet for a sheet', () => {
    expect(isExpected(expected, 'code-du-travail:L6111-6')).toBe(true);
    expect(isExpected(expected, 'fiche:L6111-6')).toBe(false);
  });

  it('counts from 1', () => {
    expect(rankOfExpected(expected, ['code-du-travail:L1', 'fiche:le-bilan-de-competences'])).toBe(2);
    expect(rankOfExpected(expected, ['code-du-travail:L1'])).toBeNull();
  });

  it('gives hits and mean reciprocal rank, nothing beyond the tenth place', () => {
    expect(hitsWithin([1, 6, null, 2], 5)).toBe(0.5);
    expect(meanReciprocalRank([1, 2, 11, null])).toBe(0.375);
  });
});
