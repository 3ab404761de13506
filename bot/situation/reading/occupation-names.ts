/** Where the names of trades and the fields of work begin and end. */
import { createMatcher, type Match } from './matcher.ts';
import { readTable } from './tables.ts';
import { isStop, type Token } from './tokens.ts';

const TABLE = readTable('occupations');
export const NAMES = createMatcher([{ row: null, phrases: TABLE.names }]);
const FIELDS = new Set(TABLE.fields);
const STOPS = new Set(TABLE.stops);
export const NO_DOMAIN = new Set(TABLE.noDomain);
export const LINKS = new Set(['le', 'la', 'les', 'l', 'un', 'une', 'des', 'du', 'de', 'd', 'mon', 'ma', 'domaine', 'secteur', 'monde', 'metiers', 'metier', 'formation', 'au', 'aux', 'boulot', 'travail', 'domaines']);
const BETWEEN = new Set(['de', 'd', 'en', 'du', 'des', 'a', 'au', 'aux', 'la', 'l', 'et', 'les', 'le']);
const LONGEST_DOMAIN = 4;
const LONGEST_NAME = 6;

/** Where the names of trades stand; of two that overlap, the longer. */
export function namesIn(tokens: Token[]): Match<null>[] {
  const found = NAMES.findIn(tokens).sort((one, other) => one.first - other.first || other.last - one.last);
  return found.filter((match, index) => !found.some((other, place) => place !== index && other.first <= match.first && other.last >= match.last && other.last - other.first > match.last - match.first));
}

/** The name with what belongs to it: « peintre » and « en bâtiment », « secrétaire » and « médicale ». */
export function nameAt(tokens: Token[], first: number, last: number): { first: number; last: number } {
  let end = last;
  const wordAt = (at: number) => tokens[at]?.word ?? '';
  while (end - first + 1 < LONGEST_NAME) {
    let next = end + 1;
    while (BETWEEN.has(wordAt(next)) && next - end <= 2) next++;
    // « conducteur de travaux » goes on, « vendeur en cdi » does not.
    if (!FIELDS.has(wordAt(next)) || (wordAt(end + 1) === 'et' && next !== end + 2)) break;
    end = next;
  }
  return { first, last: end };
}

/** A trade by its name, or the few words of a domain up to where the sentence goes elsewhere. */
export function domainAfter(tokens: Token[], from: number, onlyNames: boolean): { first: number; last: number } | null {
  let first = from;
  while (LINKS.has(tokens[first]?.word ?? '')) first++;
  const name = namesIn(tokens.slice(first, first + 6)).find((match) => match.first === 0);
  if (name) return nameAt(tokens, first, first + name.last);
  if (onlyNames) return null;
  let last = first - 1;
  while (last + 1 < tokens.length && last - first + 1 < LONGEST_DOMAIN) {
    const word = tokens[last + 1]?.word ?? '';
    if (isStop(word) || (STOPS.has(word) && !(last >= first && ['de', 'd', 'a', 'l'].includes(word))) || /^\d+$/.test(word)) break;
    last++;
  }
  while (last >= first && BETWEEN.has(tokens[last]?.word ?? '')) last--;
  if (last < first || NO_DOMAIN.has(tokens[first]?.word ?? '')) return null;
  return { first, last };
}
