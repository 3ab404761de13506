/**
 * Somebody writes for a son, a friend: then what is said of that person is the situation.
 * « Mon mari dit que c'est gratuit » and « ma cousine habite Toulouse » ask nothing for anybody.
 */
import { createMatcher } from './matcher.ts';
import type { Reading } from './reading.ts';
import { readTable } from './tables.ts';
import { isStop, type Token } from './tokens.ts';
import { type Voice, voicesOf } from './voices.ts';

const TABLE = readTable('voices');
const ON_BEHALF = createMatcher([
  { row: true, phrases: TABLE.onBehalf },
  { row: false, phrases: TABLE.notOnBehalf },
]);
const NEEDS = createMatcher([{ row: null, phrases: TABLE.needs }]);
const SELF_CLAIMS = createMatcher([{ row: null, phrases: TABLE.selfClaims }]);
const GREETINGS = new Set(['bonjour', 'bjr', 'salut', 'slt', 'bonsoir', 'voila', 'alors', 'cc', 'coucou', 'hello', 'madame', 'monsieur', 'c', 'est', 'et']);

export interface VoicesFor {
  /** In the first person where that person is spoken of: « elle a démissionné de son poste » as « j'ai démissionné de mon poste ». */
  tokens: Token[];
  list: Voice[];
  /** `pourUnProche`, where the message says so or says the contrary. */
  readings: Reading[];
}

/** `goesOn`: an earlier message said that it is all about somebody close. */
export function voicesFor(tokens: Token[], asked: boolean, goesOn = false): VoicesFor {
  const list = voicesOf(tokens);
  const frames = ON_BEHALF.findIn(tokens);
  const denied = frames.find(({ row }) => !row);
  const reading = (value: boolean, first: number, last: number): Reading => ({ slot: 'pourUnProche', value, said: tokens.slice(first, last + 1).map(({ word }) => word).join(' '), first, deduced: false });
  if (denied) return { tokens, list, readings: [reading(false, denied.first, denied.last)] };
  const opens = tokens.findIndex(({ word }) => !isStop(word) && !GREETINGS.has(word));
  const frame = frames[0] ?? (tokens[opens]?.word === 'pour' && list[opens + 1]?.about === 'relative' && !asked ? { first: opens, last: Math.min(opens + 2, tokens.length - 1) } : undefined);
  // « Il a 34 ans, je me renseigne pour lui »: all of it is about him.
  const from = frame && ['lui', 'elle', 'eux'].includes(tokens[frame.last]?.word ?? '') ? 0 : (frame?.first ?? 0);
  if (frame) return { tokens: inFirstPerson(tokens, from - 1), list: spokenFor(list, from), readings: [reading(true, frame.first, frame.last)] };
  if (goesOn && SELF_CLAIMS.findIn(tokens).length === 0) return { tokens: inFirstPerson(tokens, -1), list: spokenFor(list, 0), readings: [] };
  const subject = list.findIndex(({ about }) => about === 'relative');
  if (asked || subject < 0 || subject !== opens) return { tokens, list, readings: [] };
  if (SELF_CLAIMS.findIn(tokens).length > 0 || NEEDS.findIn(tokens).length === 0) return { tokens, list, readings: [] };
  return { tokens: inFirstPerson(tokens, subject), list: spokenFor(list, subject), readings: [reading(true, subject, Math.min(subject + 1, tokens.length - 1))] };
}

/** From the naming of that person on, « elle », « il » and what follows are the situation. */
const spokenFor = (list: Voice[], from: number): Voice[] =>
  list.map((voice, at) => (voice.about === 'self' ? { ...voice, claimed: false } : at >= from ? { ...voice, about: 'self', claimed: true } : voice));

const FIRST_PERSON = new Map(Object.entries({ il: 'je', elle: 'je', est: 'suis', son: 'mon', sa: 'ma', ses: 'mes', veut: 'veux', voudrait: 'voudrais', aimerait: 'aimerais', souhaiterait: 'souhaiterais', se: 'me', s: 'm', fait: 'fais', sait: 'sais', peut: 'peux', vit: 'vis', lui: 'moi', etait: 'etais', vient: 'viens', doit: 'dois', va: 'vais', sort: 'sors' }));
const IMPERSONAL = new Set(TABLE.impersonal);

function inFirstPerson(tokens: Token[], from: number): Token[] {
  return tokens.map((token, at) => {
    const before = tokens[at - 1]?.word ?? '';
    const next = tokens[at + 1]?.word ?? '';
    if (at <= from || ((token.word === 'il' || token.word === 'elle') && IMPERSONAL.has(next) && next !== 'est') || (token.word === 'est' && ['c', 'qu', 'n'].includes(before))) return token;
    if (token.word === 'a') return ['il', 'elle', 'qui', 'n', 'l'].includes(before) || at <= from + 3 ? { ...token, word: 'ai' } : token;
    return { ...token, word: FIRST_PERSON.get(token.word) ?? token.word };
  });
}
