/** Insee's series of localised unemployment rates (BDM, SDMX 2.1), without an account: départements, régions and France. */
import { Parser } from 'saxen';
import type { StoredRates } from '../../knowledge/labour-market/stored.ts';
import { ProducerError, type Request } from './polite-requests.ts';

const INSEE = 'Insee';
const KEPT = 9;
const HIGHEST_RATE = 60;
/** France has a hundred départements with a rate. Far fewer, and the answer is not the one we know. */
const DEPARTEMENTS_AT_LEAST = 90;
const QUARTER = /^((?:19|20)\d\d)-Q([1-4])$/;

interface Observation {
  area: string;
  quarter: string;
  rate: number;
}

/** `url` is the base, `https://api.insee.fr/series/BDM`. Throws {@link ProducerError}; nothing is half right. */
export async function fetchRates(url: string, request: Request): Promise<StoredRates> {
  const { status, body } = await request(`${url.replace(/\/+$/, '')}/data/TAUX-CHOMAGE?lastNObservations=${KEPT}`, { headers: { accept: 'application/vnd.sdmx.structurespecificdata+xml;version=2.1' } });
  if (status !== 200) throw new ProducerError(INSEE, `refuse la demande (HTTP ${status}). Vérifiez INSEE_API_URL`);
  return ratesOf(observationsIn(body));
}

/** Only what is published as a localised rate, by quarter, seasonally adjusted. */
function observationsIn(xml: string): Observation[] {
  const observations: Observation[] = [];
  let area: string | null = null;
  let problem: string | null = null;
  new Parser()
    .on('openTag', (name: string, attributes: () => Record<string, string>) => {
      const element = name.replace(/^.*:/, '');
      if (element === 'Series') area = areaOf(attributes());
      if (element !== 'Obs' || area === null) return;
      const { TIME_PERIOD: period = '', OBS_VALUE: value = '' } = attributes();
      const quarter = QUARTER.exec(period);
      if (value === '' || value === 'NaN') return;
      const rate = Number(value);
      if (!quarter || !(rate > 0 && rate < HIGHEST_RATE)) problem ??= `${area}, ${period} : ${value}`;
      else observations.push({ area, quarter: `${quarter[1]}-T${quarter[2]}`, rate });
    })
    .on('closeTag', (name: string) => {
      if (name.replace(/^.*:/, '') === 'Series') area = null;
    })
    .on('error', (error: Error) => {
      problem ??= error.message;
    })
    .on('warn', () => {})
    .parse(xml);
  if (problem !== null) throw new ProducerError(INSEE, `la réponse n’est pas celle attendue (${problem})`);
  return observations;
}

/** `D35` is our `35`; régions keep their letter; `FR-D976` is France without Mayotte, the mean that Insee quotes. */
function areaOf({ INDICATEUR: indicator, FREQ: frequency, CORRECTION: correction, REF_AREA: area = '' }: Record<string, string>): string | null {
  if (indicator !== 'TAUX_CHOMAGE_LOCALISE' || frequency !== 'T' || correction !== 'CVS') return null;
  if (area === 'FR-D976') return 'FR';
  if (/^R\d\d$/.test(area)) return area;
  return /^D(?:\d{2,3}|2[AB])$/.test(area) ? area.slice(1) : null;
}

function ratesOf(observations: readonly Observation[]): StoredRates {
  const quarters = [...new Set(observations.map(({ quarter }) => quarter))].sort().slice(-KEPT);
  const last = quarters.at(-1);
  const byArea = new Map<string, Map<string, number>>();
  for (const { area, quarter, rate } of observations) byArea.set(area, (byArea.get(area) ?? new Map<string, number>()).set(quarter, rate));
  const upToDate = [...byArea].filter(([area, rates]) => /^\d|^2[AB]$/.test(area) && rates.has(last ?? ''));
  if (upToDate.length < DEPARTEMENTS_AT_LEAST) throw new ProducerError(INSEE, `la réponse n’est pas celle attendue (${upToDate.length} départements)`);
  return { quarters, byArea: Object.fromEntries([...byArea].sort().map(([area, rates]) => [area, quarters.map((quarter) => rates.get(quarter) ?? null)])) };
}
