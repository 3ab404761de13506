/** What has changed in the texts since the cards were reviewed, and what is about to. */
import type { Card } from '../cards/card.ts';
import type { IsoDate, Passage } from '../passage.ts';
import { wordingHash } from './reviewed.ts';

/** How long before a wording ends somebody must hear of it, in days. */
export const WARNING_DAYS = 30;
const DAY_MS = 86_400_000;

/** A text that a card was reviewed against, and that is no longer the same. */
export interface ChangedText {
  /** Id of the passage. */
  passage: string;
  title: string;
  /** Opens the official page; null when the text is gone. */
  url: string | null;
  /** First day of the new wording, or the day of the sheet, when the publisher says it. */
  since: IsoDate | null;
  /** The wording of the review; null when it is not kept on this machine. */
  before: string | null;
  /** The wording of today; null when the text is gone, or no longer under that name. */
  now: string | null;
}

/** A card that must be reviewed before it answers again. */
export interface ChangedCard {
  card: string;
  title: string;
  /** Below `knowledge/cards/content/`. */
  file: string;
  reviewed: IsoDate;
  texts: ChangedText[];
  /** Why the card could not even be compiled against the new texts, for whoever mends it. */
  problems: string[];
}

/** A card of which a wording ends soon, or has ended. */
export interface EndingCard {
  card: string;
  title: string;
  /** The text, and the first day on which its wording no longer holds. */
  text: string;
  url: string;
  ends: IsoDate;
}

/**
 * Texts of the review that are missing or say something else now, among those of the documents that the card still names.
 * A part of a sheet that has only moved inside it has not changed. `library` holds the passages of each document.
 */
export function changedTexts(recorded: Readonly<Record<string, string>>, documents: readonly string[], library: ReadonlyMap<string, readonly Passage[]>): ChangedText[] {
  return Object.entries(recorded).flatMap(([id, hash]) => {
    const [document = ''] = id.split('#');
    const passages = library.get(document) ?? [];
    if (!documents.includes(document) || passages.some((passage) => wordingHash(passage) === hash)) return [];
    const passage = passages.find((other) => other.id === id);
    const title = passage === undefined ? id : [passage.title, passage.article === null ? passage.heading : null].filter((part) => part !== null).join(' — ');
    return [{ passage: id, title, url: passage?.url ?? null, since: passage?.inForceSince ?? passage?.publishedOn ?? null, before: null, now: passage?.text ?? null }];
  });
}

/** Cards of which a wording has ended, or ends within {@link WARNING_DAYS} of the day; the soonest first. */
export function endingCards(cards: readonly Pick<Card, 'id' | 'title' | 'citations'>[], date: IsoDate): EndingCard[] {
  const limit = new Date(Date.parse(date) + WARNING_DAYS * DAY_MS).toISOString().slice(0, 10);
  return cards
    .flatMap(({ id, title, citations }) =>
      citations
        .filter(({ validUntil }) => validUntil !== null && validUntil <= limit)
        .filter(({ id: passage }, place, all) => all.findIndex((other) => other.id === passage) === place)
        .map((citation) => ({ card: id, title, text: citation.title, url: citation.url, ends: citation.validUntil as IsoDate })),
    )
    .sort((one, other) => one.ends.localeCompare(other.ends) || one.card.localeCompare(other.card));
}
