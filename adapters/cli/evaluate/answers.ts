/** Are the answers right, complete and shown? */
import type { Reply } from '../../../bot/reply.ts';
import type { RunTurn } from '../../../bot/turn.ts';
import type { KnowledgeBase } from '../../../knowledge/knowledge-base.ts';
import { askThrough, type Said } from './dialogue.ts';
import { isExpected } from './expected.ts';
import { groupBy, share, type SuiteResult } from './figures.ts';
import { plainFrench } from './french-numbers.ts';
import { recheck, type Recheck } from './proof-recheck.ts';
import type { EvaluationQuestion } from './suite-data.ts';

interface Judged {
  question: EvaluationQuestion;
  said: Said;
  answered: boolean;
  citesExpected: boolean;
  /** Expected words that are not in the answer. */
  missing: string[];
  /** Forbidden words that are in it. */
  forbidden: string[];
  /** Words of the answer, sources aside. */
  length: number;
  proof: Recheck;
}

const closeDigits = (text: string) => plainFrench(text).replace(/(\d) (?=\d{3}(?!\d))/g, '$1');

/**
 * What a reply asserts. Beside an operator stand the person's own facts and a directory's phone number: what is asserted has its mark.
 * The number of a step counts the steps, and is no fact of a text.
 */
function claimsOf({ text, card }: Reply): string {
  if (card?.kind === 'steps') return text.replace(/^\d+\. /gm, '');
  return card === undefined ? text : card.intro.split('\n').filter((line) => /\[\d+\]/.test(line)).join('\n');
}

/** « a|b » is a or b; numbers are compared whole. */
export function saysExpected(text: string, expected: string): boolean {
  const plain = closeDigits(text);
  return expected.split('|').some((choice) => {
    const wanted = closeDigits(choice).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`(?<![\\d,])${wanted}(?!\\d)`).test(plain);
  });
}

function judge(question: EvaluationQuestion, said: Said, knowledge: KnowledgeBase): Judged {
  const answered = said.outcome === 'answered' || said.outcome === 'routed';
  // What the bot said that carries sources; a human word or a notice before it asserts nothing.
  const text = said.replies.filter((reply) => reply.citations.length > 0).map(claimsOf).join('\n');
  return {
    question,
    said,
    answered,
    citesExpected: answered && said.citations.some(({ id }) => isExpected(question.expected, id)),
    missing: question.expectedInAnswer.filter((expected) => !answered || !saysExpected(said.text, expected)),
    forbidden: question.forbiddenInAnswer.filter((words) => answered && saysExpected(said.text, words)),
    length: said.text.split(/\s+/).filter((word) => /\p{L}|\d/u.test(word)).length,
    proof: recheck(answered ? text : '', said.citations, (id) => knowledge.passage(id)),
  };
}

/** Answered, from the right document, with everything that a good answer cannot leave out and nothing that it may not say. */
const isRight = ({ answered, citesExpected, missing, forbidden }: Judged): boolean =>
  answered && citesExpected && missing.length === 0 && forbidden.length === 0;

const median = (numbers: number[]): number => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;

export async function evaluateAnswers(runTurn: RunTurn, knowledge: KnowledgeBase, questions: readonly EvaluationQuestion[]): Promise<SuiteResult> {
  const judged: Judged[] = [];
  for (const question of questions) judged.push(judge(question, await askThrough(runTurn, question.question), knowledge));

  const row = (name: string, group: readonly Judged[]) => {
    const answered = group.filter((item) => item.answered);
    const withWords = group.filter(({ question }) => question.expectedInAnswer.length > 0);
    return [
      name,
      group.length,
      share(answered.length, group.length),
      share(answered.filter((item) => item.citesExpected).length, answered.length),
      share(withWords.filter((item) => item.missing.length === 0).length, withWords.length),
      share(group.filter(isRight).length, group.length),
    ];
  };
  const tune = judged.filter(({ question }) => question.half === 'tune');
  const heldout = judged.filter(({ question }) => question.half === 'heldout');
  const heldoutRow = row('heldout', heldout);
  const bySet = [...groupBy(judged, ({ question }) => `${question.set}, ${question.half}`)].map(([name, group]) => row(name, group));
  const quotes = judged.flatMap(({ said }) => said.citations).length;
  const broken = judged.flatMap(({ proof }) => proof.brokenQuotes).length;
  const unshown = judged.filter(({ proof }) => proof.unshown.length > 0).length;
  const uncited = judged.filter(({ answered, said }) => answered && said.citations.length === 0).length;
  return {
    tables: [
      {
        title: 'Réponses',
        columns: ['', 'questions', 'répondues', 'bonne source', 'mots attendus', 'tout à fait justes'],
        rows: [row('tune', tune), heldoutRow, row('toutes', judged), ...bySet],
        note: '« bonne source » parmi les répondues ; « mots attendus » parmi les questions qui en ont, répondues ou non ; tout à fait juste : répondue, bonne source, tous les mots attendus, aucun mot interdit.',
      },
      {
        title: 'Preuve, vérifiée une seconde fois par un autre code',
        columns: ['', 'vérifiées', 'fausses'],
        rows: [
          ['réponses avec un nombre, une date ou un article absent des passages cités', judged.filter((item) => item.answered).length, unshown],
          ['réponses sans aucune source', judged.filter((item) => item.answered).length, uncited],
          ['citations qui ne sont pas mot pour mot dans leur passage', quotes, broken],
        ],
      },
    ],
    figures: {
      'answers-answered': Number(heldoutRow[2]),
      'answers-right-source': Number(heldoutRow[3]),
      'answers-expected-words': Number(heldoutRow[4]),
      'answers-right': Number(heldoutRow[5]),
      'answers-median-words': median(judged.filter((item) => item.answered).map(({ length }) => length)),
      'answers-with-unshown-facts': unshown,
      'answers-without-source': uncited,
      'quotes-word-for-word': quotes === 0 ? 1 : 1 - broken / quotes,
    },
    failures: judged.flatMap((item) => failuresOf(item)),
  };
}

function failuresOf({ question, said, answered, citesExpected, missing, forbidden, proof }: Judged) {
  const problems = [
    ...(answered ? [] : [`not answered (${said.outcome})`]),
    ...(answered && !citesExpected ? [`cites ${said.citations.map(({ id }) => id).join(', ') || 'nothing'}`] : []),
    ...missing.filter(() => answered).map((words) => `does not say « ${words} »`),
    ...forbidden.map((words) => `SAYS « ${words} »`),
    ...proof.unshown.map((fact) => `NOT SHOWN: ${fact}`),
    ...proof.brokenQuotes.map((id) => `QUOTE NOT FOUND: ${id}`),
  ];
  return problems.map((problem) => ({ id: question.id, half: question.half, detail: `${question.question} | ${problem}` }));
}
