import { describe, expect, it } from 'vitest';
import { readCorpus } from '../../../knowledge/corpus/read-corpus.ts';
import { holdsOn } from '../../../knowledge/passage.ts';

const corpus = readCorpus();
const article = (number: string) => corpus.passages.find((passage) => passage.article === number)!;

describe('the Code du travail', () => {
  it('gives the article that creates the CEP, with its papers', () => {
    expect(article('L6111-6')).toMatchObject({
      title: 'Article L6111-6 du Code du travail',
      authority: 'law',
      publisher: 'Légifrance',
      url: 'https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000048600517',
      inForceSince: '2024-01-01',
      validUntil: null,
    });
    expect(article('L6111-6').text).toContain('Le conseil est gratuit');
    expect(article('L6111-6').path).toContain('Section 3 : Le conseil en évolution professionnelle');
    expect(article('L6111-6').citesArticles).toContain('L5311-4');
  });

  it('knows on which day a packaged wording ends', () => {
    expect(article('L6323-13').validUntil).toBe('2026-09-01');
    expect(holdsOn(article('L6323-13'), '2026-08-31')).toBe(true);
    expect(holdsOn(article('L6323-13'), '2026-09-01')).toBe(false);
    expect(holdsOn(article('L6323-17-2'), '2026-11-23')).toBe(true);
  });

  it('keeps each article once, the annexes apart, and no passage without words', () => {
    const ids = corpus.passages.map((passage) => passage.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(corpus.passages.filter((passage) => passage.source === 'code-du-travail').length).toBeGreaterThan(11_500);
    expect(corpus.passages.filter((passage) => passage.text.trim() === '')).toEqual([]);
  });
});

describe('the ministry’s sheets', () => {
  const cep = corpus.passages.filter((passage) => passage.document === 'fiche:le-conseil-en-evolution-professionnelle-cep');

  it('are cut by section, each with the sheet’s date and the link to its heading', () => {
    expect(cep.map((passage) => passage.heading)).toContain('Un conseil en évolution professionnelle pour qui ?');
    for (const passage of cep) expect(passage).toMatchObject({ authority: 'ministry', publishedOn: '2024-01-29', publisher: 'Ministère du Travail' });
    expect(cep.at(-1)!.url).toMatch(/^https:\/\/travail-emploi\.gouv\.fr\/.+#comment-mobiliser/);
  });

  it('keep sentences and list items apart', () => {
    expect(cep.map((passage) => passage.text).join('\n')).not.toMatch(/[a-zé]\.[A-ZÉ]/);
  });

  it('leave out the sections that hold links or the words of a video', () => {
    const headings = corpus.passages.map((passage) => passage.heading ?? '');
    expect(headings.filter((heading) => /^(services en ligne|textes de référence|à lire)|web série/i.test(heading))).toEqual([]);
  });

  it('tell which articles they are about, so that an article can be found by the words of its sheet', () => {
    expect(corpus.sheetTitlesByArticle.get('L6111-6')).toContain('Le conseil en évolution professionnelle (CEP)');
  });
});

it('every source names its licence and the version that the lock file fixed', () => {
  for (const source of corpus.sources) {
    expect(source.licence).toBe('Licence Ouverte 2.0');
    expect(source.packageVersion).toMatch(/@\d+\.\d+\.\d+$/);
    expect(source.passages).toBeGreaterThan(1_000);
  }
});
