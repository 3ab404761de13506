/** Is a question outside the field refused, and is none inside the field refused by mistake? */
import type { RunTurn } from '../../../bot/turn.ts';
import { sayAll } from './dialogue.ts';
import { groupBy, share, type SuiteResult } from './figures.ts';
import type { EvaluationQuestion, OutOfScopeQuestion } from './suite-data.ts';

export async function evaluateScope(runTurn: RunTurn, outside: readonly OutOfScopeQuestion[], inside: readonly EvaluationQuestion[]): Promise<SuiteResult> {
  const outsideOutcomes: { question: string; group: string; outcome: string }[] = [];
  for (const { question, group } of outside) outsideOutcomes.push({ question, group, outcome: (await sayAll(runTurn, [question])).outcome });
  const insideOutcomes: { question: string; id: string; half: string; outcome: string }[] = [];
  for (const { question, id, half } of inside) insideOutcomes.push({ question, id, half, outcome: (await sayAll(runTurn, [question])).outcome });

  const shareOf = (items: readonly { outcome: string }[], outcome: string) => share(items.filter((item) => item.outcome === outcome).length, items.length);
  const row = (name: string, items: readonly { outcome: string }[]) => [
    name,
    items.length,
    shareOf(items, 'out-of-scope'),
    shareOf(items, 'abstained'),
    shareOf(items, 'answered'),
  ];
  const heldout = insideOutcomes.filter(({ half }) => half === 'heldout');
  return {
    tables: [
      {
        title: 'Domaine',
        columns: ['', 'questions', 'hors domaine', 'abstention', 'réponse'],
        rows: [
          ...[...groupBy(outsideOutcomes, ({ group }) => group)].map(([group, items]) => row(`dehors : ${group}`, items)),
          row('dehors, toutes', outsideOutcomes),
          row('dedans, tune', insideOutcomes.filter(({ half }) => half === 'tune')),
          row('dedans, heldout', heldout),
        ],
      },
    ],
    figures: {
      'scope-outside-refused': shareOf(outsideOutcomes, 'out-of-scope'),
      'scope-inside-wrongly-refused': shareOf(heldout, 'out-of-scope'),
    },
    failures: [
      ...outsideOutcomes
        .filter(({ outcome }) => outcome !== 'out-of-scope')
        .map(({ question, group, outcome }) => ({ suite: 'scope', id: group, detail: `${question} | ${outcome}` })),
      ...insideOutcomes
        .filter(({ outcome }) => outcome === 'out-of-scope')
        .map(({ question, id, half }) => ({ suite: 'scope', id, detail: `${question} | ${half} | wrongly refused` })),
    ],
  };
}
