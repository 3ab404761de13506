import { describe, expect, it } from 'vitest';
import { momentFor } from '../../../bot/handoff/times.ts';

const NIGHT_IN_PARIS = new Date('2026-11-23T23:05:00Z');

describe('moments are told by the clock of the person', () => {
  it('in mainland France without a word about it', () => {
    expect(momentFor({ kind: 'apec', region: '53', departement: '35' }, NIGHT_IN_PARIS)).toEqual({ day: '24 novembre 2026', time: '0 h 05' });
  });

  it('overseas with the name of the hour, for an operator of the mainland too', () => {
    expect(momentFor({ kind: 'apec', region: '04', departement: '974' }, NIGHT_IN_PARIS)).toEqual({ day: '24 novembre 2026', time: '3 h 05 (heure de La Réunion)' });
    expect(momentFor({ kind: 'regional', region: '02', departement: '972' }, NIGHT_IN_PARIS)).toEqual({ day: '23 novembre 2026', time: '19 h 05 (heure de Martinique)' });
  });
});
