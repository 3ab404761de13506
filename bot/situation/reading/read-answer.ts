/** Reads what was said to the question just asked: « oui », « nan », « 34 », « jsp », « je préfère pas dire ». */
import type { Slot } from '../situation.ts';
import { isDenied } from './claims.ts';
import { createMatcher, type Matcher } from './matcher.ts';
import { numberAt } from './numbers.ts';
import { namesIn } from './occupation-names.ts';
import { OLDEST, YOUNGEST } from './read-age.ts';
import type { Reading } from './reading.ts';
import { readTable } from './tables.ts';
import { isStop, saidBetween, type Token } from './tokens.ts';

const TABLE = readTable('answers');
export const ANSWERS = createMatcher((['yes', 'no', 'unknown', 'refused'] as const).map((row) => ({ row, phrases: TABLE[row] })));
const POLITE = new Set(TABLE.polite);
const FILLERS = new Set(TABLE.fillers);

export type AnswerKind = 'yes' | 'no' | 'unknown' | 'refused';

/** What kind of answer the message is as a whole, or null when it says something else. */
export function answerKind(tokens: Token[]): AnswerKind | null {
  const all = ANSWERS.findIn(tokens);
  // « je crois pas » holds « je crois »: the longer one answers.
  const found = all.filter((one) => !all.some((other) => other.first <= one.first && other.last >= one.last && other.last - other.first > one.last - one.first));
  if (found.length === 0) return null;
  const covered = new Set<number>();
  for (const { first, last } of found) for (let at = first; at <= last; at++) covered.add(at);
  const isWhole = tokens.every(({ word }, at) => covered.has(at) || isStop(word) || POLITE.has(word));
  const kinds = new Set(found.map(({ row }) => row));
  if (kinds.has('refused')) return 'refused';
  if (!isWhole) {
    // « Non, je suis ouvrier », « bah oui cadre chez Renault »: the first word answers, the rest is read besides.
    const opens = tokens.findIndex(({ word }) => !isStop(word) && !FILLERS.has(word));
    const opening = found.find(({ first }) => first === opens);
    // « Non mais je veux savoir… », « non en fait il a démissionné »: another matter begins.
    const next = tokens.slice((opening?.last ?? -1) + 1).map(({ word }) => word).filter((word) => !isStop(word));
    if (opening?.row === 'no' && (next[0] === 'mais' || (next[0] === 'en' && next[1] === 'fait') || next[0] === 'attendez' || next[0] === 'pardon')) return null;
    return opening && (opening.row === 'yes' || opening.row === 'no') ? opening.row : kinds.has('unknown') && tokens.length <= 10 ? 'unknown' : null;
  }
  if (kinds.has('unknown')) return 'unknown';
  return found[0]?.row ?? null;
}

/** What « oui » and « non » mean of each slot that is asked by yes or no. */
const YES_NO: Partial<Record<Slot, { yes: unknown; no: unknown }>> = {
  cadre: { yes: true, no: false },
  inscrit: { yes: true, no: false },
  trancheAge: { yes: 'moins-26', no: '26-et-plus' },
  handicap: { yes: true, no: false },
  rsa: { yes: true, no: false },
  frontalier: { yes: true, no: false },
  pourUnProche: { yes: true, no: false },
};

const ASKED = new Map<Slot, Matcher<{ value: unknown }>>();
for (const slot of new Set(readTable('asked').map((row) => row.slot))) {
  ASKED.set(slot, createMatcher(readTable('asked').filter((row) => row.slot === slot).map((row) => ({ row: { value: row.value }, phrases: row.phrases }))));
}
const LONGEST_ANSWER = 12;

/** A bare word that is clear only because its slot was asked. `found` is what was read without knowing the question. */
export function readAnswer(text: string, tokens: Token[], asked: Slot, kind: AnswerKind | null, found: readonly Reading[]): Reading[] {
  const said = text.trim().slice(0, 200);
  const answer = (slot: Slot, value: unknown): Reading => ({ slot, value, said, first: 0, deduced: false });
  if (found.some(({ slot, withdrawn }) => slot === asked && !withdrawn) && asked !== 'metier' && asked !== 'metierVise') return [];
  if (asked === 'age' || asked === 'trancheAge') {
    const number = found.some(({ slot }) => slot === 'age' || slot === 'trancheAge') ? [] : readNumber(tokens, answer);
    if (number.length > 0) return number;
  }
  const meant = YES_NO[asked];
  // « Non je suis pas cadre » denies being a cadre, not what was asked.
  const deniesAnother = kind === 'no' && found.some(({ slot, value }) => slot !== asked && value === false);
  if (meant && !deniesAnother && (kind === 'yes' || kind === 'no')) return [answer(asked, meant[kind])];
  if (kind === 'unknown' || kind === 'refused') return asked === 'metierVise' ? readTrade(text, tokens, asked, kind) : [];
  if (asked === 'metier' || asked === 'metierVise') return readTrade(text, tokens, asked, kind);
  const words = tokens.filter(({ word }) => !isStop(word)).length;
  if (words > LONGEST_ANSWER || tokens.some(({ word }) => word === '?')) return [];
  const match = ASKED.get(asked)?.findIn(tokens).find((candidate) => !isDenied(tokens, candidate, new Set()) || candidate.first === 0);
  return match ? [{ ...answer(asked, match.row.value), first: match.first }] : [];
}

/** « 34 », « j'en ai trente deux », « moins de 26 ». */
function readNumber(tokens: Token[], answer: (slot: Slot, value: unknown) => Reading): Reading[] {
  for (let at = 0; at < tokens.length && tokens.length <= 12; at++) {
    const number = numberAt(tokens, at);
    if (!number || number.value < YOUNGEST || number.value > OLDEST || ['euros', 'mois', 'enfants', 'heures'].includes(tokens[number.next]?.word ?? '')) continue;
    const before = tokens.slice(Math.max(0, at - 2), at).map(({ word }) => word);
    if (before.includes('moins') || before.includes('dessous')) return number.value <= 26 ? [answer('trancheAge', 'moins-26')] : [];
    const after = tokens.slice(number.next, number.next + 3).map(({ word }) => word);
    if (after.join(' ').match(/^(ans )?(ou|et) plus/)) return number.value >= 25 ? [answer('trancheAge', '26-et-plus')] : [];
    if (before.includes('plus') || before.includes('dessus')) return number.value >= 25 ? [answer('trancheAge', '26-et-plus')] : [];
    if (before.includes('bientot') || before.includes('presque')) return [{ ...answer('age', number.value - 1), deduced: true }];
    return [{ ...answer('age', number.value), first: at }];
  }
  return [];
}

const TRADE_OPENING = createMatcher([{ row: null, phrases: TABLE.tradeOpenings }]);
/** A sentence with one of these is no name of a trade. */
const NO_TRADE = new Set(TABLE.noTrade);
const LONGEST_TRADE = 7;

/** « je fais des ménages », « prof de danse peut être »: what is left when the opening and the politeness are gone. */
function readTrade(text: string, tokens: Token[], asked: 'metier' | 'metierVise', kind: AnswerKind | null): Reading[] {
  const names = namesIn(tokens);
  if (kind !== null && names.length === 0) return [];
  let first = 0;
  while (first < tokens.length && (isStop(tokens[first]?.word ?? '') || FILLERS.has(tokens[first]?.word ?? '') || ['oui', 'non', 'plutot'].includes(tokens[first]?.word ?? ''))) first++;
  for (const opening of TRADE_OPENING.findIn(tokens)) if (opening.first === first) first = opening.last + 1;
  let last = tokens.length - 1;
  const stop = tokens.findIndex(({ word }, at) => at > first && isStop(word));
  if (stop > 0) last = stop - 1;
  for (const { first: place, last: end, row } of ANSWERS.findIn(tokens)) if (row === 'unknown' && end === last && place > first) last = place - 1;
  if (last < first || last - first + 1 > LONGEST_TRADE) return [];
  const words = tokens.slice(first, last + 1).map(({ word }) => word);
  if (names.length === 0 && words.some((word) => NO_TRADE.has(word))) return [];
  const value = saidBetween(text, tokens, first, last).slice(0, 80);
  return [{ slot: asked, value, said: value, first, deduced: false }];
}
