/** Is anything said as if it held today that no longer does? Looked for in the answers to every question of the suites. */
import { z } from 'zod';
import type { RunTurn } from '../../../bot/turn.ts';
import { sayAll } from './dialogue.ts';
import type { SuiteResult } from './figures.ts';
import { plainFrench } from './french-numbers.ts';
import { readSuite } from './suite-data.ts';

const outdatedSchema = z.record(z.string(), z.strictObject({ says: z.string(), unless: z.string(), asks: z.array(z.string().min(3)).min(2) }));

export interface OutdatedStatement {
  id: string;
  says: RegExp;
  /** Words of the same reply that say that it is past. */
  unless: RegExp;
  asks: string[];
}

/** `plainFrench` writes numbers in figures, so that both ways of writing are met. */
export const readOutdated = (): OutdatedStatement[] =>
  Object.entries(readSuite('outdated.yaml', outdatedSchema)).map(([id, { says, unless, asks }]) => ({ id, says: new RegExp(says, 'i'), unless: new RegExp(unless, 'i'), asks }));

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’]/g, "'").toLowerCase();

/** The statements that the text gives as current. */
export function outdatedIn(text: string, statements: readonly OutdatedStatement[]): OutdatedStatement[] {
  const forms = [plain(text), plain(plainFrench(text))];
  return statements.filter(({ says, unless }) => forms.some((form) => says.test(form)) && !forms.some((form) => unless.test(form)));
}

export async function evaluateOutdated(runTurn: RunTurn, statements: readonly OutdatedStatement[], questions: readonly string[]): Promise<SuiteResult> {
  const asked = [...statements.flatMap(({ asks }) => asks), ...questions];
  const failures: SuiteResult['failures'] = [];
  for (const question of asked) {
    const { text } = await sayAll(runTurn, [question]);
    for (const { id } of outdatedIn(text, statements)) failures.push({ id, half: 'tune', detail: `${question} | says what no longer holds: ${id}` });
  }
  return {
    tables: [{ title: 'Ce qui n’est plus vrai', columns: ['', 'questions', 'dit comme vrai aujourd’hui'], rows: [[`${statements.length} affirmations dépassées`, asked.length, failures.length]] }],
    figures: { 'outdated-said-as-current': failures.length },
    failures,
  };
}
