/**
 * Who each word is about, and how it is said. « Mon chef est cadre », « si je suis au chômage », « j'étais apprentie » and
 * « un intérimaire a droit à quoi ? » all name a status that the person has not claimed.
 */
import { createMatcher } from './matcher.ts';
import { readTable } from './tables.ts';
import { isStop, type Token } from './tokens.ts';

export interface Voice {
  /** `other` is somebody else, `relative` somebody close. */
  about: 'self' | 'other' | 'relative';
  /** The person has named themselves in this clause before this word. */
  claimed: boolean;
  /** The clause asks in general, or the sentence ends with a question mark. */
  asks: boolean;
  /** Follows « si je… ». */
  supposed: boolean;
}

const TABLE = readTable('voices');
const SELF = new Set(TABLE.self);
const IMPERSONAL = new Set(TABLE.impersonal);
const SUPPOSITION = new Set(TABLE.supposition);
export const PEOPLE = createMatcher([
  { row: 'other' as const, phrases: TABLE.others },
  { row: 'relative' as const, phrases: TABLE.relatives },
]);
const QUESTIONS = createMatcher([{ row: null, phrases: TABLE.questions }]);

const ASKS_WHETHER = new Set(['savoir', 'sais', 'demande', 'demander', 'demandais', 'voir']);

/** « même si », « comme si » suppose nothing; « si » alone before a person does. */
function supposes(tokens: Token[], at: number): boolean {
  const word = tokens[at]?.word ?? '';
  if (word === 'cas' && tokens[at + 1]?.word === 'ou') return true;
  // « savoir si un salarié peut… » asks in general, « savoir si je suis cadre » does not suppose it.
  if (word === 'si' && ASKS_WHETHER.has(tokens[at - 1]?.word ?? '')) return ['un', 'une', 'les', 'des', 'le', 'la', 'l', 'on'].includes(tokens[at + 1]?.word ?? '');
  if (!SUPPOSITION.has(word) || ['meme', 'comme', 'sais', 'savoir', 'aussi', 'et'].includes(tokens[at - 1]?.word ?? '') && word === 'si' && tokens[at - 1]?.word !== 'et') return false;
  if (word !== 'si' && word !== 's') return true;
  return ['je', 'j', 'on', 'tu', 'vous', 'jamais', 'il', 'elle', 'mon', 'ma', 'un', 'une', 'quelqu', 'les', 'l'].includes(tokens[at + 1]?.word ?? '');
}

/** « un copain m'a parlé de la VAE »: the other one goes on. */
const isTold = (tokens: Token[], at: number) =>
  tokens[at]?.word === 'm' && ['a', 'ont', 'avait'].includes(tokens[at + 1]?.word ?? '') && TELLS.test(tokens[at + 2]?.word ?? '');
const TELLS = /^(parle|dit|conseille|explique|envoye|recommande|donne|oriente)e?s?$/;

export function voicesOf(tokens: Token[]): Voice[] {
  const people = new Map<number, 'other' | 'relative'>();
  const relativeNames = new Set<number>();
  for (const { row, first, last } of PEOPLE.findIn(tokens)) {
    people.set(first, people.get(first) === 'relative' ? 'relative' : row);
    for (let at = first; at <= last; at++) relativeNames.add(at);
  }
  const asking = new Set(QUESTIONS.findIn(tokens).map(({ first }) => first));
  const voices: Voice[] = [];
  let about: Voice['about'] = 'self';
  let previous: Voice['about'] = 'self';
  let claimed = false;
  let asks = false;
  let supposed = false;
  let wide = false;
  tokens.forEach(({ word }, at) => {
    if (isStop(word)) {
      // « imaginons que je sois cadre, ça change quoi »: the word supposes until the sentence ends.
      if (word !== ',' || !wide) supposed = false;
      if (word !== ',') {
        previous = about;
        about = 'self';
        claimed = false;
        asks = false;
      }
    }
    // « chez mes parents à Amiens » is where the person lives.
    const named = ['chez', 'avec'].includes(tokens[at - 1]?.word ?? '') ? undefined : people.get(at);
    if (named) {
      about = named;
      claimed = false;
    } else if (SELF.has(word) && !relativeNames.has(at) && !isTold(tokens, at)) {
      about = 'self';
      claimed = true;
    } else if ((word === 'il' || word === 'elle') && !IMPERSONAL.has(tokens[at + 1]?.word ?? '') && !['s', 'qu', 'y'].includes(tokens[at - 1]?.word ?? '')) {
      about = about === 'self' ? (previous === 'self' ? 'other' : previous) : about;
      claimed = false;
    }
    if (asking.has(at)) asks = true;
    if (supposes(tokens, at)) [supposed, wide] = [true, word !== 'si' && word !== 's'];
    voices.push({ about, claimed, asks, supposed });
  });
  markQuestions(tokens, voices);
  return voices;
}

/** A clause that ends with a question mark asks from its first word on; « cadre 50 ans paris bilan ? » and « mes points, je peux les utiliser ? » tell. */
function markQuestions(tokens: Token[], voices: Voice[]): void {
  let from = 0;
  tokens.forEach(({ word }, at) => {
    if (word === '?' && !tokens.slice(from, at).some(({ word: inside }) => inside === 'ans' || inside === 'je' || inside === 'j')) for (let index = from; index < at; index++) (voices[index] as Voice).asks = true;
    if (isStop(word)) from = at + 1;
  });
}
