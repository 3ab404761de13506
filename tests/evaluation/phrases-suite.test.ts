/** The phrases themselves are checked: a label that names nothing would make the figure lie. */
import communes from '@etalab/decoupage-administratif/data/communes.json' with { type: 'json' };
import departements from '@etalab/decoupage-administratif/data/departements.json' with { type: 'json' };
import regions from '@etalab/decoupage-administratif/data/regions.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { evaluateOccupations, evaluatePlaces, readOccupationPhrases, readPlacePhrases } from '../../adapters/cli/evaluate/phrases.ts';
import { openLabourTables } from '../../knowledge/labour-market/tables.ts';

describe('the phrases', () => {
  const occupations = readOccupationPhrases();
  const places = readPlacePhrases();

  it('are at least 250 of occupations and 150 of places, each once, about half of each kept aside', () => {
    expect(occupations.length).toBeGreaterThanOrEqual(250);
    expect(places.length).toBeGreaterThanOrEqual(150);
    for (const suite of [occupations, places]) {
      expect(new Set(suite.map(({ say }) => say)).size).toBe(suite.length);
      const heldout = suite.filter(({ half }) => half === 'heldout').length / suite.length;
      expect(heldout).toBeGreaterThan(0.4);
      expect(heldout).toBeLessThan(0.6);
    }
  });

  it('expect codes of ROME and places that exist', () => {
    const { romes } = openLabourTables();
    const domains = new Set([...romes.keys()].map((code) => code.slice(0, 3)));
    expect(occupations.flatMap(({ rome }) => rome).filter((code) => code !== 'none' && !romes.has(code) && !domains.has(code))).toEqual([]);
    const named = new Set([...communes.map((row) => `${row.nom} (${'departement' in row ? row.departement : ''})`), ...departements.map(({ code }) => code), ...regions.map(({ nom }) => nom), 'none'].map((name) => name.replaceAll('’', "'")));
    expect(places.flatMap(({ is, among }) => [...(is ?? []), ...(among ?? [])]).filter((name) => !named.has(name) && !/Arrondissement/.test(name))).toEqual([]);
  });

  it('give a reader that reads nothing only what names nothing', () => {
    expect(evaluateOccupations(() => [], occupations).figures['occupations-right-family']).toBeLessThan(0.1);
    expect(evaluatePlaces(() => null, places).figures['places-right']).toBeLessThan(0.1);
  });
});
