/** What is said of the figures of an area: each with its year, its area and its source, what it means, and where it stops. */
import type { Citation } from '../knowledge-base.ts';
import { type Area, greenRecruiting, isSecret, nearbyTrades, type OccupationFigures, outlook, recruiting, totalOf, tradeIn } from './figures.ts';
import type { LabourTables } from './tables.ts';
import { beforeThat, bmo, capital, citation, counted, dayText, difficulty, fill, number, rome as romeCitation, seasonality } from './wording.ts';

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

export const withoutBars = (answer: Pick<LabourAnswer, 'paragraphs' | 'citations'>): LabourAnswer => ({ ...answer, besideBars: answer.paragraphs, bars: null });
const barsOf = (figures: readonly OccupationFigures[]): Bar[] => figures.map(({ label, projects, difficult, atLeast }) => ({ label, value: projects, difficult, atLeast }));
const line = ({ projects, atLeast, difficult, difficultAtLeast, ...figures }: OccupationFigures, label = figures.label) =>
  fill(difficult > 0 ? 'line' : 'lineAlone', { label, count: counted(projects, atLeast), difficult: counted(difficult, difficultAtLeast) });

/** « À côté, en 2025 : Finistère (29), 927 ; Bretagne, 4 120 ». Empty without a wider area that has figures. */
function comparison(wider: readonly Area[], figuresOf: (area: Area) => { projects: number; atLeast: boolean } | undefined, { years }: LabourTables): string[] {
  const list = wider.flatMap((area) => {
    const figures = figuresOf(area);
    return figures && figures.projects > 0 ? [`${area.name}, ${counted(figures.projects, figures.atLeast)}`] : [];
  });
  return list.length > 0 ? [fill('compare', { year: String(years.latest), list: list.join(' ; ') })] : [];
}

const beyond = (areas: readonly Area[], area: Area) => areas.slice(areas.indexOf(area) + 1);

/** The occupations that recruit most in the first area that has figures. Null where none is published. */
export function describeRecruiting(areas: readonly Area[], tables: LabourTables): LabourAnswer | null {
  const area = areas.find((candidate) => recruiting(candidate, tables).length > 0);
  if (!area) return null;
  const total = totalOf(area, tables);
  const top = recruiting(area, tables).slice(0, SHOWN);
  const year = String(tables.years.latest);
  const said = fill('top', { area: capital(area.name), year, count: counted(total.projects, total.atLeast) });
  const more = [
    [difficulty(total), seasonality(total), beforeThat(total, tables)].join(' '),
    ...comparison(beyond(areas, area), (wider) => totalOf(wider, tables), tables),
    fill('limit'),
  ];
  return {
    paragraphs: [said, `${fill('topList')}\n${top.map((one) => line(one)).join('\n')}`, ...more],
    besideBars: [said, ...more],
    citations: [bmo([{ label: 'Tous métiers', area, ...total }, ...top], tables)],
    bars: { title: `Embauches prévues en ${year}, ${area.name}`, rows: barsOf(top) },
  };
}

/** A mason is also counted among the foremen's executives: not what somebody who says « maçon » asks. */
function mainOf(found: readonly OccupationFigures[]): OccupationFigures[] {
  const own = found.filter(({ label }) => !/\bcadres?\b/i.test(label));
  const kept = own.length > 0 ? own : found;
  return kept.filter(({ projects }) => projects >= MAIN_SHARE * (kept[0]?.projects ?? 0)).slice(0, 2);
}

/** Why a smaller area is not spoken of: its figure is secret, or there is none. */
function widened(rome: string, areas: readonly Area[], to: Area, tables: LabourTables): string[] {
  const [smallest] = areas;
  if (!smallest || smallest === to) return [];
  return [fill(isSecret(rome, smallest, tables) ? 'widerSecret' : 'wider', { small: capital(smallest.name), area: to.name })];
}

/** What is planned for a trade, in the finest area that has figures, beside the wider ones. */
export function describeTrade(rome: string, areas: readonly Area[], tables: LabourTables): LabourAnswer {
  const main = mainOf(outlook(rome, areas, tables));
  const [first] = main;
  if (!first) return nothing(rome, areas, tables);
  const year = String(tables.years.latest);
  const paragraphs = main.map((one) =>
    [fill('trade', { label: one.label, area: one.area.name, year, count: counted(one.projects, one.atLeast) }), difficulty(one), seasonality(one), beforeThat(one, tables)].join(' '),
  );
  const beside = comparison(beyond(areas, first.area), (area) => tradeIn(rome, area, tables).find(({ fap }) => fap === first.fap), tables);
  const tension = describeTension(rome, areas, tables);
  return withoutBars({
    paragraphs: [...widened(rome, areas, first.area, tables), ...paragraphs, ...beside, ...(tension?.paragraphs ?? []), fill('limit')],
    citations: [bmo(main, tables), ...(tension?.citations ?? [])],
  });
}

function nothing(rome: string, areas: readonly Area[], tables: LabourTables): LabourAnswer {
  const secret = areas.find((area) => isSecret(rome, area, tables));
  return withoutBars({ paragraphs: [secret ? fill('secret', { area: capital(secret.name) }) : fill('nothing'), fill('limit')], citations: [] });
}

/** How hard it is to recruit for the trade, where France Travail told it: the first area that has the trade. */
function describeTension(rome: string, areas: readonly Area[], tables: LabourTables): Pick<LabourAnswer, 'paragraphs' | 'citations'> | null {
  for (const area of areas) {
    const code = area.level === 'france' ? 'FR' : area.level === 'departement' ? area.departements[0] : undefined;
    const tension = tables.tension.get(code ?? '');
    const value = tension?.byRome.get(rome) ?? tension?.byRome.get(tables.romes.get(rome)?.parent ?? '');
    if (!tension || value === undefined) continue;
    const { year, fetchedOn } = tension;
    const source = citation(`labour:tension-${year}`, 'Difficultés de recrutement par métier (Marché du travail)', 'France Travail', 'https://francetravail.io/produits-partages/catalogue/marche-travail', `${area.name} : ${value} sur 5`, `données ${year}, relevées le ${dayText(fetchedOn)}`);
    return { paragraphs: [fill('tension', { value: number(value), year, area: area.name })], citations: [source] };
  }
  return null;
}

/** Trades close to the person's own that recruit more, counted in one and the same area. */
export function describeNearby(rome: string, trade: string, areas: readonly Area[], tables: LabourTables): LabourAnswer {
  const area = areas.find((candidate) => tradeIn(rome, candidate, tables).length > 0) ?? areas.find((candidate) => nearbyTrades(rome, candidate, tables).length > 0);
  const all = area ? nearbyTrades(rome, area, tables) : [];
  if (!area || all.length === 0) return nothing(rome, areas, tables);
  const [own] = tradeIn(rome, area, tables);
  const better = own ? all.filter(({ figures }) => figures.projects > own.projects) : all;
  const found = (better.length > 0 ? better : all).slice(0, SHOWN_NEARBY);
  const year = String(tables.years.latest);
  const intro = fill(!own ? 'nearbyIntro' : better.length > 0 ? 'nearbyMore' : 'nearbyNoMore', { trade, year, area: area.name });
  const lines = found.map(({ label, figures }) => line(figures, `${label} (${figures.label.toLowerCase()})`));
  const more = [...(own ? [fill('own', { label: own.label, year, area: area.name, count: counted(own.projects, own.atLeast) })] : []), fill('limitNearby'), fill('limit')];
  const before = widened(rome, areas, area, tables);
  return {
    paragraphs: [...before, `${intro}\n${lines.join('\n')}`, ...more],
    besideBars: [...before, intro, ...more],
    citations: [romeCitation('métiers proches', found.map(({ label }) => label).join(' ; ')), bmo(found.map(({ figures }) => figures), tables)],
    bars: { title: `Métiers proches de « ${trade} », embauches prévues en ${year}, ${area.name}`, rows: found.map(({ label, figures }) => ({ label, value: figures.projects, difficult: figures.difficult, atLeast: figures.atLeast })) },
  };
}

/** The occupations of the ecological transition that recruit most. Null where no figure is published. */
export function describeGreen(areas: readonly Area[], tables: LabourTables): LabourAnswer | null {
  const area = areas.find((candidate) => greenRecruiting(candidate, tables).length > 0);
  if (!area) return null;
  const found = greenRecruiting(area, tables).slice(0, SHOWN);
  const year = String(tables.years.latest);
  const intro = fill('green', { area: capital(area.name), year });
  const more = [fill('greenLimit'), fill('limit')];
  const figures = found.map((one) => one.figures);
  return {
    paragraphs: [`${intro}\n${figures.map((one) => line(one)).join('\n')}`, ...more],
    besideBars: [intro, ...more],
    citations: [bmo(figures, tables), romeCitation('marque « transition écologique »', found.map(({ figures: { label }, green, trades }) => `${label} : ${green.length} métiers sur ${trades}`).slice(0, 3).join(' ; '))],
    bars: { title: `Transition écologique, embauches prévues en ${year}, ${area.name}`, rows: barsOf(figures) },
  };
}

export { describeUnemployment } from './describe-unemployment.ts';
