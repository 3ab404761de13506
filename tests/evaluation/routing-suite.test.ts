/** The labels themselves are checked: what the suites do not hold, they cannot measure. */
import communes from '@etalab/decoupage-administratif/data/communes.json' with { type: 'json' };
import regions from '@etalab/decoupage-administratif/data/regions.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { evaluateRouting, readRoutingSituations, readRoutingSuite } from '../../adapters/cli/evaluate/routing.ts';
import { readRoutingTalks } from '../../adapters/cli/evaluate/routing-talk.ts';
import { OPERATOR_KINDS } from '../../bot/routing/rules.ts';
import { CONTRATS, PROJETS, RUPTURES, STATUTS, type Lieu } from '../../bot/situation/situation.ts';

const COLLECTIVITES = ['975', '977', '978', '986', '987', '988'];
const sorted = (values: Iterable<unknown>) => [...new Set(values)].filter((value) => value !== undefined).sort();

describe('the situations', () => {
  const suite = readRoutingSituations();
  const said = (slot: keyof (typeof suite)[number]['situation']) => sorted(suite.map(({ situation }) => situation[slot]));
  const places = suite.flatMap(({ situation }) => (situation.lieu ? [situation.lieu as Lieu] : []));

  it('are at least 330, each once, under a name of their own', () => {
    expect(suite.length).toBeGreaterThanOrEqual(330);
    const ids = [...suite, ...readRoutingSuite()].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const seen = suite.map(({ situation }) => JSON.stringify(Object.entries(situation).sort()));
    expect(seen.filter((one, index) => seen.indexOf(one) !== index)).toEqual([]);
  });

  it('tell of every statut, contrat, projet, rupture and other closed value that decides', () => {
    expect(said('statut')).toEqual([...STATUTS].sort());
    expect(said('contrat')).toEqual([...CONTRATS].sort());
    expect(said('projet')).toEqual([...PROJETS].sort());
    expect(said('rupture')).toEqual([...RUPTURES].sort());
    expect([said('versant').length, said('agentContrat').length, said('activite').length, said('cas').length, said('sante').length]).toEqual([3, 2, 3, 3, 2]);
  });

  it('stand on both sides of each limit of age', () => {
    expect(said('age')).toEqual(expect.arrayContaining([15, 16, 25, 26, 29, 30]));
  });

  it('name every région and every collectivité, by their true codes', () => {
    expect(sorted(places.filter(({ collectivite }) => !collectivite).map(({ region }) => region ?? undefined))).toEqual(sorted(regions.map(({ code }) => code).filter((code) => code.length === 2)));
    expect(sorted(places.filter(({ collectivite }) => collectivite).map(({ region }) => region))).toEqual(COLLECTIVITES);
    for (const { level, name, insee, departement, region } of places) {
      if (level !== 'commune') continue;
      const found = communes.find(({ code, type }) => code === insee && (type === 'commune-actuelle' || /^9[78]/.test(code)));
      expect([found?.nom, found?.departement, found?.region], name).toEqual([name, departement, region]);
    }
  });

  it('expect every kind of operator, and nothing that they forbid', () => {
    expect(sorted(suite.map(({ expect: { kind } }) => kind ?? undefined))).toEqual(expect.arrayContaining(OPERATOR_KINDS.filter((kind) => kind !== 'cap-emploi')));
    for (const { id, expect: wanted } of [...suite, ...readRoutingTalks()]) {
      const welcome = [wanted.kind, ...(wanted.anyOf ?? []), ...wanted.alternatives, ...wanted.alternativesAny];
      expect(wanted.never.filter((kind) => welcome.includes(kind)), id).toEqual([]);
      expect(wanted.missing.filter((slot) => wanted.notMissing.includes(slot)), id).toEqual([]);
    }
  });

  it('never expect Cap emploi as the only door', () => {
    for (const { id, situation, expect: wanted } of suite.filter(({ situation: { handicap } }) => handicap === true)) {
      expect(wanted.kind, id).not.toBe('cap-emploi');
      expect([...wanted.alternatives, ...wanted.alternativesAny, ...(wanted.anyOf ?? [])], `${id} ${String(situation.statut)}`).toContain('cap-emploi');
    }
  });

  it('find a choice wrong that always says the same', () => {
    for (const kind of OPERATOR_KINDS) {
      const { figures } = evaluateRouting(() => ({ kind, alternatives: [], missing: [], warning: false }), suite, '2026-11-22');
      expect(figures['routing-right'], kind).toBeLessThan(0.3);
    }
  });
});

describe('the conversations', () => {
  const talks = readRoutingTalks();

  it('are 140, by two authors, each once, half of them kept aside, of one to four messages', () => {
    expect(talks.length).toBe(140);
    expect(new Set(talks.map(({ id }) => id)).size).toBe(140);
    expect(new Set(talks.map(({ turns }) => turns.join())).size).toBe(140);
    expect(talks.filter(({ half }) => half === 'heldout').length).toBe(70);
    expect(sorted(talks.map(({ turns }) => turns.length))).toEqual([1, 2, 3, 4]);
  });
});
