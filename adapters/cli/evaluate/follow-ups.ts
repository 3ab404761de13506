/** Is « et ça coûte combien ? » understood after what was said before? */
import type { RunTurn } from '../../../bot/turn.ts';
import { sayAll } from './dialogue.ts';
import { isExpected } from './expected.ts';
import { share, type SuiteResult } from './figures.ts';
import type { FollowUp } from './suite-data.ts';

export async function evaluateFollowUps(runTurn: RunTurn, followUps: readonly FollowUp[]): Promise<SuiteResult> {
  const failures: SuiteResult['failures'] = [];
  for (const { id, turns, expected } of followUps) {
    const { outcome, citations } = await sayAll(runTurn, turns);
    if ((outcome === 'answered' || outcome === 'routed') && citations.some((citation) => isExpected(expected, citation.id))) continue;
    const cited = citations.map((citation) => citation.id).join(', ') || 'nothing';
    failures.push({ id, detail: `${turns.join(' → ')} | ${outcome}, cites ${cited}` });
  }
  const understood = share(followUps.length - failures.length, followUps.length);
  return {
    tables: [{ title: 'Suites de conversation', columns: ['', 'dialogues', 'comprises'], rows: [['toutes', followUps.length, understood]] }],
    figures: { 'follow-ups-understood': understood },
    failures,
  };
}
