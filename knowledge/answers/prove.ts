/**
 * Nothing is shown that its sources do not hold. For each statement: every quote stands word for word in its passage,
 * the wording of every cited passage holds on the day, and every number, date, amount and article number
 * stands in a cited passage. A historic text shows only what was. What fails is left out; when nothing is left, the answer abstains.
 */
import type { Answer, Answered, Statement } from '../knowledge-base.ts';
import { holdsOn, type IsoDate, type Passage } from '../passage.ts';
import { unsupportedClaims } from './claims.ts';

export type FindPassage = (id: string) => Passage | undefined;

/** Why the statement may not be shown; empty when it is proven. */
export function objectionsTo(statement: Pick<Statement, 'text' | 'citations' | 'past'>, find: FindPassage, date: IsoDate): string[] {
  const objections: string[] = [];
  if (statement.citations.length === 0) objections.push('no source');
  const passages: Passage[] = [];
  for (const citation of statement.citations) {
    const passage = find(citation.id);
    if (!passage) objections.push(`unknown passage ${citation.id}`);
    else if (citation.quote === '' || !passage.text.includes(citation.quote)) objections.push(`quote not in ${citation.id}`);
    else if (passage.authority === 'historic' && !statement.past) objections.push(`${citation.id} only says what was`);
    else if (passage.authority !== 'historic' && !holdsOn(passage, date)) objections.push(`wording of ${citation.id} does not hold on ${date}`);
    else passages.push(passage);
  }
  for (const claim of unsupportedClaims(statement.text, passages)) objections.push(`${claim} in no cited passage`);
  return objections;
}

/** The answer with what is proven and nothing else. */
export function prove(answer: Answer, find: FindPassage, date: IsoDate): Answer {
  if (answer.kind !== 'answered') return answer;
  const statements = answer.statements.filter((statement) => objectionsTo(statement, find, date).length === 0);
  // What was is never said without what is.
  if (statements.every(({ past }) => past)) return { kind: 'abstained', nearest: [], suggestions: [], topic: answer.topic };
  return { ...answer, statements, plain: provenPlain(answer, statements, find, date), timeline: provenTimeline(answer, find, date) };
}

/** An order with a step missing is a wrong order: it is shown whole or not at all. */
function provenTimeline({ timeline }: Answered, find: FindPassage, date: IsoDate): Answered['timeline'] {
  const parts = timeline && [timeline.lead, ...timeline.steps.map(({ when, text, irreversible, citations }) => ({ text: [when, text, irreversible].join('\n'), citations }))];
  return parts?.every((part) => objectionsTo(part, find, date).length === 0) ? timeline : undefined;
}

/** The plain wording rests on the same sources, so it is held to the same proof. */
function provenPlain(answer: Answered, statements: Statement[], find: FindPassage, date: IsoDate): string | null {
  if (answer.plain === null) return null;
  const citations = statements.flatMap((statement) => statement.citations);
  return objectionsTo({ text: answer.plain, citations }, find, date).length === 0 ? answer.plain : null;
}
