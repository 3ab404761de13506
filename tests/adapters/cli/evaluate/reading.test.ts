import { describe, expect, it } from 'vitest';
import { isRightValue } from '../../../../adapters/cli/evaluate/reading-match.ts';
import type { ReadingMessage } from '../../../../adapters/cli/evaluate/reading-suite.ts';
import { evaluateReading } from '../../../../adapters/cli/evaluate/reading.ts';

const message = (text: string, expected: ReadingMessage['expect'], more: Partial<ReadingMessage> = {}): ReadingMessage => ({
  id: text,
  half: 'heldout',
  kind: 'plain',
  before: [],
  asked: null,
  text,
  expect: expected,
  may: [],
  ...more,
});

describe('the figures of the reading suite', () => {
  it('counts a wrong value against precision and against recall, a missing one against recall, an invented one against precision', () => {
    const suite = [message('wrong', { age: 34 }), message('missing', { age: 34 }), message('invented', {}), message('right', { age: 34 })];
    const values: Record<string, Record<string, unknown>> = { wrong: { age: 43 }, missing: {}, invented: { age: 20 }, right: { age: 34 } };
    const { figures, failures } = evaluateReading(([text = '']) => values[text] ?? {}, suite);
    expect(figures['reading-precision']).toBeCloseTo(1 / 3);
    expect(figures['reading-recall']).toBeCloseTo(1 / 3);
    expect(figures['reading-nothing-invented']).toBe(0);
    expect(failures.map(({ detail }) => detail)).toEqual(['wrong | age: 43 au lieu de 34', 'missing | age: rien au lieu de 34', 'invented | age: 20 au lieu de rien']);
  });

  it('weighs facts in the totals, and slots in their mean', () => {
    const suite = [message('1', { age: 30 }), message('2', { age: 30 }), message('3', { age: 30 }), message('4', { cadre: true })];
    const { figures } = evaluateReading(() => ({ age: 30 }), suite.slice(0, 3).concat(message('4', { cadre: true }, { may: ['age'] })));
    expect(figures['reading-recall']).toBe(0.75);
    expect(figures['reading-recall-by-slot']).toBe(0.5);
    expect(figures['reading-precision']).toBe(1);
  });

  it('counts for nothing what a message leaves open, whatever is read', () => {
    const { figures, failures } = evaluateReading(() => ({ statut: 'retraite' }), [message('?', {}, { may: ['statut'] })]);
    expect(figures['reading-precision']).toBe(1);
    expect(failures).toEqual([]);
  });

  it('gives the figures of the half kept aside, and the failures of both', () => {
    const suite = [message('a', { age: 20 }, { half: 'tune' }), message('b', { age: 30 })];
    const { figures, failures } = evaluateReading(() => ({ age: 30 }), suite);
    expect(figures['reading-precision']).toBe(1);
    expect(failures.map(({ half }) => half)).toEqual(['tune']);
  });

  it('hands over the earlier messages and the slot that was asked', () => {
    const seen: unknown[] = [];
    const read = (messages: string[], asked: string | null) => (seen.push(messages, asked), {});
    evaluateReading(read, [message('non', {}, { before: ['oui'], asked: 'cadre' })]);
    expect(seen).toEqual([['oui', 'non'], 'cadre']);
  });

  it('takes a false that was read for a value, and a null for nothing', () => {
    const { failures } = evaluateReading(() => ({ cadre: false, rsa: null }), [message('?', { cadre: false })]);
    expect(failures).toEqual([]);
  });
});

describe('a value that was read', () => {
  it('is a place by its name, as a fact or as a text', () => {
    expect(isRightValue('lieu', "L'Haÿ-les-Roses", { name: 'L’Haÿ-les-Roses', level: 'commune' })).toBe(true);
    expect(isRightValue('lieu', 'Rennes', 'Rennes-le-Château')).toBe(false);
  });

  it('is an occupation when it holds the core words, whatever the gender and the number', () => {
    expect(isRightValue('metier', 'aide soignante', 'aides-soignants à Rennes')).toBe(true);
    expect(isRightValue('metier', 'coiffeuse', 'coiffeur')).toBe(true);
    expect(isRightValue('metier', 'conductrice de bus', 'conducteur bus')).toBe(true);
    expect(isRightValue('metier', 'infirmière', 'auxiliaire')).toBe(false);
  });

  it('is right when it is one of several that the label accepts', () => {
    expect(isRightValue('projet', 'formation|reconversion', 'reconversion')).toBe(true);
    expect(isRightValue('projet', 'formation|reconversion', 'vae')).toBe(false);
  });
});
