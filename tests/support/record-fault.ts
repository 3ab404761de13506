/** With RECORD_FIGURES=1 a fault run writes what came out to docs/figures.md, beside what came out last time. */
import { recordFigures } from '../../adapters/cli/bench/figures-page.ts';

export interface FaultFigures {
  /** How many times the fault was made. */
  rounds: number;
  /** Acknowledged in all, and of these lost, and replies that came twice. */
  messages: number;
  lost: number;
  doubled: number;
}

export function recordFault(name: string, { rounds, messages, lost, doubled }: FaultFigures): void {
  if (process.env['RECORD_FIGURES'] !== '1') return;
  const table = { title: 'Pannes', columns: ['panne', 'fois', 'messages acquittés', 'perdus', 'réponses doublées'], rows: [[name, rounds, messages, lost, doubled]], note: 'Chaque panne est faite pour de vrai, à des instants tirés au hasard (`tests/faults/`).' };
  recordFigures([table], { keepsRows: true });
}
