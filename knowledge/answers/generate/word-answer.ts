/** The model words the answer from chosen passages; each sentence is kept only if it is proven, and says what its quote says. */
import type { AskModel, TextToRead } from '../../../prompts/model/model-prompts.ts';
import type { Statement } from '../../knowledge-base.ts';
import type { IsoDate, Passage } from '../../passage.ts';
import { cite } from '../citations.ts';
import { LENGTH } from '../extract.ts';
import { objectionsTo } from '../prove.ts';
import { sentencesOf } from '../sentences.ts';
import { pointsBack } from './guards.ts';
import { libertiesOf } from './liberties.ts';

/** A passage is given to the model up to here, in characters. */
const LONGEST_TEXT = 2_500;
const SENTENCES = 3;

export const textToRead = ({ id, title, heading, text }: Passage): TextToRead => ({ id, title: heading === null ? title : `${title} — ${heading}`, text: text.slice(0, LONGEST_TEXT) });

/** Statements that are proven, in the model's order; none when it did not answer, or nothing of it may be shown. */
export async function wordAnswer(question: string, passages: readonly Passage[], date: IsoDate, ask: AskModel): Promise<Statement[]> {
  const answer = await ask('word-answer', { question, passages: passages.map(textToRead) });
  const find = (id: string) => passages.find((passage) => passage.id === id);
  const statements = (answer?.sentences ?? []).flatMap(({ text, passage: id, quote }) => {
    const passage = find(id);
    const whole = passage ? wholeSentence(passage, quote) : null;
    if (!passage || whole === null) return [];
    const statement = { text: text.trim(), citations: [cite(passage, whole)] };
    return objectionsTo(statement, find, date).length > 0 || libertiesOf(statement.text, whole, passage).length > 0 ? [] : [statement];
  });
  return once(statements).slice(0, SENTENCES);
}

/** The sentence of the passage in which the quote stands: half of one may leave out its « ne » or its « si ». */
function wholeSentence(passage: Passage, quote: string): string | null {
  const words = quote.trim();
  const start = words === '' ? -1 : passage.text.indexOf(words);
  if (start < 0) return null;
  const around = sentencesOf(passage.text).find((sentence) => sentence.start <= start && start + words.length <= sentence.end);
  // A heading says nothing; an item of a list lives from the line that announces it.
  if (!around || around.text.length < LENGTH.shortest || around.text.length > LENGTH.longest || !/[.!?]$/.test(around.text) || /^(?:-|•|[a-z\d]+[°)])/.test(around.text)) return null;
  return pointsBack(around.text) ? null : around.text;
}

const once = (statements: readonly Statement[]): Statement[] => statements.filter((statement, at) => statements.findIndex(({ text }) => text === statement.text) === at);
