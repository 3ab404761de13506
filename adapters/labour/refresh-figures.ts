/** Fetches what the producers' interfaces have newer. Each source by itself: one that fails leaves its last good figures, with their day. */
import { join } from 'node:path';
import { LABOUR_FOLDER, FORMAT, liveFile, readStored, type StoredLive, writeStored } from '../../knowledge/labour-market/stored.ts';
import { openAnswerCache } from './answer-cache.ts';
import { createFranceTravail, type FranceTravail, type FranceTravailSettings, type TensionReading } from './france-travail.ts';
import { fetchRates } from './insee.ts';
import { createRequest, type Politeness, ProducerError } from './polite-requests.ts';

export interface RefreshOptions {
  /** Folder of the knowledge base. */
  knowledge: string;
  today: string;
  inseeUrl: string;
  /** Null without credentials: then only Insee is asked. */
  franceTravail: FranceTravailSettings | null;
  /** Départements, and `FR`. */
  areas: readonly string[];
  /** Trades to ask for. */
  romes: readonly string[];
  onProgress: (line: string) => void;
  politeness?: Partial<Politeness>;
}

/** What came of each source: `kept` is the day of the figures that stay where it failed, null when there are none. */
export type Refreshed = { source: string; failure: null; said: string } | { source: string; failure: string; kept: string | null };

const EMPTY: StoredLive = { format: FORMAT, unemployment: null, tension: {} };
// Their published quotas are 30 a minute and 10 a second; we stay below.
const INSEE_PER_SECOND = 0.4;
const FRANCE_TRAVAIL_PER_SECOND = 8;

export async function refreshFigures(options: RefreshOptions): Promise<Refreshed[]> {
  const { knowledge, politeness } = options;
  const file = liveFile(knowledge);
  let live = stored(file);
  const keep = (next: StoredLive) => {
    live = next;
    writeStored(file, live);
  };
  const results = [await attempt('Insee, taux de chômage', live.unemployment?.fetchedOn ?? null, async () => {
    const request = createRequest({ producer: 'Insee', perSecond: INSEE_PER_SECOND, ...politeness });
    const rates = await fetchRates(options.inseeUrl, request);
    const last = rates.quarters.at(-1) ?? '';
    const before = live.unemployment?.quarters.at(-1) ?? '';
    if (last < before) throw new ProducerError('Insee', `la réponse s’arrête au ${last}, avant celle que nous avons (${before})`);
    keep({ ...live, unemployment: { ...rates, fetchedOn: options.today } });
    return `${Object.keys(rates.byArea).length} territoires, jusqu’au trimestre ${last}`;
  })];
  if (options.franceTravail) {
    const cache = openAnswerCache(join(knowledge, LABOUR_FOLDER, 'answers.jsonl'), options.today);
    const source = createFranceTravail(options.franceTravail, createRequest({ producer: 'France Travail', perSecond: FRANCE_TRAVAIL_PER_SECOND, ...politeness }), cache, options.today);
    for (const area of options.areas) {
      const result = await attempt(`France Travail, difficultés de recrutement, ${area}`, live.tension[area]?.fetchedOn ?? null, async () => {
        const tension = await tensionOf(area, options, source);
        keep({ ...live, tension: { ...live.tension, [area]: tension } });
        return `${Object.keys(tension.byRome).length} métiers, année ${tension.year}`;
      });
      results.push(result);
      if (result.failure !== null) break;
    }
  }
  return results;
}

/** Every trade of an area, or none: figures of two years never stand together. */
async function tensionOf(area: string, { romes, onProgress }: RefreshOptions, source: FranceTravail): Promise<StoredLive['tension'][string]> {
  const readings: (TensionReading & { rome: string })[] = [];
  for (const [index, rome] of romes.entries()) {
    const reading = await source.tension(area, rome);
    if (reading) readings.push({ rome, ...reading });
    if ((index + 1) % 100 === 0) onProgress(`France Travail, ${area} : ${index + 1} métiers sur ${romes.length}`);
  }
  const year = readings.map((reading) => reading.year).sort().at(-1);
  if (year === undefined) {
    source.forget(area);
    throw new ProducerError('France Travail', `aucune valeur pour ${area} : la réponse n’est pas celle attendue`);
  }
  const [oldest = ''] = readings.map(({ day }) => day).sort();
  return { year, fetchedOn: oldest, byRome: Object.fromEntries(readings.filter((reading) => reading.year === year).map(({ rome, value }) => [rome, value])) };
}

async function attempt(source: string, kept: string | null, run: () => Promise<string>): Promise<Refreshed> {
  try {
    return { source, failure: null, said: await run() };
  } catch (error) {
    if (!(error instanceof ProducerError)) throw error;
    return { source, failure: error.message, kept };
  }
}

/** What was fetched before; a damaged file has nothing to keep. */
function stored(file: string): StoredLive {
  try {
    return readStored<StoredLive>(file) ?? EMPTY;
  } catch {
    return EMPTY;
  }
}
