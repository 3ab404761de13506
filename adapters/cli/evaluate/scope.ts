/** Is a question outside the field refused, and is none inside the field refused by mistake? */
import type { Outcome } from '../../../bot/outcomes.ts';
import type { RunTurn } from '../../../bot/turn.ts';
import { sayAll } from './dialogue.ts';
import { groupBy, share, type SuiteResult } from './figures.ts';
import type { EvaluationQuestion, Half, OutOfScopeQuestion } from './suite-data.ts';

export async function evaluateScope(runTurn: RunTurn, outside: readonly OutOfScopeQuestion[], inside: readonly EvaluationQuestion[]): Promise<SuiteResult> {
  const outsideOutcomes: (OutOfScopeQuestion & { outcome: Outcome })[] = [];
  for (const item of outside) outsideOutcomes.push({ ...item, outcome: (await sayAll(runTurn, [item.question])).outcome });
  const insideOutcomes: (EvaluationQuestion & { outcome: Outcome })[] = [];
  for (const item of inside) insideOutcomes.push({ ...item, outcome: (await sayAll(runTurn, [item.question])).outcome });

  const shareOf = (items: readonly { outcome: string }[], outcome: string) => share(items.filter((item) => item.outcome === outcome).length, items.length);
  const row = (name: string, items: readonly { outcome: string }[]) => [
    name,
    items.length,
    shareOf(items, 'out-of-scope'),
    shareOf(items, 'abstained'),
    shareOf(items, 'answered'),
  ];
  const half = <Item extends { half: Half }>(items: readonly Item[], name: Half) => items.filter((item) => item.half === name);
  return {
    tables: [
      {
        title: 'Domaine',
        columns: ['', 'questions', 'hors domaine', 'abstention', 'réponse'],
        rows: [
          ...[...groupBy(outsideOutcomes, ({ group }) => group)].map(([group, items]) => row(`dehors : ${group}`, items)),
          row('dehors, tune', half(outsideOutcomes, 'tune')),
          row('dehors, heldout', half(outsideOutcomes, 'heldout')),
          row('dedans, tune', half(insideOutcomes, 'tune')),
          row('dedans, heldout', half(insideOutcomes, 'heldout')),
        ],
      },
    ],
    figures: {
      'scope-outside-refused': shareOf(half(outsideOutcomes, 'heldout'), 'out-of-scope'),
      'scope-inside-wrongly-refused': shareOf(half(insideOutcomes, 'heldout'), 'out-of-scope'),
    },
    failures: [
      ...outsideOutcomes
        .filter(({ outcome }) => outcome !== 'out-of-scope')
        .map((item) => ({ id: item.group, half: item.half, detail: `${item.question} | ${item.outcome}` })),
      ...insideOutcomes
        .filter(({ outcome }) => outcome === 'out-of-scope')
        .map((item) => ({ id: item.id, half: item.half, detail: `${item.question} | refusée à tort` })),
    ],
  };
}
