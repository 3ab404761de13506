/** What follows links: texts cited by good sheets and by fitting cards rise, and each document shows its best passages. */
import { LAW, SHEET } from './build/units.ts';
import type { RankedCard } from './cards.ts';
import type { OpenIndex } from './open-index.ts';
import { WEIGHTS, type RankedUnit } from './rank.ts';

const SHEETS_FOLLOWED = 5;
/** Below this score a card says nothing about the question. */
const CARD_FITS_FROM = 0.45;

function linksOf(index: OpenIndex, unit: number): Uint32Array {
  return index.units.links.subarray(index.units.linksStarts[unit], index.units.linksStarts[unit + 1]);
}

/** The same units, with what links add; a linked text that was no candidate becomes one. */
export function boostLinked(index: OpenIndex, units: readonly RankedUnit[], cards: readonly RankedCard[]): RankedUnit[] {
  const gains = new Map<number, number>();
  const raise = (unit: number, gain: number) => gains.set(unit, Math.max(gains.get(unit) ?? 0, gain));
  const sheets = units.filter((unit) => unit.kind === SHEET).sort((one, other) => other.score - one.score).slice(0, SHEETS_FOLLOWED);
  const best = Math.max(...units.map((unit) => unit.score), 1e-6);
  for (const sheet of sheets) {
    for (const link of linksOf(index, sheet.unit)) if (index.units.kinds[link] === LAW) raise(link, (WEIGHTS.citedBySheet * sheet.score) / best);
  }
  for (const card of cards) {
    const fit = (card.score - CARD_FITS_FROM) / (1 - CARD_FITS_FROM);
    if (fit > 0) for (const link of linksOf(index, card.unit)) raise(link, WEIGHTS.sourceOfCard * fit);
  }
  const known = new Map(units.map((unit) => [unit.unit, unit]));
  for (const unit of gains.keys()) {
    if (!known.has(unit)) known.set(unit, { unit, kind: index.units.kinds[unit] as number, score: 0, covered: 0, cosine: 0 });
  }
  return [...known.values()].map((unit) => ({ ...unit, score: unit.score + (gains.get(unit.unit) ?? 0) }));
}

/** In a long list, neither the law nor the sheets may crowd the other out: each has this share at most, while the other has any left. */
const GREATEST_SHARE = 0.6;
const LONG_LIST = 10;

/** The best `limit` documents, each with its best passages. Units are passages here: their number is the passage's. */
export function bestOfDocuments(index: OpenIndex, units: readonly RankedUnit[], limit: number, perDocument: number): RankedUnit[] {
  const sorted = [...units].sort((one, other) => other.score - one.score || one.unit - other.unit);
  const documents = chooseDocuments(index, sorted, limit);
  const kept = new Map<number, number>();
  return sorted.filter(({ unit }) => {
    const document = index.documents[unit] as number;
    const count = kept.get(document) ?? 0;
    if (!documents.has(document) || count >= perDocument) return false;
    kept.set(document, count + 1);
    return true;
  });
}

function chooseDocuments(index: OpenIndex, sorted: readonly RankedUnit[], limit: number): Set<number> {
  const most = limit < LONG_LIST ? limit : Math.ceil(GREATEST_SHARE * limit);
  const chosen = new Set<number>();
  const left: number[] = [];
  const counts = [0, 0];
  for (const { unit, kind } of sorted) {
    const document = index.documents[unit] as number;
    if (chosen.size >= limit) break;
    if (chosen.has(document)) continue;
    if ((counts[kind] as number) >= most) left.push(document);
    else {
      counts[kind] = (counts[kind] as number) + 1;
      chosen.add(document);
    }
  }
  for (const document of left) if (chosen.size < limit) chosen.add(document);
  return chosen;
}
