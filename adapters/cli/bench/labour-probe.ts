/** Measures the figures of the labour market in a process that has loaded nothing else. The folder of the knowledge base is its argument; JSON comes out. */
import type { Ports } from '../../../bot/ports.ts';
import { newState } from '../../../bot/state.ts';
import { answerLabour } from '../../../bot/steps/answer-labour.ts';
import type { Turn } from '../../../bot/turn.ts';
import { openLabour } from '../../../knowledge/labour-market/open-labour.ts';
import { readTrades } from '../../../knowledge/labour-market/occupations.ts';
import { openPlaces } from '../../../knowledge/territories/places.ts';
import { median, percentile } from './statistics.ts';

export interface LabourMeasures {
  precision: string;
  /** Milliseconds. */
  loadMs: number;
  firstMs: number;
  medianMs: number;
  p99Ms: number;
  /** Megabytes. */
  memory: number;
  queries: number;
}

const TOWNS = ['Rennes', 'Redon', 'Brest (29)', 'Mende', 'Ajaccio', 'Pointe-à-Pitre', 'Cayenne', 'Saint-Denis (974)', 'Mamoudzou', 'Lille', 'Marseille', 'Guéret', 'Épinal', 'Le Havre', 'Bayonne', 'Aurillac', 'Nevers', 'Foix'];
const QUESTIONS = [
  (town: string) => `quels métiers recrutent autour de ${town} ?`,
  (town: string) => `y a du boulot d'aide soignante à ${town} ?`,
  (town: string) => `je suis vendeuse à ${town}, vers quels métiers proches je peux aller ?`,
  (town: string) => `quels métiers de la transition écologique à ${town} ?`,
  (town: string) => `taux de chômage à ${town}`,
];
const ROUNDS = 5;
const MEGABYTE = 1_048_576;

const settle = () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MEGABYTE;
};

const turnOf = (text: string): Turn => ({
  message: { conversation: 'bench:1', channel: 'bench', id: text, kind: 'message', text, reference: null, clientData: null, receivedAt: '2026-11-23T10:00:00Z', masked: [] },
  state: newState(), now: new Date('2026-11-23T10:00:00Z'), command: null, reading: null, detour: false, mayBegin: false, answer: null, replies: [], outcome: null, dispatches: [],
});

// Places and names of trades are there with or without figures: they are not what is measured.
openPlaces().read('Rennes');
readTrades('maçon');
const labour = openLabour(process.argv[2] ?? null);
const before = settle();
const started = performance.now();
const { precision } = labour.tables();
const loadMs = performance.now() - started;

const knowledge = { labour: labour.tables } as Ports['knowledge'];
const times: number[] = [];
let firstMs = 0;
for (let round = 0; round <= ROUNDS; round++) {
  for (const town of TOWNS) {
    for (const question of QUESTIONS) {
      const turn = turnOf(question(town));
      const start = performance.now();
      const { outcome } = answerLabour(turn, { knowledge });
      const took = performance.now() - start;
      if (outcome === null) throw new Error(`no answer to ${turn.message.text}`);
      if (round === 0) firstMs = Math.max(firstMs, took);
      else times.push(took);
    }
  }
}
const memory = settle() - before;
const measures: LabourMeasures = { precision, loadMs, firstMs, medianMs: median(times), p99Ms: percentile(times, 0.99), memory, queries: times.length };
console.log(JSON.stringify(measures));
