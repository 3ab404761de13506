/** Puts a figure into words: French numbers, « au moins », shares that can be known, and the citation with its year. */
import type { Citation } from '../knowledge-base.ts';
import type { Area } from './figures.ts';
import { LABOUR_TEXTS as TEXTS } from './question.ts';
import type { LabourTables, Projects } from './tables.ts';

/** A no-break space, so that a number is never cut at the end of a line. */
export const number = (value: number): string => value.toLocaleString('fr-FR').replace(/\u202f/g, '\u00a0');
export const counted = (value: number, atLeast: boolean): string => (atLeast ? fill('atLeast', { count: number(value) }) : number(value));
export const percent = (rate: number): string => rate.toLocaleString('fr-FR', { minimumFractionDigits: 1 });

/** A text of `prompts/labour-market.yaml` with its values in place. */
export function fill(name: string, values: Record<string, string> = {}): string {
  return (TEXTS[name] ?? '').trim().replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** « , soit 85 % »: only where the whole is known; « au moins » where only the part is not. Empty otherwise. */
function share(part: number, partAtLeast: boolean, { projects, atLeast }: Projects): string {
  if (atLeast || projects === 0) return '';
  return fill('share', { share: counted(Math.round((part / projects) * 100), partAtLeast) });
}

/** How many are hard to fill, in an area and a year that have just been named. */
export function difficulty(figures: Projects): string {
  const { difficult, difficultAtLeast, projects, atLeast } = figures;
  if (difficult === 0) return fill(difficultAtLeast ? 'difficultSecret' : 'difficultNone');
  return fill('difficult', { difficult: capital(counted(difficult, difficultAtLeast)), all: counted(projects, atLeast), share: share(difficult, difficultAtLeast, figures) });
}

export function seasonality(figures: Projects): string {
  const { seasonal, seasonalAtLeast } = figures;
  if (seasonal === 0) return fill(seasonalAtLeast ? 'seasonalSecret' : 'seasonalNone');
  return fill('seasonal', { seasonal: capital(counted(seasonal, seasonalAtLeast)), share: share(seasonal, seasonalAtLeast, figures) });
}

/** The year before, and the change where both years are known to the last project. */
export function beforeThat({ projects, atLeast, before, beforeAtLeast }: Projects, { years }: LabourTables): string {
  const year = String(years.before);
  if (before === null || (before === 0 && beforeAtLeast)) return fill('noBefore', { before: year });
  const said = fill('more', { before: year, beforeCount: counted(before, beforeAtLeast) });
  if (atLeast || beforeAtLeast) return `${said} ${fill('noTrend')}`;
  return `${said} ${change(projects, before)}`;
}

function change(now: number, before: number): string {
  if (now === before) return fill('same');
  const part = before === 0 ? '' : ` ${fill('changeShare', { share: `${now > before ? '+' : '−'}${Math.round((Math.abs(now - before) / before) * 100)}` })}`;
  return fill(now > before ? 'up' : 'down', { difference: number(Math.abs(now - before)), share: part });
}

export function citation(id: string, title: string, publisher: string, url: string, quote: string, period: string): Citation {
  return { period, id, title, publisher, url, article: null, inForceSince: null, publishedOn: null, validUntil: null, authority: 'ministry', quote };
}

/** The survey, with the first figures that were taken from it. */
export function bmo(figures: readonly { label: string; area: Area; projects: number; atLeast: boolean }[], { years: { latest } }: LabourTables): Citation {
  const quote = figures.slice(0, 3).map(({ label, area, projects, atLeast }) => `${label}, ${area.name} : ${counted(projects, atLeast)} projets`).join(' ; ');
  return citation(`labour:bmo-${latest}`, `Enquête Besoins en main-d’œuvre ${latest}`, 'France Travail', 'https://statistiques.francetravail.org/bmo', quote, `données ${latest}`);
}

const ROME_URL = 'https://www.data.gouv.fr/datasets/repertoire-operationnel-des-metiers-et-des-emplois-rome';
/** The register of trades; `part` is what was taken from it. */
export const rome = (part: string, quote: string): Citation => citation('labour:rome-4', `Répertoire opérationnel des métiers et des emplois (ROME 4.0), ${part}`, 'France Travail', ROME_URL, quote, 'version 460, 2025');

const ORDINALS: Record<string, string> = { T1: '1er', T2: '2e', T3: '3e', T4: '4e' };
/** « 3e trimestre 2025 ». */
export function quarterText(quarter: string): string {
  const [year = '', name = ''] = quarter.split('-');
  return `${ORDINALS[name] ?? name} trimestre ${year}`;
}

/** « 3 mars 2026 ». */
export const dayText = (day: string): string => new Date(`${day}T12:00:00Z`).toLocaleDateString('fr-FR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).replace(/^1 /, '1er ');
