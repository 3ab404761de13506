/** Reads the person's age: « 34 ans », « vingt-cinq ans », « né en 1990 », « bientôt 26 ans » (so 25 today), « moins de 26 ans ». */
import { wordsBefore } from './claims.ts';
import { numberAt } from './numbers.ts';
import type { Reading } from './reading.ts';
import { readTable } from './tables.ts';
import { isStop, saidBetween, type Token } from './tokens.ts';
import type { Voice } from './voices.ts';

export const YOUNGEST = 14;
export const OLDEST = 99;
/** The 26th birthday is where the door of the young closes. */
const LIMIT = 26;

/** Before « 10 ans »: that long, not that old. */
const DURATION_BEFORE = new Set(['depuis', 'pendant', 'durant', 'y', 'en', 'pour', 'dans', 'il', 'apres', 'fait', 'sur', 'tous', 'des', 'les', 'bosse', 'travaille', 'fais', 'sont', 'que', 'dure', 'duree', 'cinq', 'apparemment', 'faire', 'durer', 'au', 'd', 'ces', 'avant', 'ca', 'presque', 'quelque', 'mes', 'passe', 'etais', 'avais', 'maman', 'de', 'enfants', 'gosses', 'gamins', 'bebes', 'petits']);
/** Behind it, the same. */
const DURATION_AFTER = new Set(['experience', 'anciennete', 'exp', 'boite', 'carriere', 'metier', 'maison', 'service', 'bons', 'loyaux', 'usine', 'vente', 'que', 'd', 'chez', 'apres', 'plus', 'cdi', 'cdd', 'interim', 'etudes', 'galere', 'dans']);
const NOT_YET_BEFORE = new Set(['bientot', 'presque', 'aurai', 'avoir', 'quasi', 'quasiment', 'feterai', 'fete', 'aurais', 'approche', 'vers']);
const AGE_BEFORE = new Set(['ai', 'g', 'age', 'agee', 'a', 'aurai', 'eu', 'passe', 'avoir', 'mes', 'seulement', 'deja', 'moi', 'suis', 'homme', 'femme', 'jeune', 'fille', 'fete', 'ses']);
const LESS = new Set(['moins', 'dessous', 'sous']);
const MORE = new Set(['plus', 'dessus', 'passe', 'depasse']);
const FIELDS = new Set(readTable('occupations').fields);
const MONTHS = new Set(['janvier', 'fevrier', 'mars', 'avril', 'mai', 'juin', 'juillet', 'aout', 'septembre', 'octobre', 'novembre', 'decembre']);

interface Years {
  value: number;
  first: number;
  /** Place of « ans ». */
  last: number;
}

export function readAge(text: string, tokens: Token[], voices: Voice[], year: number): Reading[] {
  const readings: Reading[] = [];
  const note = (slot: 'age' | 'trancheAge', value: unknown, first: number, last: number, deduced: boolean) =>
    readings.push({ slot, value, said: saidBetween(text, tokens, first, last), first, deduced });
  for (let at = 0; at < tokens.length; at++) {
    const voice = voices[at];
    const isOwn = voice?.about === 'self';
    if (/^nee?s?$/.test(tokens[at]?.word ?? '')) {
      const born = isOwn ? bornAt(tokens, at, year) : null;
      if (born) note('age', born.age, at, born.at, true);
      continue;
    }
    const years = yearsAt(tokens, at);
    if (!years) continue;
    at = years.last;
    if (!isOwn || (voice.asks && !voice.claimed && !standsAlone(tokens, years))) continue;
    if (voice.supposed) continue;
    const range = rangeOf(tokens, years, voice.claimed);
    if (range !== null) {
      if (range !== 'none') note('trancheAge', range, years.first, years.last, false);
      continue;
    }
    // « j'ai pas 26 ans »
    if (isDeniedAge(tokens, years) && years.value === LIMIT) note('trancheAge', 'moins-26', years.first, years.last, false);
    if (voice.supposed || isTooYoungToBeSaid(tokens, years) || isDuration(tokens, years) || isDeniedAge(tokens, years)) continue;
    const notYet = isNotYet(tokens, years);
    note('age', notYet ? years.value - 1 : years.value, years.first, years.last, notYet);
  }
  // « 15 ans dans la restauration… 37 ans »: with two, the first may count years of work.
  const told = readings.filter(({ slot, first }) => slot !== 'age' || !isFollowedBy(tokens, first, 'dans'));
  const kept = told.some(({ slot }) => slot === 'age') ? told : readings;
  return [...kept, ...withoutUnit(text, tokens, voices, kept), ...rangesWithoutUnit(text, tokens, voices)];
}

const isFollowedBy = (tokens: Token[], first: number, word: string) => tokens.slice(first, first + 5).some((token, index, all) => token.word === 'ans' && all[index + 1]?.word === word);

/** « 34 ans », « vingt-cinq ans ». */
function yearsAt(tokens: Token[], at: number): Years | null {
  const number = numberAt(tokens, at);
  if (!number) return null;
  return tokens[number.next]?.word === 'ans' ? { value: number.value, first: at, last: number.next } : null;
}

/** « moins de 26 ans », « plus de 50 ans »: no age but a range, or nothing where the range straddles the limit. */
function rangeOf(tokens: Token[], { value, first, last }: Years, claimed: boolean): 'moins-26' | '26-et-plus' | 'none' | null {
  const [one = '', two = '', three = ''] = wordsBefore(tokens, first, 3);
  const after = tokens.slice(last + 1, last + 4).map(({ word }) => word).join(' ');
  const said = ['de', 'des', 'd', 'les', 'ses', 'mes'].includes(one) ? two : one;
  const isPeople = ['les', 'des', 'aux'].includes(one === 'de' || one === 'des' ? three : two);
  // « entre 18 et 25 ans », « 50 ans passés »
  if (two === 'entre' || three === 'entre') return value < LIMIT ? 'moins-26' : 'none';
  if (/^passes?/.test(after) && value >= LIMIT) return '26-et-plus';
  // « 26 ans, ça fait longtemps que je les ai dépassés »
  if (value >= LIMIT && tokens.slice(last + 1, last + 12).some(({ word }) => /^(depasse|passe)e?s?$/.test(word)) && tokens.slice(last + 1, last + 12).some(({ word }) => word === 'les')) return '26-et-plus';
  if (/^(et|ou) (plus|moins)/.test(after)) return after.includes('plus') ? (value >= LIMIT ? '26-et-plus' : 'none') : value <= LIMIT ? 'moins-26' : 'none';
  if (!LESS.has(said) && !MORE.has(said)) return one === 'encore' && two === 'pas' && value <= LIMIT ? 'moins-26' : null;
  // « 15 ans passés dans la boîte », « plus de 10 ans d'expérience » count years of work.
  if (isPeople || /^(d|de) (experience|anciennete|boite|carriere|metier|service|cdi)/.test(after) || (/^(que|dans|chez)/.test(after) && !claimed) || wordsBefore(tokens, first, 5).some((word) => ['depuis', 'ca', 'fait', 'il'].includes(word))) return 'none';
  if (said === 'passe' && one === 'passe' && !['ai', 'j'].includes(two)) return null;
  if (LESS.has(said)) return value <= LIMIT ? 'moins-26' : 'none';
  return value >= LIMIT - 1 ? '26-et-plus' : 'none';
}

/** « 15 ans trésorière » counts years of work: somebody so young says « j'ai 15 ans »; « mon fils, 15 ans » is said of a child. */
function isTooYoungToBeSaid(tokens: Token[], { value, first }: Years): boolean {
  if (value >= SURELY_AN_AGE) return false;
  const before = tokens.slice(Math.max(0, first - 4), first).map(({ word }) => word);
  return !before.some((word) => OF_A_CHILD.has(word));
}
const SURELY_AN_AGE = 16;
const OF_A_CHILD = new Set(['ai', 'aurai', 'age', 'agee', 'fils', 'fille', 'ado', 'mineur', 'mineure', 'enfant', 'gamin', 'a', 'eleve']);

function isDuration(tokens: Token[], { value, first, last }: Years): boolean {
  const [one = '', two = ''] = wordsBefore(tokens, first, 2);
  const after = tokens.slice(last + 1, last + 4).map(({ word }) => word);
  const [next = '', second = '', third = ''] = after;
  if (['retraite', 'jusqu', 'partir', 'depart', 'commence', 'commencer', 'debute'].includes(two) && one === 'a') return true;
  // « 15 ans dans la restauration », « 20 ans à l'usine »
  if (next === 'dans' && /^(le|la|l|les)$/.test(second) && FIELDS.has(third)) return true;
  if (next === 'a' && ['usine', 'chaine', 'caisse', 'mairie', 'hopital', 'sncf', 'ratp'].includes(third)) return true;
  const durationBehind = (DURATION_AFTER.has(next) && !(next === 'dans' && /^(le|les|la|\d+|un|deux|trois|quelques)$/.test(second))) || (next === 'de' && DURATION_AFTER.has(second)) || next === 'que';
  // « j'ai 50 ans » and « à 50 ans » are ages; « il y a 10 ans » and « en 10 ans » are not.
  if (one === 'a') return two === 'y' || two === 'il' || /^(14|15|16|17|18|20)$/.test(String(value)) && !['elle', 'il', 'qui', 'fils', 'fille', 'frere', 'soeur', 'ami', 'amie', 'cousin', 'cousine', 'femme', 'mari', 'neveu', 'niece'].includes(two);
  if (AGE_BEFORE.has(one) && !(one === 'fait')) return durationBehind && next !== 'que' && next !== 'plus' && next !== 'dans' && next !== 'apres' && next !== 'chez';
  if (one === 'sur' && two === 'vais') return false;
  if (one === 'de' && ['homme', 'femme', 'jeune', 'fils', 'fille', 'frere', 'soeur', 'garcon', 'age', 'agee'].includes(two)) return false;
  if (one === 'presque' && !['depuis', 'pendant', 'y', 'a', 'fait'].includes(two)) return durationBehind;
  // « maman 3 ans » is the child's age, « jeune maman 21 ans » her own.
  if (one === 'maman' && value > 15) return durationBehind;
  if (DURATION_BEFORE.has(one)) return true;
  return durationBehind;
}

/** « j'ai pas 26 ans, 25 » */
const isDeniedAge = (tokens: Token[], { first }: Years) => {
  const [one = '', two = ''] = wordsBefore(tokens, first, 2);
  return one === 'pas' || (one === 'encore' && two === 'pas') || one === 'plus' && two !== 'de';
};

function isNotYet(tokens: Token[], { first, last }: Years): boolean {
  const before = wordsBefore(tokens, first, 4);
  const near = before.slice(0, 2);
  if (before.includes('aurai') || before.includes('aurais')) return true;
  if (near.some((word) => NOT_YET_BEFORE.has(word)) && !['viens', 'vient'].some((word) => before.includes(word))) return true;
  if (near[0] === 'mes' && near[1] === 'sur' || near[0] === 'sur' && near[1] === 'vais') return true;
  const [one = '', two = ''] = tokens.slice(last + 1, last + 3).map(({ word }) => word);
  // « j'ai eu 26 ans en mars » is past.
  if (before.includes('eu') || before.includes('viens')) return false;
  return ['demain', 'bientot'].includes(one) || (one === 'en' && MONTHS.has(two)) || (one === 'le' && /^(mois|\d+)$/.test(two)) || (one === 'la' && two === 'semaine') || (one === 'dans' && /^\d+$|^un$|^une$|^deux$|^trois$|^quelques$/.test(two) && /^(mois|jours?|semaines?|moi)$/.test(tokens[last + 3]?.word ?? ''));
}

/** « 50 ans » between stops or at an end is an age even inside a question. */
function standsAlone(tokens: Token[], { first, last }: Years): boolean {
  const before = tokens[first - 1]?.word;
  return before === undefined || isStop(before) || ['ai', 'cadre', 'sup', 'homme', 'femme'].includes(before) || isStop(tokens[last + 1]?.word ?? ',') && !['de', 'a'].includes(before);
}

/** « j'en ai 47 », « pas 26 ans, 25 », « né il y a cinquante ans », « j'ai 25 donc … »: the years are understood. */
function withoutUnit(text: string, tokens: Token[], voices: Voice[], found: Reading[]): Reading[] {
  if (found.some(({ slot }) => slot === 'age')) return [];
  for (let at = 0; at < tokens.length; at++) {
    const number = numberAt(tokens, at);
    if (!number || number.value < YOUNGEST || number.value > OLDEST || voices[at]?.about !== 'self') continue;
    const [one = '', two = '', three = ''] = wordsBefore(tokens, at, 3);
    const next = tokens[number.next]?.word ?? '.';
    const ends = isStop(next) || ['donc', 'et', 'mais', 'la', 'maintenant', 'depuis'].includes(next);
    const told = (one === 'ai' && two === 'en' && three === 'j') || (one === 'ai' && two === 'j' && ends);
    const mine = one === 'moi' && ends;
    if (['bientot', 'presque'].includes(one) && ends) return [{ slot: 'age', value: number.value - 1, said: saidBetween(text, tokens, at - 1, number.next - 1), first: at, deduced: true }];
    // « j'ai pas encore 26 »
    if (one === 'encore' && two === 'pas' && ends && number.value <= LIMIT) return [{ slot: 'trancheAge', value: 'moins-26', said: saidBetween(text, tokens, Math.max(0, at - 2), number.next - 1), first: at, deduced: false }];
    const corrected = ends && isStop(tokens[at - 1]?.word ?? '') && tokens.slice(Math.max(0, at - 4), at - 1).some(({ word }) => word === 'ans') && tokens.slice(Math.max(0, at - 7), at - 1).some(({ word }) => word === 'pas');
    if (told || corrected || mine) return [{ slot: 'age', value: number.value, said: saidBetween(text, tokens, Math.max(0, at - (told ? 2 : 0)), number.next - 1), first: at, deduced: false }];
    at = number.next - 1;
  }
  return [];
}

/** « moins de 26 », « j'ai plus de 50 »: the years are understood where nothing else is counted. */
function rangesWithoutUnit(text: string, tokens: Token[], voices: Voice[]): Reading[] {
  for (let at = 2; at < tokens.length; at++) {
    const [link = '', side = ''] = wordsBefore(tokens, at, 2);
    if (link !== 'de' || !(LESS.has(side) || MORE.has(side)) || voices[at]?.about !== 'self' || (voices[at]?.asks && !voices[at]?.claimed)) continue;
    const number = numberAt(tokens, at);
    const next = number ? (tokens[number.next]?.word ?? '.') : '';
    if (!number || number.value < 18 || number.value > 70 || !(isStop(next) || ['et', 'donc', 'mais', 'oui'].includes(next))) continue;
    const value = LESS.has(side) ? (number.value <= LIMIT ? 'moins-26' : null) : number.value >= LIMIT - 1 ? '26-et-plus' : null;
    if (value) return [{ slot: 'trancheAge', value, said: saidBetween(text, tokens, at - 2, number.next - 1), first: at - 2, deduced: false }];
  }
  return [];
}

/** « né en 1990 », « née le 3 mai 90 », « né il y a cinquante ans ». */
function bornAt(tokens: Token[], from: number, year: number): { age: number; at: number } | null {
  for (let at = from + 1; at <= from + 6 && at < tokens.length; at++) {
    const word = tokens[at]?.word ?? '';
    if (/^(19|20)\d\d$/.test(word)) return { age: year - Number(word), at };
    const isShort = /^\d\d$/.test(word) && (['en', 'de'].includes(tokens[at - 1]?.word ?? '') || MONTHS.has(tokens[at - 1]?.word ?? '') || (/^\d\d?$/.test(tokens[at - 1]?.word ?? '') && /^\d\d?$/.test(tokens[at - 2]?.word ?? '')));
    if (isShort) return { age: year - Number(word) - (Number(word) > year % 100 ? 1900 : 2000), at };
    const years = ['a', 'ya'].includes(tokens[at - 1]?.word ?? '') ? yearsAt(tokens, at) : null;
    if (years) return { age: years.value, at: years.last };
  }
  return null;
}
