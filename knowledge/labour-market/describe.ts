/** Puts figures into words: each with its year, its area and its source, what it means, and where it stops. */
import type { Citation } from '../knowledge-base.ts';
import { type Area, nearbyTrades, type OccupationFigures, outlook, recruiting, totalOf, unemploymentOf } from './figures.ts';
import { LABOUR_TEXTS as TEXTS } from './question.ts';
import { openLabourTables, type Projects } from './tables.ts';

/** A bar of the chart, and a row of the table that says the same. */
export interface Bar {
  label: string;
  value: number;
  /** Part of the value that employers find hard. */
  difficult: number;
  /** Part of the value is secret. */
  atLeast: boolean;
}

export interface LabourAnswer {
  paragraphs: string[];
  /** The same where the bars are shown: what they say is not said twice. */
  besideBars: string[];
  citations: Citation[];
  bars: { title: string; rows: Bar[] } | null;
}

const SHOWN = 10;
const SHOWN_NEARBY = 5;
/** A small part of what a trade is counted under says little. */
const MAIN_SHARE = 0.2;

/** A no-break space, so that a number is never cut at the end of a line. */
const number = (value: number) => value.toLocaleString('fr-FR').replace(/\u202f/g, '\u00a0');
const counted = (value: number, atLeast: boolean) => (atLeast ? fill('atLeast', { count: number(value) }) : number(value));

function fill(name: string, values: Record<string, string> = {}): string {
  return (TEXTS[name] ?? '').trim().replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
}

function citation(id: string, title: string, publisher: string, url: string, quote: string, period: string): Citation {
  return { period, id, title, publisher, url, article: null, inForceSince: null, publishedOn: null, validUntil: null, authority: 'ministry', quote };
}

function bmo(figures: readonly { label: string; area: Area; projects: number; atLeast: boolean }[]): Citation {
  const { latest } = openLabourTables().years;
  const quote = figures.slice(0, 3).map(({ label, area, projects, atLeast }) => `${label}, ${area.name} : ${counted(projects, atLeast)} projets`).join(' ; ');
  return citation(`labour:bmo-${latest}`, `Enquête Besoins en main-d’œuvre ${latest}`, 'France Travail', 'https://statistiques.francetravail.org/bmo', quote, `données ${latest}`);
}

/** The occupations that recruit most in the first area that has figures. Null where none is published. */
export function describeRecruiting(areas: readonly Area[]): LabourAnswer | null {
  const tables = openLabourTables();
  const area = areas.find((candidate) => recruiting(candidate, tables).length > 0);
  if (!area) return null;
  const all = recruiting(area, tables);
  const total = totalOf(all);
  const top = all.slice(0, SHOWN);
  const year = String(tables.years.latest);
  const lines = top.slice(0, SHOWN_NEARBY).map(({ label, projects, difficult, atLeast }) => fill('line', { label, count: counted(projects, atLeast), difficult: number(difficult) }));
  const said = fill('top', { area: area.name, year, count: counted(total.projects, total.atLeast) });
  const more = [[difficulty(total), seasonality(total), beforeThat(total)].join(' '), fill('limit')];
  return {
    paragraphs: [said, `${fill('topList')}\n${lines.join('\n')}`, ...more],
    besideBars: [said, ...more],
    citations: [bmo([{ label: 'Tous métiers', area, ...total }, ...top])],
    bars: { title: `Embauches prévues en ${year}, ${area.name}`, rows: top.map(({ label, projects, difficult, atLeast }) => ({ label, value: projects, difficult, atLeast })) },
  };
}

const difficulty = ({ projects, difficult }: Projects) => fill('difficult', { difficult: number(difficult), all: number(projects) });
const seasonality = ({ seasonal }: Projects) => fill('seasonal', { seasonal: number(seasonal) });
function beforeThat({ before, beforeAtLeast }: Projects): string {
  const year = String(openLabourTables().years.before);
  return before === null ? fill('noBefore', { before: year }) : fill('more', { before: year, beforeCount: counted(before, beforeAtLeast) });
}

/** What is planned for a trade, in the finest area that has figures, beside the wider ones. */
export function describeTrade(rome: string, areas: readonly Area[]): LabourAnswer {
  const tables = openLabourTables();
  const found = outlook(rome, areas, tables);
  // A mason is also counted among the foremen's executives: not what somebody who says « maçon » asks.
  const own = found.filter(({ label }) => !/\bcadres?\b/i.test(label));
  const kept = own.length > 0 ? own : found;
  const main = kept.filter(({ projects }) => projects >= MAIN_SHARE * (kept[0]?.projects ?? 0)).slice(0, 2);
  const [first] = main;
  if (!first) return withoutBars({ paragraphs: [fill('nothing'), fill('limit')], citations: [] });
  const widened = first.area !== areas[0];
  const wider = areas.slice(areas.indexOf(first.area) + 1).flatMap((area) => {
    const [same] = recruiting(area, tables).filter(({ fap }) => fap === first.fap);
    return same ? [`${area.name}, ${counted(same.projects, same.atLeast)}`] : [];
  });
  const paragraphs = main.map((one) =>
    [fill('trade', { label: one.label, area: one.area.name, year: String(tables.years.latest), count: counted(one.projects, one.atLeast) }), difficulty(one), seasonality(one), beforeThat(one)].join(' '),
  );
  return withoutBars({
    paragraphs: [...(widened ? [fill('wider', { area: first.area.name })] : []), ...paragraphs, ...(wider.length > 0 ? [fill('compare', { list: wider.join(' ; ') })] : []), fill('limit')],
    citations: [bmo(main)],
  });
}

/** Trades close to the person's own, by the projects of the area. */
export function describeNearby(rome: string, trade: string, areas: readonly Area[]): LabourAnswer {
  const tables = openLabourTables();
  const found = nearbyTrades(rome, areas, tables).slice(0, SHOWN_NEARBY);
  const [own] = outlook(rome, areas, tables);
  const area = found[0]?.figures.area ?? areas[0];
  if (!area || found.length === 0) return withoutBars({ paragraphs: [fill('nothing'), fill('limit')], citations: [] });
  const lines = found.map(({ label, figures }) => fill('nearbyLine', { label: `${label} (${figures.label.toLowerCase()}${figures.area === area ? '' : `, ${figures.area.name}`})`, count: counted(figures.projects, figures.atLeast) }));
  const source = citation('labour:rome-460', 'Répertoire opérationnel des métiers et des emplois (ROME 4.0), métiers proches', 'France Travail', 'https://www.data.gouv.fr/datasets/repertoire-operationnel-des-metiers-et-des-emplois-rome', found.map(({ label }) => label).join(' ; '), 'version 460, 2025');
  const intro = fill('nearbyIntro', { trade, year: String(tables.years.latest), area: area.name });
  const more = [...(own ? [fill('own', { label: own.label, count: counted(own.projects, own.atLeast) })] : []), fill('limit')];
  return {
    paragraphs: [`${intro}\n${lines.join('\n')}`, ...more],
    besideBars: [intro, ...more],
    citations: [source, bmo(found.map(({ figures }) => figures))],
    bars: { title: `Métiers proches de « ${trade} », embauches prévues, ${area.name}`, rows: found.map(({ label, figures }) => ({ label, value: figures.projects, difficult: figures.difficult, atLeast: figures.atLeast })) },
  };
}

/** The rate of unemployment of a département; null where Insee publishes none. */
export function describeUnemployment(areas: readonly Area[]): LabourAnswer | null {
  const [area] = areas;
  const rate = area ? unemploymentOf(area, openLabourTables()) : null;
  if (!rate) return null;
  const said = fill('rate', { area: rate.area.name, rate: percent(rate.rate), quarter: quarterText(rate.quarter), mark: '1' });
  const trend = rate.yearBefore ? ` ${fill('trend', { rate: percent(rate.yearBefore.rate) })}` : '';
  return withoutBars({
    paragraphs: [`${said}${trend}`, fill('limitRate')],
    citations: [
      citation(`labour:chomage-${rate.quarter}`, 'Taux de chômage localisés (corrigés des variations saisonnières, dernier trimestre provisoire)', 'Insee', 'https://www.insee.fr/fr/statistiques/series/102760732', `${rate.area.name}, ${quarterText(rate.quarter)} : ${percent(rate.rate)} %`, `données du ${quarterText(rate.quarter)}`),
    ],
  });
}

const withoutBars = (answer: Pick<LabourAnswer, 'paragraphs' | 'citations'>): LabourAnswer => ({ ...answer, besideBars: answer.paragraphs, bars: null });

const percent = (rate: number) => rate.toLocaleString('fr-FR', { minimumFractionDigits: 1 });
const ORDINALS: Record<string, string> = { T1: '1er', T2: '2e', T3: '3e', T4: '4e' };
function quarterText(quarter: string): string {
  const [year = '', name = ''] = quarter.split('-');
  return `${ORDINALS[name] ?? name} trimestre ${year}`;
}

export type { OccupationFigures };
