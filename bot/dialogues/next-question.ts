/** The one engine of the dialogue: what is worth asking now. It asks only for what changes the answer, and each thing once. */
import { holds } from '../routing/conditions.ts';
import { derive } from '../routing/derive.ts';
import type { OperatorChoice } from '../routing/choose-operator.ts';
import type { SituationValues, Slot } from '../situation/situation.ts';
import { QUESTIONS, type Question } from './questions.ts';

/** The next question, or null when the answer would not change. `asked` are the slots asked before, answered or not. */
export function nextQuestion(values: SituationValues, choice: OperatorChoice, asked: readonly Slot[]): Question | null {
  return QUESTIONS.find((question) => !asked.includes(question.slot) && isUseful(question, values, choice)) ?? null;
}

function isUseful({ slot, changes, onlyIf, unless }: Question, values: SituationValues, choice: OperatorChoice): boolean {
  if (values[slot] !== undefined) return false;
  const facts = derive(values) as unknown as Record<string, unknown>;
  if (unless.some((condition) => holds(condition, facts))) return false;
  if (changes === 'operator') return choice.missing.includes(slot);
  return choice.kind !== null && onlyIf.includes(choice.kind);
}
