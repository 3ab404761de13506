/**
 * A passage: the smallest piece of an official text that we retrieve, quote and date.
 * No text enters the index without these papers.
 */

/** Which text wins when two disagree: law in force > ministry sheet > operator's document > historic text. */
export type Authority = 'law' | 'ministry' | 'operator' | 'historic';

/** A day, written `2026-11-23`. */
export type IsoDate = string;

export interface Passage {
  /** Unique and stable over builds: `code-du-travail:L6111-6`, `fiche:le-bilan-de-competences#qui-est-concerne`. */
  id: string;
  /** The document it belongs to (one article, one sheet): `code-du-travail:L6111-6`, `fiche:le-bilan-de-competences`. */
  document: string;
  /** Id of the source in `knowledge/corpus/sources.yaml`. */
  source: string;
  authority: Authority;
  /** Title of the document, as a person should read it: « Article L6111-6 du Code du travail ». */
  title: string;
  /** Heading of the section inside the document, when it has one. */
  heading: string | null;
  /** Where the document stands in its source, outermost first. */
  path: string[];
  /** The words as published, white space made plain. Quotes are cut from here and nowhere else. */
  text: string;
  /** Article number without dot or space (`L6111-6`), for articles of law only. */
  article: string | null;
  publisher: string;
  /** Opens the official page, at the heading when the page has anchors. */
  url: string;
  /** First day on which this wording is in force; null for a text without that notion. */
  inForceSince: IsoDate | null;
  /** First day on which this wording no longer holds; null when no end is known. */
  validUntil: IsoDate | null;
  /** Day on which the publisher dated the document; null for articles of law. */
  publishedOn: IsoDate | null;
  /** `name@version` of the package, or the file name of an operator's document. */
  packageVersion: string;
  /** The publisher's own note on the article (entry into force, transition), if any. */
  note: string | null;
  /** Numbers of the articles of the same code that this text cites. */
  citesArticles: string[];
}

/** Says whether the wording of the passage holds on that day. */
export function holdsOn(passage: Pick<Passage, 'inForceSince' | 'validUntil'>, date: IsoDate): boolean {
  if (passage.inForceSince !== null && date < passage.inForceSince) return false;
  return passage.validUntil === null || date < passage.validUntil;
}
