import { expect, it } from 'vitest';
import { evaluateRoutingTalk, type RoutingTalk } from '../../../../adapters/cli/evaluate/routing-talk.ts';

const talk = (id: string, half: RoutingTalk['half'], more: Partial<RoutingTalk['expect']>): RoutingTalk => ({
  id,
  half,
  row: 'row',
  turns: ['bonjour', `message ${id}`],
  expect: { alternatives: [], alternativesAny: [], never: [], missing: [], notMissing: [], ...more },
});
const apec = { kind: 'apec', alternatives: [], missing: [], warning: false };

it('counts each half apart, and gives the half kept aside as the figure', async () => {
  const suite = [talk('a', 'tune', { kind: 'apec' }), talk('b', 'tune', { kind: 'apec' }), talk('c', 'heldout', { kind: 'apec' }), talk('d', 'heldout', { kind: 'regional' })];
  const { figures, tables, failures } = await evaluateRoutingTalk(() => apec, suite);
  expect(figures).toEqual({ 'routing-talk-right': 0.5 });
  expect(tables[0]?.rows).toEqual([
    ['tune', 2, 1],
    ['heldout', 2, 0.5],
  ]);
  expect(failures).toEqual([{ id: 'd row', half: 'heldout', detail: 'bonjour → message d | names apec, not regional' }]);
});

it('judges the choice that stands after the last message, and waits for it', async () => {
  const heard: (readonly string[])[] = [];
  await evaluateRoutingTalk(
    (turns) => {
      heard.push(turns);
      return Promise.resolve(apec);
    },
    [talk('a', 'tune', { kind: 'apec' })],
  );
  expect(heard).toEqual([['bonjour', 'message a']]);
});
