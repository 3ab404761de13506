/** Reads the ministry's practical sheets, section by section, from the package that the lock file pins. */
import { createHash } from 'node:crypto';
import type { Passage } from '../passage.ts';
import { articlesNamedIn } from './article-numbers.ts';
import { INSTALLED, packageVersion, type Packages, sourceById } from './sources.ts';
import { splitText } from './split-text.ts';
import { textOfHtml } from './text-of-html.ts';

interface Sheet {
  title: string;
  date: string;
  url: string;
  intro: string;
  sections: SheetSection[];
}
interface SheetSection {
  anchor: string;
  title: string;
  html: string;
  references: Record<string, { articles: { fmt: string }[] }>;
}

const CODE_DU_TRAVAIL = 'LEGITEXT000006072050';
/** Sections that hold links and not answers. Their references still tell which articles the sheet is about. */
const BOILERPLATE =
  /^(services en ligne|textes? de référence|à lire|lire en complément|pour en savoir plus|pour aller plus loin|en savoir plus|sources réglementaires|modèles? de documents?|articles? associés?|documents?( à télécharger)?|dernières actualités|ressources( utiles.*)?|vidéos?.*|qui contacter ?\??|qui contacter sur ce sujet ?\??)/i;
const VIDEO_TRANSCRIPT = /\btranscription (textuelle|de la vidéo)\b|web série droit du travail|\ben vidéo\b/i;

/** `29/01/2024` gives `2024-01-29`. */
const isoDay = (french: string) => french.split('/').reverse().join('-');

export interface SheetDocument {
  document: string;
  title: string;
  /** Articles that any section of the sheet refers to, the reference section included. */
  articles: string[];
}
export interface Sheets {
  passages: Passage[];
  documents: SheetDocument[];
}

/** Last part of the address, by which cards and tests name a sheet. */
export const slugOf = (url: string) => url.replace(/\/+$/, '').split('/').at(-1) ?? url;

function articlesOf({ references, html }: SheetSection): string[] {
  const listed = references[CODE_DU_TRAVAIL]?.articles.map((article) => article.fmt) ?? [];
  return [...new Set([...listed, ...articlesNamedIn(html)])];
}

/** Sheets with the same text are kept once, and two different sheets at one address keep different ids. */
export function readFichesTravail(packages: Packages = INSTALLED): Sheets {
  const source = sourceById('fiches-ministere');
  const version = packageVersion(source.package, packages);
  const sheets: Sheets = { passages: [], documents: [] };
  const seenTexts = new Set<string>();
  const seenIds = new Map<string, number>();

  for (const sheet of packages.readJson<Sheet[]>(`${source.package}/data/fiches-travail.json`)) {
    const fingerprint = createHash('sha1').update(sheet.sections.map((section) => section.html).join('')).digest('hex');
    if (seenTexts.has(fingerprint)) continue;
    seenTexts.add(fingerprint);
    const document = unique(`fiche:${slugOf(sheet.url)}`, seenIds);
    const title = sheet.title.replace(/\s+/g, ' ').trim();
    sheets.documents.push({ document, title, articles: [...new Set(sheet.sections.flatMap(articlesOf))] });

    const sections = [{ anchor: '', title, html: sheet.intro ?? '', references: {} }, ...sheet.sections];
    const seenTextsOfSheet = new Set<string>();
    for (const section of sections) {
      const heading = section.title.replace(/\s+/g, ' ').trim();
      if (BOILERPLATE.test(heading) || VIDEO_TRANSCRIPT.test(heading)) continue;
      const pieces = splitText(textOfHtml(section.html)).filter((piece) => !VIDEO_TRANSCRIPT.test(piece.slice(0, 200)));
      for (const text of pieces) {
        if (seenTextsOfSheet.has(text)) continue;
        seenTextsOfSheet.add(text);
        sheets.passages.push({
          id: unique(`${document}#${section.anchor || 'introduction'}`, seenIds),
          document,
          source: source.id,
          authority: source.authority,
          title,
          heading: heading === title ? null : heading,
          path: [title],
          text,
          article: null,
          publisher: source.publisher,
          url: section.anchor ? `${sheet.url}#${section.anchor}` : sheet.url,
          inForceSince: null,
          validUntil: null,
          publishedOn: isoDay(sheet.date),
          packageVersion: version,
          note: null,
          citesArticles: articlesOf(section),
        });
      }
    }
  }
  return sheets;
}

function unique(id: string, seen: Map<string, number>): string {
  const count = (seen.get(id) ?? 0) + 1;
  seen.set(id, count);
  return count === 1 ? id : `${id}/${count}`;
}
