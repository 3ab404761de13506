/**
 * Where the cards have no answer, a configured model may help: it completes the question, chooses among the passages, words what they say.
 * A card was written and reviewed by people: it always comes first. Whatever the model fails at, the extracted answer stands.
 */
import type { AskModel } from '../../../prompts/model/model-prompts.ts';
import { coverageOf } from '../../index/question.ts';
import type { OpenIndex } from '../../index/open-index.ts';
import { search, type EmbedQuestion, type SearchResult } from '../../index/search.ts';
import { stems } from '../../index/stem.ts';
import type { Answer, Question, Statement } from '../../knowledge-base.ts';
import { SPECIAL_STEPS } from '../../cards/card.ts';
import { articlesNamedIn } from '../../corpus/article-numbers.ts';
import { compose } from '../compose.ts';
import { THRESHOLDS } from '../thresholds.ts';
import { composeInTime } from '../time.ts';
import { pastIn } from '../time-words.ts';
import { isName, saysNothing } from '../too-short.ts';
import { choosePassages } from './choose-passages.ts';
import { rewriteQuestion } from './rewrite-question.ts';
import { wordAnswer } from './word-answer.ts';

/** Passages among which the model chooses. */
const LOOKED_AT = { limit: 8, perDocument: 2 };
/** Share of the question's weight that the worded answer must cover, with the titles of its sources: a true sentence may be beside the question. */
const COVERED = 0.5;
const FEWEST_WORDS = 2;

export async function answerWithModel(index: OpenIndex, question: Question, embed: EmbedQuestion | null, ask: AskModel): Promise<Answer> {
  const extracted = await composeInTime(index, question, embed);
  // What held on another day is answered by dates, and dates are code's.
  if (pastIn(question.text, question.date) !== null) return extracted;
  if (extracted.kind === 'out-of-scope' || (extracted.kind === 'answered' && extracted.card !== null) || !mayHelp(question.text)) return extracted;

  const { topic } = question;
  const rewritten = topic === null || extracted.kind === 'answered' ? null : await rewriteQuestion(question.text, topic, titleOf(index, topic.card), ask);
  if (rewritten !== null) {
    const answer = await compose(index, { ...question, text: rewritten, topic: null }, embed);
    if (answer.kind === 'answered' && answer.card !== null) return answer;
  }
  const text = rewritten ?? question.text;
  const result = await search(index, text, { date: question.date, ...LOOKED_AT }, embed);
  if (!isOurs(result)) return extracted;
  const passages = await choosePassages(text, result, ask);
  const statements = passages.length === 0 ? [] : await wordAnswer(text, passages, question.date, ask);
  if (statements.length === 0 || coveredBy(statements, result, index) < COVERED) return extracted;
  const next = extracted.kind === 'answered' ? extracted.next : [...extracted.suggestions, SPECIAL_STEPS['parler-a-quelqu-un']];
  return { kind: 'answered', statements, plain: null, card: null, wording: 'model', topic: extracted.topic ?? { theme: 'cep', card: null, question: text }, next };
}

const titleOf = (index: OpenIndex, id: string | null): string => index.cards.find((card) => card.id === id)?.title ?? '';

/** Whoever names an article gets its words; a greeting or a town asks nothing. */
const mayHelp = (text: string): boolean => !saysNothing(text) && !isName(text) && stems(text).length >= FEWEST_WORDS && articlesNamedIn(text.toUpperCase()).length === 0;

/** Whether a question is of our field is not for the model to say. */
const isOurs = ({ signs }: SearchResult): boolean => signs.otherThemes === 0 && signs.inField >= THRESHOLDS.inField;

function coveredBy(statements: readonly Statement[], { reading }: SearchResult, { dictionary }: OpenIndex): number {
  const bitOf = new Map(reading.terms.map(({ term }, bit) => [term, 1 << bit]));
  const said = stems(statements.map(({ text, citations }) => `${text} ${citations.map(({ title }) => title).join(' ')}`).join(' '));
  return coverageOf(reading)(said.reduce((bits, stem) => bits | (bitOf.get(dictionary.termOf.get(stem) ?? -1) ?? 0), 0));
}
