/** The dates of a source, as every page tells them. */
import { frenchDay } from '../../bot/french-day.ts';
import type { Citation } from '../../knowledge/knowledge-base.ts';
import type { IsoDate } from '../../knowledge/passage.ts';
import { dayBefore } from './day-before.ts';

/** An end further away than this many days is no news to anyone. */
const SOON = 366;

function daysBetween(from: IsoDate, to: IsoDate): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** The dates of a source in words; `isOver` when its wording no longer holds that day. */
export function papersOf(citation: Citation, today: IsoDate): { dates: string[]; isOver: boolean } {
  const { inForceSince, publishedOn, validUntil, period } = citation;
  if (period !== undefined) return { dates: [period], isOver: false };
  if (validUntil !== null && validUntil <= today) {
    return { dates: [`texte remplacé depuis le ${frenchDay(validUntil)}`], isOver: true };
  }
  const dates: string[] = [];
  if (inForceSince !== null) {
    dates.push(inForceSince <= today ? `en vigueur depuis le ${frenchDay(inForceSince)}` : `en vigueur à partir du ${frenchDay(inForceSince)}`);
  } else {
    dates.push(publishedOn === null ? 'date non précisée par la source' : `publié le ${frenchDay(publishedOn)}`);
  }
  if (validUntil !== null && daysBetween(today, validUntil) <= SOON) dates.push(`valable jusqu’au ${frenchDay(dayBefore(validUntil))}`);
  return { dates, isOver: false };
}
