/** Does the bot abstain when the texts hold no answer, rather than say something beside the point? */
import type { RunTurn } from '../../../bot/turn.ts';
import { sayAll } from './dialogue.ts';
import { share, type SuiteResult } from './figures.ts';
import { halfOf } from './suite-data.ts';

export async function evaluateAbstention(runTurn: RunTurn, questions: readonly string[]): Promise<SuiteResult> {
  const failures: SuiteResult['failures'] = [];
  for (const question of questions) {
    const { outcome, citations } = await sayAll(runTurn, [question]);
    if (outcome !== 'answered') continue;
    failures.push({ id: 'unanswerable', half: halfOf(question), detail: `${question} | cites ${citations.map(({ id }) => id).join(', ')}` });
  }
  const abstained = share(questions.length - failures.length, questions.length);
  return {
    tables: [{ title: 'Sans réponse dans les textes', columns: ['', 'questions', 'sans réponse inventée'], rows: [['toutes', questions.length, abstained]] }],
    figures: { 'unanswerable-not-answered': abstained },
    failures,
  };
}
