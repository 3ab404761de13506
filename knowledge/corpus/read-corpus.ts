/** Every official text of the product, with its papers. */
import type { SourceInUse } from '../knowledge-base.ts';
import type { Passage } from '../passage.ts';
import { readCodeDuTravail } from './code-du-travail.ts';
import { readFichesTravail } from './fiches-travail.ts';
import { INSTALLED, packageVersion, type Packages, SOURCES } from './sources.ts';

export interface Corpus {
  passages: Passage[];
  /** For each article number, the titles of the ministry's sheets that refer to it: the words in which people think of it. */
  sheetTitlesByArticle: Map<string, string[]>;
  /** For each sheet (its document id), the articles that it refers to. */
  articlesBySheet: Map<string, string[]>;
  sources: SourceInUse[];
}

/** Reads the packages from disk; about two seconds. */
export function readCorpus(packages: Packages = INSTALLED): Corpus {
  const sheets = readFichesTravail(packages);
  const passages = [...readCodeDuTravail(packages), ...sheets.passages];
  const sheetTitlesByArticle = new Map<string, string[]>();
  for (const { title, articles } of sheets.documents) {
    for (const article of articles) sheetTitlesByArticle.set(article, [...(sheetTitlesByArticle.get(article) ?? []), title]);
  }
  const sources = SOURCES.map((source) => ({
    id: source.id,
    title: source.title,
    publisher: source.publisher,
    licence: source.licence,
    packageVersion: packageVersion(source.package, packages),
    passages: passages.filter((passage) => passage.source === source.id).length,
  }));
  return { passages, sheetTitlesByArticle, articlesBySheet: new Map(sheets.documents.map((sheet) => [sheet.document, sheet.articles])), sources };
}
