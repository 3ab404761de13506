/** « 45, j'ai inversé », « non plombier en fait »: a bare number or trade beside words of correction mends what was given. */
import { createMatcher } from './matcher.ts';
import { nameAt, namesIn } from './occupation-names.ts';
import { numberAt } from './numbers.ts';
import { OLDEST, YOUNGEST } from './read-age.ts';
import type { Reading } from './reading.ts';
import { readTable } from './tables.ts';
import { isStop, saidBetween, type Token } from './tokens.ts';

const REVISION = createMatcher([{ row: null, phrases: readTable('voices').revision }]);
const LONGEST = 12;

/** True when the person takes back something that they said before. */
export const isRevision = (tokens: Token[]): boolean => REVISION.findIn(tokens).length > 0;

/** A number of years stands before the words of correction, and another number behind them. */
function numbersOutside(tokens: Token[], mark: number): boolean {
  const at = (from: number, to: number) => tokens.slice(from, to).findIndex((_, index) => numberAt(tokens, from + index) !== null);
  return mark > 0 && at(0, mark) >= 0 && at(mark + 1, tokens.length) >= 0 && tokens.slice(0, mark).some(({ word }) => word === 'ans');
}

export function revisions(text: string, tokens: Token[]): Reading[] {
  if (tokens.length > LONGEST) return [];
  const marks = REVISION.findIn(tokens);
  if (marks.length === 0) return [];
  const [name] = namesIn(tokens).filter(({ first }) => tokens[first - 1]?.word !== 'pas' && tokens[first - 1]?.word !== 'suis');
  if (name) {
    const { first, last } = nameAt(tokens, name.first, name.last);
    const said = saidBetween(text, tokens, first, last);
    // Which of the two trades is meant, the situation tells.
    return (['metier', 'metierVise'] as const).map((slot) => ({ slot, value: said, said, first, deduced: false, revises: true }));
  }
  // « 54 ans, non pardon 55 » : what follows the correction is meant.
  const mark = marks[0]?.last ?? -1;
  const hasBoth = numbersOutside(tokens, mark);
  for (let at = hasBoth ? mark + 1 : 0; at < tokens.length; at++) {
    const number = numberAt(tokens, at);
    if (!number) continue;
    const next = tokens[number.next]?.word ?? '.';
    const isBare = isStop(next) || ['pas', 'et', 'ans', 'j', 'je'].includes(next) || marks.some(({ first }) => first === number.next);
    const denied = ['pas', 'non', 'de', 'le', 'dans', 'du'].includes(tokens[at - 1]?.word ?? '');
    if (isBare && !denied && number.value >= YOUNGEST && number.value <= OLDEST) return [{ slot: 'age', value: number.value, said: saidBetween(text, tokens, at, number.next - 1), first: at, deduced: false, revises: !hasBoth }];
    at = number.next - 1;
  }
  return [];
}
