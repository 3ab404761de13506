/** Does everything that a first-level reception must know have an answer that is found by the way people ask? */
import { z } from 'zod';
import type { RunTurn } from '../../../bot/turn.ts';
import { saysExpected } from './answers.ts';
import { sayAll } from './dialogue.ts';
import { share, type SuiteResult } from './figures.ts';
import { type Half, halfOf, readSuite } from './suite-data.ts';

const coverageSchema = z.record(z.string(), z.strictObject({ says: z.array(z.string()).min(1), asks: z.array(z.string().min(3)).length(3) }));

export interface CoverageQuestion {
  /** What is asked about: a service, a scheme, a public, a fear, a way to pay. */
  subject: string;
  question: string;
  says: string[];
  half: Half;
}

export const readCoverage = (): CoverageQuestion[] =>
  Object.entries(readSuite('coverage.yaml', coverageSchema)).flatMap(([subject, { says, asks }]) => asks.map((question) => ({ subject, question, says, half: halfOf(question) })));

/** Sending somebody away, or saying that one does not know, covers nothing. */
const COVERS = new Set(['answered', 'routed', 'asked', 'guided', 'protected', 'handoff-offered']);

export async function evaluateCoverage(runTurn: RunTurn, questions: readonly CoverageQuestion[]): Promise<SuiteResult> {
  const judged: (CoverageQuestion & { isFound: boolean; detail: string })[] = [];
  for (const question of questions) {
    const said = await sayAll(runTurn, [question.question]);
    const missing = question.says.filter((words) => !saysExpected(said.text, words));
    const isFound = COVERS.has(said.outcome ?? '') && missing.length === 0;
    judged.push({ ...question, isFound, detail: `${said.outcome}, without « ${missing.join(' », « ')} »: ${said.text.slice(0, 90)}` });
  }
  const row = (name: string, group: typeof judged) => [name, group.length, share(group.filter(({ isFound }) => isFound).length, group.length)];
  const subjects = [...new Set(judged.map(({ subject }) => subject))];
  const found = subjects.filter((subject) => judged.some((item) => item.subject === subject && item.isFound));
  const heldout = row('heldout', judged.filter(({ half }) => half === 'heldout'));
  return {
    tables: [
      {
        title: 'Couverture : services, dispositifs, publics, craintes, financements',
        columns: ['', 'questions', 'trouvées'],
        rows: [row('tune', judged.filter(({ half }) => half === 'tune')), heldout, row('toutes', judged), ['sujets trouvés au moins une fois', subjects.length, share(found.length, subjects.length)]],
      },
    ],
    figures: { 'coverage-found': Number(heldout[2]), 'coverage-subjects': found.length / subjects.length },
    failures: judged.filter(({ isFound }) => !isFound).map(({ subject, half, question, detail }) => ({ id: subject, half, detail: `${question} | ${detail}` })),
  };
}
