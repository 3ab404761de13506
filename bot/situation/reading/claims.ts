/** Whether a phrase found in a message says something of the person: the sieve between « un cadre » and « je suis cadre ». */
import type { Match } from './matcher.ts';
import { createMatcher } from './matcher.ts';
import { readTable } from './tables.ts';
import { isStop, type Token } from './tokens.ts';
import type { Voice } from './voices.ts';

const TABLE = readTable('voices');
const sets = {
  articles: new Set(TABLE.articles),
  negations: new Set(TABLE.negations),
  past: new Set(TABLE.past),
  wish: new Set(TABLE.wish),
};
const NOT_NEGATIONS = createMatcher([{ row: null, phrases: TABLE.notNegations }]);
const UNCERTAIN = createMatcher([{ row: null, phrases: TABLE.uncertain }]);
/** With one of these a question is a wish. */
export const FEASIBLE: ReadonlySet<string> = new Set(['possible', 'faisable', 'envisageable', 'jouable', 'poss']);
export const POSSIBLE: ReadonlySet<string> = new Set(['possible', 'pouvez', 'pourriez', 'peut', 'pourrait', 'peux', 'faisable', 'pourrais', 'envisageable', 'ok', 'va', 'poss']);
const CLAIMS = new Set(['suis', 'etant', 'comme', 'tant', 'reste', 'toujours', 'actuellement']);

/** The words just before a place, inside its clause, nearest first. */
export function wordsBefore(tokens: Token[], at: number, count: number): string[] {
  const words: string[] = [];
  for (let index = at - 1; index >= 0 && words.length < count; index--) {
    const word = tokens[index]?.word ?? '';
    if (isStop(word)) break;
    words.push(word);
  }
  return words;
}

/** Places of « pas » and the like that deny nothing. */
export function harmlessNegations(tokens: Token[]): Set<number> {
  const places = new Set<number>();
  for (const { first, last } of NOT_NEGATIONS.findIn(tokens)) for (let at = first; at <= last; at++) places.add(at);
  return places;
}

/** « Je ne suis pas … cadre », « ni cadre », « jamais inscrit »: a negation at most four words before, in the same clause. */
export function isDenied(tokens: Token[], { first, last = first }: { first: number; last?: number }, harmless: Set<number>): boolean {
  // « Cadre non, jamais », « frontalier : non »
  const after = tokens.slice(last + 1, last + 4).map(({ word }) => word);
  const [denial, next] = after[0] === ',' ? after.slice(1) : after;
  if (denial === 'non' && (next === undefined || isStop(next) || next === 'jamais') && after[0] !== '?') return true;
  for (let at = first - 1; at >= 0 && at >= first - 4; at--) {
    const word = tokens[at]?.word ?? '';
    if (isStop(word) || ENDS_DENIAL.has(word)) return false;
    if (harmless.has(at) || !sets.negations.has(word) || word === 'n') continue;
    // « technicien non cadre dans une usine »: « non » denies its neighbour only.
    if (word === 'non' && at < first - 1 && !(at === first - 2 && sets.articles.has(tokens[first - 1]?.word ?? ''))) continue;
    if (word === 'sans' && at < first - 3) continue;
    return true;
  }
  return false;
}

const ENDS_DENIAL = new Set(['mais', 'car', 'et', 'juste', 'donc', 'seulement', 'que', 'parce', 'je', 'j']);

/**
 * How the words of a slot may be said. `held`: a status or a contract, that one may also want, or have had.
 * `inQuestions`: « un rendez-vous en visio, c'est possible ? » wishes as much as it asks. `supposed`: « si je démissionne » tells a plan.
 */
export interface ClaimRules {
  held: boolean;
  inQuestions: ReadonlySet<string> | null;
  supposed: boolean;
}

/** « À l'hôpital public », « dans la boîte »: the article belongs to where one works. */
const isWorkplace = ([article = '', preposition = '']: readonly string[]) => ['l', 'la', 'le'].includes(article) && ['a', 'dans'].includes(preposition);

/** The words say it of the person, here and now. */
export function isClaimed(tokens: Token[], voices: Voice[], { first }: Pick<Match<unknown>, 'first'>, { held, inQuestions, supposed }: ClaimRules): boolean {
  const voice = voices[first];
  if (!voice || voice.about !== 'self') return false;
  if (UNCERTAIN.findIn(tokens).some((doubt) => doubt.first <= first && doubt.last >= first - 4)) return false;
  const before = wordsBefore(tokens, first, 5);
  const own = before.slice(0, 3).some((word) => CLAIMS.has(word));
  if (!supposed && voice.supposed) return false;
  if (held && before.slice(0, 3).some((word) => sets.past.has(word)) && !before.includes('suis')) return false;
  if (held && !own && before.slice(0, 4).some((word) => sets.wish.has(word))) return false;
  if (held && before.slice(0, 2).includes('devenir')) return false;
  if (held && !own && sets.articles.has(before[0] ?? '') && !isWorkplace(before)) return false;
  return own || voice.claimed || !voice.asks || (inQuestions !== null && tokens.some(({ word }) => inQuestions.has(word)));
}
