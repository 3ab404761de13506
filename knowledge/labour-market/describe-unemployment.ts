/** The rate of unemployment of an area, its trend, and the areas around it. */
import type { LabourAnswer } from './describe.ts';
import { type Area, unemploymentOf } from './figures.ts';
import type { LabourTables } from './tables.ts';
import { capital, citation, dayText, fill, percent, quarterText } from './wording.ts';

/**
 * The rate of the first area; null where Insee publishes none. A zone d'emploi without a rate is widened to its département, and it is said;
 * no further: the mean of France says nothing of a département that it leaves out.
 */
export function describeUnemployment(areas: readonly Area[], tables: LabourTables): LabourAnswer | null {
  const [smallest] = areas;
  const found = areas.slice(0, smallest?.level === 'zone-emploi' ? 2 : 1).flatMap((area) => unemploymentOf(area, tables) ?? []);
  const [rate] = found;
  if (!rate || !smallest) return null;
  const wider = areas.slice(areas.indexOf(rate.area) + 1).flatMap((area) => unemploymentOf(area, tables) ?? []);
  const said = [fill('rate', { area: capital(rate.area.name), rate: percent(rate.rate), quarter: quarterText(rate.quarter) })];
  if (rate.yearBefore) said.push(fill('trend', { rate: percent(rate.yearBefore.rate), quarter: quarterText(rate.yearBefore.quarter) }), direction(rate.rate, rate.yearBefore.rate));
  const beside = wider.map((one) => fill('rateBeside', { area: one.area.name, rate: percent(one.rate), quarter: quarterText(one.quarter) }));
  const paragraphs = [
    ...(rate.area === smallest ? [] : [fill('widerRate', { small: capital(smallest.name), area: rate.area.name })]),
    said.join(' '),
    ...(beside.length > 0 ? [fill('compareRate', { list: beside.join(' ; ') })] : []),
    fill('limitRate'),
  ];
  const quotes = [rate, ...wider].map(({ area, quarter, rate: value }) => `${area.name}, ${quarterText(quarter)} : ${percent(value)} %`);
  const fetched = rate.fetchedOn === null ? '' : `, relevées le ${dayText(rate.fetchedOn)}`;
  return {
    paragraphs,
    besideBars: paragraphs,
    citations: [
      citation(`labour:chomage-${rate.quarter}`, 'Taux de chômage localisés (corrigés des variations saisonnières, dernier trimestre provisoire)', 'Insee', 'https://www.insee.fr/fr/statistiques/series/102760732', quotes.join(' ; '), `données du ${quarterText(rate.quarter)}${fetched}`),
    ],
    bars: null,
  };
}

const direction = (now: number, before: number) => fill(now > before ? 'rateUp' : now < before ? 'rateDown' : 'rateSame');
