/** Does the index find a document that answers? On our own questions, by half and by theme. */
import type { KnowledgeBase } from '../../../knowledge/knowledge-base.ts';
import { rankOfExpected } from './expected.ts';
import { groupBy, type SuiteResult } from './figures.ts';
import { hitsWithin, meanReciprocalRank, type Rank } from './ranks.ts';
import type { EvaluationQuestion } from './suite-data.ts';

/** As many as the figures look at. */
const LIMIT = 10;

interface Ranked {
  question: EvaluationQuestion;
  rank: Rank;
  found: string[];
}

export async function evaluateRetrieval(knowledge: KnowledgeBase, questions: readonly EvaluationQuestion[], date: string): Promise<SuiteResult> {
  const ranked: Ranked[] = [];
  for (const question of questions) {
    const passages = await knowledge.retrieve(question.question, { date, limit: LIMIT });
    const found = passages.map(({ passage }) => passage.document);
    ranked.push({ question, rank: rankOfExpected(question.expected, found), found });
  }
  const half = (name: string) => ranked.filter(({ question }) => question.half === name);
  const row = (name: string, group: readonly Ranked[]) => {
    const ranks = group.map(({ rank }) => rank);
    return [name, ranks.length, hitsWithin(ranks, 1), hitsWithin(ranks, 5), meanReciprocalRank(ranks)];
  };
  const columns = ['', 'questions', 'premier', '5 premiers', 'MRR@10'];
  const heldout = half('heldout').map(({ rank }) => rank);
  return {
    tables: [
      { title: 'Recherche, nos questions', columns, rows: [row('tune', half('tune')), row('heldout', half('heldout')), row('toutes', ranked)] },
      {
        title: 'Recherche, par thème',
        columns,
        rows: [...groupBy(ranked, ({ question }) => question.theme)].map(([theme, group]) => row(theme, group)),
      },
    ],
    figures: {
      'retrieval-hit-at-5': hitsWithin(heldout, 5),
      'retrieval-hit-at-1': hitsWithin(heldout, 1),
    },
    failures: ranked
      .filter(({ rank }) => rank === null || rank > 5)
      .map(({ question, rank, found }) => ({
        id: question.id,
        half: question.half,
        detail: `${question.question} | rank ${rank ?? '> 10'} | found ${found.slice(0, 3).join(', ')}`,
      })),
  };
}
