import { prove } from '../../knowledge/answers/prove.ts';
import { parisDay } from '../paris-day.ts';
import type { Ports } from '../ports.ts';
import type { Turn } from '../turn.ts';

/** What the sources do not hold, word for word and number for number, is not shown. */
export function proveAnswer(turn: Turn, { knowledge }: Ports): Turn {
  if (turn.answer === null) return turn;
  return { ...turn, answer: prove(turn.answer, (id) => knowledge.passage(id), parisDay(turn.now)) };
}
