/** Reads the Code du travail, article by article, from the package that the lock file pins. */
import type { Passage } from '../passage.ts';
import { articleNumber, articlesNamedIn } from './article-numbers.ts';
import { INSTALLED, packageVersion, type Packages, sourceById } from './sources.ts';
import { textOfHtml } from './text-of-html.ts';

interface ArticleNode {
  type: 'article';
  data: { id: string; num: string | null; texte: string; texteHtml: string; nota: string; dateDebut: number; dateFin: number; etat: string };
}
interface SectionNode {
  type: 'section' | 'code';
  data: { title: string };
  children: Node[];
}
type Node = ArticleNode | SectionNode;

const FILE = '@socialgouv/legi-data/data/LEGITEXT000006072050.json';
const COLLECTION = 'code-du-travail';
/** Légifrance writes « no end » as a day of the year 2222 or 2999. */
const NO_END_FROM = '2200-01-01';

const isoDay = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10);

/** Every article of the package that has a text, with its hierarchy, its dates and its link. */
export function readCodeDuTravail(packages: Packages = INSTALLED): Passage[] {
  const source = sourceById(COLLECTION);
  const version = packageVersion(source.package, packages);
  const passages: Passage[] = [];
  const known = new Set<string>();

  function toPassage({ data }: ArticleNode, path: string[]): Passage | null {
    const text = textOfHtml(data.texteHtml);
    if (text === '') return null;
    const named = /^\s*[LRD]/.test(data.num ?? '');
    const article = named ? articleNumber(data.num ?? '') : null;
    // Annexes share their names, so their Légifrance id tells them apart.
    const id = `${COLLECTION}:${article ?? data.id}`;
    if (known.has(id)) return null;
    known.add(id);
    const end = isoDay(data.dateFin);
    return {
      id,
      document: id,
      source: source.id,
      authority: source.authority,
      title: article ? `Article ${article} du Code du travail` : `${(data.num ?? 'Annexe').trim()} du Code du travail`,
      heading: path.at(-1) ?? null,
      path,
      text,
      article,
      publisher: source.publisher,
      url: `https://www.legifrance.gouv.fr/codes/article_lc/${data.id}`,
      inForceSince: isoDay(data.dateDebut),
      validUntil: end >= NO_END_FROM ? null : end,
      publishedOn: null,
      packageVersion: version,
      note: data.nota.trim() || null,
      citesArticles: articlesNamedIn(text).filter((number) => number !== article),
    };
  }

  function walk(node: Node, path: string[]): void {
    if (node.type === 'article') {
      const passage = toPassage(node, path);
      if (passage) passages.push(passage);
      return;
    }
    const inner = node.type === 'code' ? path : [...path, node.data.title.replace(/\s+/g, ' ').trim()];
    for (const child of node.children ?? []) walk(child, inner);
  }

  walk(packages.readJson<Node>(FILE), []);
  return passages;
}
