/** Does a person who writes as people write end up at the right door? Reading and routing together. */
import { z } from 'zod';
import { groupBy, type SuiteResult, share } from './figures.ts';
import { type Chosen, expectSchema, objectionsTo } from './routing.ts';
import { readSuite } from './suite-data.ts';

const talkSchema = z.strictObject({
  id: z.string(),
  half: z.enum(['tune', 'heldout']),
  row: z.string(),
  turns: z.array(z.string().min(1)).min(1).max(4),
  expect: expectSchema,
});
export type RoutingTalk = z.infer<typeof talkSchema>;

/** Two authors, neither of whom had seen the table or the dialogue. */
export const readRoutingTalks = (): RoutingTalk[] => ['routing-talk.yaml', 'routing-talk-more.yaml'].flatMap((file) => readSuite(file, z.array(talkSchema).min(1)));

/** `chooseAfter` says the messages one after the other, and gives the choice that stands after the last. */
export async function evaluateRoutingTalk(chooseAfter: (turns: readonly string[]) => Chosen | Promise<Chosen>, suite: readonly RoutingTalk[]): Promise<SuiteResult> {
  const judged: (RoutingTalk & { objections: string[] })[] = [];
  for (const talk of suite) judged.push({ ...talk, objections: objectionsTo(await chooseAfter(talk.turns), talk) });

  const rightOf = (talks: typeof judged) => share(talks.filter(({ objections }) => objections.length === 0).length, talks.length);
  const halves = groupBy(judged, ({ half }) => half);
  const half = (name: RoutingTalk['half']) => halves.get(name) ?? [];
  return {
    tables: [
      {
        title: 'Opérateur après une conversation',
        columns: ['', 'conversations', 'justes'],
        rows: (['tune', 'heldout'] as const).map((name) => [name, half(name).length, rightOf(half(name))]),
      },
    ],
    figures: { 'routing-talk-right': rightOf(half('heldout')) },
    failures: judged
      .filter(({ objections }) => objections.length > 0)
      .map(({ id, row, half: ofHalf, turns, objections }) => ({ id: `${id} ${row}`, half: ofHalf, detail: `${turns.join(' → ')} | ${objections.join('; ')}` })),
  };
}
