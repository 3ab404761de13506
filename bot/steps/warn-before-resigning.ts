import { fill, TEXTS } from '../dialogues/texts.ts';
import { parisDay } from '../paris-day.ts';
import type { Ports } from '../ports.ts';
import { derive } from '../routing/derive.ts';
import { valuesOf } from '../situation/situation.ts';
import type { Turn } from '../turn.ts';

/** L5422-1-1: the CEP is asked for before resigning. R5422-2-1: a request after it is not receivable. */
const SOURCES = [
  { article: 'L5422-1-1', locate: 'préalablement à sa démission' },
  { article: 'R5422-2-1', locate: "n'a pas démissionné de son emploi préalablement" },
];

/** Whoever speaks of resigning hears first that the CEP comes before: said too late, it costs the right to an allowance. */
export function warnBeforeResigning(turn: Turn, { knowledge }: Ports): Turn {
  const { dialogue, situation } = turn.state;
  if (dialogue.warned || situation.rupture?.value !== 'demission-envisagee' || derive(valuesOf(situation)).effectif === 'agent-public') return turn;
  const date = parisDay(turn.now);
  const citations = SOURCES.flatMap((source) => knowledge.cite(source, date) ?? []);
  if (citations.length < SOURCES.length) return turn;
  const warning = { text: fill(TEXTS.warning, {}), citations, choices: [] };
  return { ...turn, replies: [...turn.replies, warning], state: { ...turn.state, dialogue: { ...dialogue, warned: true } } };
}
