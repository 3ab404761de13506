/**
 * Questions about yesterday's world: what was said then where a text of then is there, or that none is,
 * and always what holds today.
 */
import type { OpenIndex } from '../index/open-index.ts';
import { search, type EmbedQuestion } from '../index/search.ts';
import { stems } from '../index/stem.ts';
import type { Answer, Answered, Citation, Question, Statement } from '../knowledge-base.ts';
import { cite } from './citations.ts';
import { compose } from './compose.ts';
import { frenchDay } from './french-day.ts';
import { answerOf } from './from-texts.ts';
import { sentencesOf } from './sentences.ts';
import { pastIn, TIME_WORDING, type PastQuestion } from './time-words.ts';

/** Texts among which one of then is looked for. */
const LOOKED_AT = { limit: 20, perDocument: 2 };
/** Stems that a sentence of then must share with the question to be about it. */
const SHARED = 2;

/** {@link compose}, for whatever day the question is about. */
export async function composeInTime(index: OpenIndex, asked: Question, embed: EmbedQuestion | null): Promise<Answer> {
  const past = pastIn(asked.text, asked.date);
  if (past === null || (stems(past.rest).length === 0 && asked.topic === null)) return compose(index, asked, embed);
  const today = await holdingToday(index, asked, past, embed);
  if (today.kind !== 'answered') return today;
  const then = (await saidThen(index, asked, past, embed)) ?? whyNotThen(today, past);
  return then === null ? today : { ...today, statements: [then, ...today.statements], plain: null };
}

/** What the question asks, answered for today; « et en 2023 ? » asks again what was asked before. */
async function holdingToday(index: OpenIndex, asked: Question, { rest }: PastQuestion, embed: EmbedQuestion | null): Promise<Answer> {
  const { topic } = asked;
  if (stems(rest).length > 0 || topic === null) return compose(index, { ...asked, text: rest }, embed);
  const card = index.cards.find(({ id }) => id === topic.card);
  const answer = card && answerOf(card, topic.question, index, asked);
  if (answer) return answer;
  return compose(index, { ...asked, text: topic.question, topic: null }, embed);
}

/** A sentence of a historic document about the question, shown as past. */
async function saidThen(index: OpenIndex, asked: Question, { year, rest }: PastQuestion, embed: EmbedQuestion | null): Promise<Statement | null> {
  const question = stems(rest).length > 0 ? rest : (asked.topic?.question ?? rest);
  const wanted = new Set(stems(question));
  const { passages } = await search(index, question, { date: asked.date, ...LOOKED_AT }, embed);
  for (const { passage } of passages) {
    const day = passage.publishedOn;
    if (passage.authority !== 'historic' || day === null) continue;
    const isLater = year !== null && Number((passage.inForceSince ?? day).slice(0, 4)) > year;
    const hasEnded = year !== null && passage.validUntil !== null && Number(passage.validUntil.slice(0, 4)) < year;
    if (isLater || hasEnded) continue;
    const best = sentencesOf(passage.text)
      // A heading or a path of links says nothing.
      .filter(({ text }) => /[.!?…]»?$/.test(text.trim()) && !text.includes(' > '))
      .map(({ text }) => ({ text, shared: new Set(stems(text).filter((stem) => wanted.has(stem))).size }))
      .sort((one, other) => other.shared - one.shared)[0];
    if (best === undefined || best.shared < Math.min(SHARED, wanted.size)) continue;
    const text = filled(TIME_WORDING.historic, { title: passage.title, publisher: passage.publisher, day: frenchDay(day), quote: best.text });
    return { text, citations: [cite(passage, best.text)], past: true };
  }
  return null;
}

/** Says since when the wording of today is in force: already then, or that the wording of then is not here. */
function whyNotThen({ statements }: Answered, { year }: PastQuestion): Statement | null {
  const citations = statements.flatMap((statement) => statement.citations);
  const newest = citations.filter(({ article, inForceSince }) => article !== null && inForceSince !== null).sort(newestFirst)[0];
  const sheet = citations.find(({ publishedOn }) => publishedOn !== null);
  const isOld = newest !== undefined && sheet === undefined && year !== null && (newest.inForceSince ?? '') <= `${year}-01-01`;
  if (newest?.inForceSince) return about(newest, newest.inForceSince, isOld ? TIME_WORDING.sinceThen : TIME_WORDING.notThenArticle);
  return sheet?.publishedOn ? about(sheet, sheet.publishedOn, TIME_WORDING.notThenSheet) : null;
}

const newestFirst = (one: Citation, other: Citation): number => (other.inForceSince ?? '').localeCompare(one.inForceSince ?? '');

const about = (citation: Citation, since: string, wording: string): Statement => ({
  text: filled(wording, { article: citation.article ?? '', since: frenchDay(since) }),
  citations: [citation],
});

const filled = (wording: string, values: Record<string, string>): string => Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, () => value), wording);
