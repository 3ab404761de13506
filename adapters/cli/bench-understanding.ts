/** How long it takes to read what a message says of a person, and to choose the operator. Called by `npm run bench`. */
import { chooseOperator } from '../../bot/routing/choose-operator.ts';
import { readMessage } from '../../bot/situation/reading/read-message.ts';
import { valuesOf } from '../../bot/situation/situation.ts';
import { updateSituation } from '../../bot/situation/update-situation.ts';
import { openPlaces } from '../../knowledge/territories/places.ts';
import { median, percentile } from './bench/statistics.ts';
import type { SuiteResult } from './evaluate/figures.ts';
import { readReadingSuite } from './evaluate/reading-suite.ts';
import { rounded } from './bench/targets.ts';

const ROUNDS = 5;

/** Milliseconds for one message, over those of the reading suite, after a round to warm up. */
export function benchUnderstanding(date: string): SuiteResult {
  const opening = performance.now();
  const places = openPlaces();
  const openingMs = performance.now() - opening;
  const messages = readReadingSuite().map(({ text }) => text);
  const readTimes: number[] = [];
  const routeTimes: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    for (const text of messages) {
      const start = performance.now();
      const { readings } = readMessage(text, { asked: null, places, year: 2026 });
      const { situation } = updateSituation({}, readings, { turn: 1, at: `${date}T00:00:00Z`, asked: null });
      const read = performance.now();
      chooseOperator(valuesOf(situation), date);
      const routed = performance.now();
      if (round === 0) continue;
      readTimes.push(read - start);
      routeTimes.push(routed - read);
    }
  }
  return {
    tables: [
      {
        title: 'Lire une situation et choisir l’opérateur',
        columns: ['étape', 'médiane ms', 'p99 ms'],
        rows: [
          ['lire le message', rounded(median(readTimes)), rounded(percentile(readTimes, 0.99))],
          ['choisir l’opérateur', rounded(median(routeTimes)), rounded(percentile(routeTimes, 0.99))],
        ],
        note: `${messages.length} messages ; communes lues une fois, en ${rounded(openingMs)} ms.`,
      },
    ],
    figures: { 'understanding-median-ms': median(readTimes) + median(routeTimes) },
    failures: [],
  };
}
