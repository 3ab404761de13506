/** The date of a source, as every channel says it. */
import { frenchDay } from '../../bot/french-day.ts';
import type { Citation } from '../../knowledge/knowledge-base.ts';
import type { IsoDate } from '../../knowledge/passage.ts';

/** A conversation may be read again after the law has changed: then its source says so. */
export function dated({ inForceSince, publishedOn, validUntil, publisher, period }: Citation, today: IsoDate): string {
  if (period !== undefined) return `${publisher}, ${period}`;
  if (validUntil !== null && validUntil <= today) return `texte remplacé depuis le ${frenchDay(validUntil)}`;
  if (inForceSince !== null) return `en vigueur ${inForceSince <= today ? 'depuis le' : 'à partir du'} ${frenchDay(inForceSince)}`;
  return publishedOn === null ? `${publisher}, date non précisée` : `${publisher}, ${frenchDay(publishedOn)}`;
}
