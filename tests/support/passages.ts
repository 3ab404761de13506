import { cite } from '../../knowledge/answers/citations.ts';
import type { Passage } from '../../knowledge/passage.ts';

/** A passage of a small law of our own, for tests. */
export function passage(text: string, changes: Partial<Passage> = {}): Passage {
  const article = changes.article === undefined ? 'L1234-5' : changes.article;
  return {
    id: `code-du-travail:${article ?? 'x'}`,
    document: `code-du-travail:${article ?? 'x'}`,
    source: 'code-du-travail',
    authority: 'law',
    title: `Article ${article} du Code du travail`,
    heading: null,
    path: [],
    text,
    publisher: 'Légifrance',
    url: 'https://www.legifrance.gouv.fr/codes/article_lc/X',
    inForceSince: '2024-01-01',
    validUntil: null,
    publishedOn: null,
    packageVersion: 'test@1.0.0',
    note: null,
    citesArticles: [],
    ...changes,
    article,
  };
}

export { cite };
