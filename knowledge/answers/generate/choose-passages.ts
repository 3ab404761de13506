/** The model says which of the passages that search found answer the question. It can only choose: what it invents is left out. */
import type { AskModel } from '../../../prompts/model/model-prompts.ts';
import type { SearchResult } from '../../index/search.ts';
import type { Passage } from '../../passage.ts';
import { FAR_FROM_CAREERS } from '../extract.ts';
import { givesOrders } from './guards.ts';
import { textToRead } from './word-answer.ts';

const CHOSEN = 3;

export async function choosePassages(question: string, { passages }: SearchResult, ask: AskModel): Promise<Passage[]> {
  // What no longer holds, only tells of the past or speaks to a program is not even shown to the model.
  const candidates = passages.filter(({ passage, holds }) => holds && passage.authority !== 'historic' && !FAR_FROM_CAREERS.test(passage.article ?? '') && !givesOrders(`${passage.title} ${passage.heading} ${passage.text}`)).map(({ passage }) => passage);
  if (candidates.length === 0) return [];
  const answer = await ask('choose-passages', { question, passages: candidates.map(textToRead) });
  return [...new Set(answer?.passages ?? [])].flatMap((id) => candidates.find((passage) => passage.id === id) ?? []).slice(0, CHOSEN);
}
