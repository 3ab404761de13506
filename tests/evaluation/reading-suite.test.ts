/** The labels themselves are checked: what the suite does not hold, it cannot measure. */
import communes from '@etalab/decoupage-administratif/data/communes.json' with { type: 'json' };
import departements from '@etalab/decoupage-administratif/data/departements.json' with { type: 'json' };
import regions from '@etalab/decoupage-administratif/data/regions.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { alternatives, readReadingSuite } from '../../adapters/cli/evaluate/reading-suite.ts';
import { evaluateReading } from '../../adapters/cli/evaluate/reading.ts';
import { SLOTS, SLOT_VALUES } from '../../bot/situation/situation.ts';

describe('the reading suite', () => {
  const suite = readReadingSuite();
  const labels = suite.flatMap((message) => Object.entries(message.expect).map(([slot, label]) => ({ slot, half: message.half, label: label ?? '' })));

  it('holds at least 440 messages, each once, of which 90 say nothing of the person', () => {
    expect(suite.length).toBeGreaterThanOrEqual(440);
    expect(new Set(suite.map(({ id }) => id)).size).toBe(suite.length);
    expect(new Set(suite.map(({ before, asked, text }) => JSON.stringify([before, asked, text]))).size).toBe(suite.length);
    expect(suite.filter((message) => Object.keys(message.expect).length === 0).length).toBeGreaterThanOrEqual(90);
  });

  it('expects each slot, and each value of a closed list, at least three times, and once in each half', () => {
    const rare: string[] = [];
    for (const slot of SLOTS) {
      const schema: { options?: readonly string[]; type: string } = SLOT_VALUES[slot];
      const values: readonly (string | boolean | null)[] = schema.options ?? (schema.type === 'boolean' ? [true, false] : [null]);
      for (const value of values) {
        const found = labels.filter((item) => item.slot === slot && (value === null || alternatives(item.label).includes(value)));
        if (found.length < 3 || new Set(found.map(({ half }) => half)).size < 2) rare.push(`${slot} ${String(value)} ${found.length}`);
      }
    }
    expect(rare).toEqual([]);
  });

  it('is split evenly, kind by kind', () => {
    for (const kind of new Set(suite.map((message) => message.kind))) {
      const ofKind = suite.filter((message) => message.kind === kind);
      expect(Math.abs(ofKind.filter(({ half }) => half === 'tune').length * 2 - ofKind.length), kind).toBeLessThanOrEqual(2);
    }
  });

  it('finds right a reader that notes what the labels say, and gives a reader that notes nothing no recall', () => {
    const labelled = suite.map(({ expect: facts }) => Object.fromEntries(Object.entries(facts).map(([slot, label]) => [slot, alternatives(label ?? '').at(-1)])));
    let next = 0;
    const { figures, failures } = evaluateReading(() => labelled[next++] ?? {}, suite);
    expect(failures).toEqual([]);
    expect(figures['reading-recall-by-slot']).toBe(1);
    expect(evaluateReading(() => ({}), suite).figures['reading-recall']).toBe(0);
  });

  it('names only places that exist', () => {
    const names = new Set([...communes, ...departements, ...regions].map(({ nom }) => nom.replace('’', "'")));
    const unknown = labels.filter(({ slot }) => slot === 'lieu').flatMap(({ label }) => alternatives(label).filter((name) => !names.has(String(name))));
    expect(unknown).toEqual([]);
  });
});
