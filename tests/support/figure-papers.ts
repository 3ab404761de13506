/** The papers of a figure: a reply on the labour market that says one without its year, its area or its source is a failure. */
import type { Citation } from '../../knowledge/knowledge-base.ts';
import { openPlaces } from '../../knowledge/territories/places.ts';
import { openLabourTables } from '../../knowledge/labour-market/tables.ts';

/** Years, marks, codes of départements and ranks of quarters are no figures. */
const NO_FIGURE = /\[\d+\]|\b(?:19|20)\d\d\b|\((?:\d{2,3}|2[AB])\)|\b\d(?:er|e) trimestre|\bbassin d’emploi T\d+\b|«[^»]*»/g;
const YEAR = /\b20\d\d\b/;

export const figuresOf = (text: string): string[] => text.replace(NO_FIGURE, '').match(/\d[\d\u00a0]*(?:,\d+)?/g) ?? [];

let names: RegExp | undefined;
function areaNames(): RegExp {
  if (names) return names;
  const departements = [...openLabourTables().projects.keys()].flatMap((code) => openPlaces().departement(code) ?? []);
  const all = new Set([...departements.map(({ name }) => name), ...departements.flatMap(({ region }) => region?.name ?? []), 'France', 'Saint-Martin', 'Saint-Barthélemy']);
  const escaped = [...all].map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return (names = new RegExp(`${escaped.join('|')}|bassin d’emploi (?:d[’eu]|T\\d)|zone d’emploi d[’eu]`, 'i'));
}

/** What is missing, in words; empty when nothing is, or when the reply says no figure. Each paragraph with a figure stands behind its year and its area. */
export function missingPapers(text: string, citations: readonly Citation[]): string[] {
  if (figuresOf(text).length === 0) return [];
  const missing: string[] = [];
  const paragraphs = text.split('\n\n');
  for (const [at, paragraph] of paragraphs.entries()) {
    if (figuresOf(paragraph).length === 0) continue;
    const soFar = paragraphs.slice(0, at + 1).join('\n\n');
    if (!YEAR.test(soFar)) missing.push(`no year at « ${paragraph.slice(0, 60)} »`);
    if (!areaNames().test(soFar)) missing.push(`no area at « ${paragraph.slice(0, 60)} »`);
  }
  if (citations.length === 0) missing.push('no source');
  for (const { id, publisher, url, period } of citations) {
    if (!/^(?:France Travail|Insee|Dares)$/.test(publisher)) missing.push(`${id}: no producer`);
    if (!/^https:/.test(url)) missing.push(`${id}: no link`);
    if (!YEAR.test(period ?? '')) missing.push(`${id}: no period`);
  }
  for (const mark of text.matchAll(/\[(\d+)\]/g)) if (citations[Number(mark[1]) - 1] === undefined) missing.push(`${mark[0]} leads nowhere`);
  citations.forEach((_citation, index) => {
    if (!text.includes(`[${index + 1}]`)) missing.push(`no mark [${index + 1}]`);
  });
  return missing;
}
