/**
 * Questions gathered by others over labour law at large, one JSON object a line: `question`, `articles`, `sheets` (titles).
 * They are read from the path in REAL_QUESTIONS and are no part of this repository.
 * Where a question has no sheet, the ministry's own sheets that refer to its articles are the right ones.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { KnowledgeBase } from '../../../knowledge/knowledge-base.ts';
import { readCorpus } from '../../../knowledge/corpus/read-corpus.ts';
import type { Passage } from '../../../knowledge/passage.ts';
import { documentName, isArticle } from './expected.ts';
import type { SuiteResult } from './figures.ts';
import { hitsWithin, meanReciprocalRank, type Rank } from './ranks.ts';

const realQuestionSchema = z.object({ question: z.string(), articles: z.array(z.string()), sheets: z.array(z.string()) });
type RealQuestion = z.infer<typeof realQuestionSchema>;

/** Retrieval gives one list; each kind is ranked among its own, so the list must be long enough for ten of each. */
const LIMIT = 60;

/** Sheets are labelled by their title. */
const comparable = (title: string) =>
  title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim();

export function readRealQuestions(path: string): RealQuestion[] {
  const lines = readFileSync(path, 'utf8').split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, index) => {
    const result = realQuestionSchema.safeParse(JSON.parse(line));
    if (!result.success) throw new Error(`REAL_QUESTIONS: line ${index + 1} of ${path}: ${z.prettifyError(result.error)}`);
    return result.data;
  });
}

const firstOf = (found: readonly string[], right: readonly string[]): Rank => {
  const index = found.findIndex((name) => right.includes(name));
  return index < 0 ? null : index + 1;
};

export async function evaluateRealQuestions(knowledge: KnowledgeBase, path: string, date: string): Promise<SuiteResult> {
  const sheetRanks: Rank[] = [];
  const articleRanks: Rank[] = [];
  const { sheetTitlesByArticle } = readCorpus();
  for (const { question, articles, sheets: labelled } of readRealQuestions(path)) {
    const sheets = labelled.length > 0 ? labelled : articles.flatMap((article) => sheetTitlesByArticle.get(article) ?? []);
    const passages = (await knowledge.retrieve(question, { date, limit: LIMIT })).map(({ passage }) => passage);
    const ofKind = (law: boolean) => passages.filter(({ document }) => isArticle(document) === law);
    const title = (passage: Passage) => comparable(passage.title);
    // A query counts for a kind when it has labels of that kind.
    if (sheets.length > 0) sheetRanks.push(firstOf(ofKind(false).map(title), sheets.map(comparable)));
    if (articles.length > 0) articleRanks.push(firstOf(ofKind(true).map(({ document }) => documentName(document)), articles));
  }
  const measured = [
    { name: 'fiches, classées parmi les fiches', figure: 'real-questions-sheets-mrr', ranks: sheetRanks },
    { name: 'articles, classés parmi les articles', figure: 'real-questions-articles-mrr', ranks: articleRanks },
  ].filter(({ ranks }) => ranks.length > 0);
  return {
    tables: [
      {
        title: 'Recherche, questions réelles sur tout le droit du travail',
        columns: ['', 'questions', 'premier', '5 premiers', 'MRR@10'],
        rows: measured.map(({ name, ranks }) => [name, ranks.length, hitsWithin(ranks, 1), hitsWithin(ranks, 5), meanReciprocalRank(ranks)]),
      },
    ],
    figures: Object.fromEntries(measured.map(({ figure, ranks }) => [figure, meanReciprocalRank(ranks)])),
    failures: [],
  };
}
