/** Reads the trade that the person has and the one they wish for, in their own words. */
import { createMatcher, type Match } from './matcher.ts';
import { domainAfter, LINKS, NO_DOMAIN, nameAt, namesIn } from './occupation-names.ts';
import type { Reading } from './reading.ts';
import { readTable } from './tables.ts';
import { isStop, saidBetween, type Token } from './tokens.ts';
import type { Voice } from './voices.ts';

const TABLE = readTable('occupations');
export const WISHED = createMatcher([
  { row: { onlyNames: false }, phrases: TABLE.wished },
  { row: { onlyNames: true }, phrases: TABLE.wishedNames },
]);
export const PRESENT = createMatcher([{ row: null, phrases: TABLE.present }]);
const DOING = createMatcher([{ row: null, phrases: TABLE.doing }]);
const NOT_TRADES = new Set(TABLE.notTrades);
const FIELDS = new Set(TABLE.fields);

interface Span {
  first: number;
  last: number;
}

export function readOccupations(text: string, tokens: Token[], voices: Voice[], asked: boolean): Reading[] {
  const read = (slot: 'metier' | 'metierVise', { first, last }: Span, from = first): Reading => ({
    slot,
    value: saidBetween(text, tokens, first, last),
    said: saidBetween(text, tokens, from, last),
    first: from,
    deduced: false,
  });
  const readings: Reading[] = [];
  const taken = new Set<number>();
  const names = namesIn(tokens);
  for (const wish of wishesIn(tokens, voices)) {
    const domain = wishedAfter(tokens, wish);
    if (domain === null || taken.has(domain.first)) continue;
    for (let at = domain.first; at <= domain.last; at++) taken.add(at);
    // « Je ne veux plus être infirmière » tells the trade of today.
    const slot = isRefused(tokens, wish.first) ? 'metier' : 'metierVise';
    readings.push(read(slot, domain, wish.first));
  }
  const present = presentName(tokens, voices, names.filter(({ first }) => !taken.has(first)), asked);
  const own = present ?? unlistedName(tokens, voices, taken) ?? fieldOfWork(tokens, voices, taken);
  if (own) readings.push(read('metier', own));
  return readings;
}

/** What follows the opening of a wish: a trade, a few free words, or a field where the opening calls for one. */
function wishedAfter(tokens: Token[], wish: Match<{ onlyNames: boolean }>): Span | null {
  const opener = tokens[wish.first]?.word ?? '';
  // « Projet : conducteur de bus »
  const from = wish.last + 1 + (opener === 'projet' && isStop(tokens[wish.last + 1]?.word ?? '') ? 1 : 0);
  const domain = domainAfter(tokens, from, wish.row.onlyNames);
  if (domain) return domain;
  const callsForField = opener === 'genre' || STUDIES.has(opener) || HELD_OPENERS.has(opener) || isStudied(tokens, wish) || (opener === 'faire' && wish.last > wish.first);
  return callsForField && !NO_DOMAIN.has(tokens[from]?.word ?? '') && FIELDS.has(tokens[from]?.word ?? '') ? nameAt(tokens, from, from) : null;
}

/** The openings of a wish, the longest first; « poste de » and « être » wish only behind a wish. */
function wishesIn(tokens: Token[], voices: Voice[]): Match<{ onlyNames: boolean }>[] {
  return WISHED.findIn(tokens)
    .filter(({ row, first }) => {
      if (voices[first]?.about !== 'self' || voices[first]?.supposed) return false;
      const opener = tokens[first]?.word ?? '';
      const before = tokens[first - 1]?.word ?? '';
      if (HELD_OPENERS.has(opener)) return before !== 'mon' && before !== 'en' && (wantsBefore(tokens, first) || (opener.startsWith('metier') && tokens.slice(first, first + 8).some(({ word }) => ATTRACTS.has(word))));
      if (opener === 'projet') return !['mon', 'de'].includes(before) || isStop(tokens[first + 1]?.word ?? '');
      if (opener === 'plutot' || opener === 'genre') return !['suis', 'est', 'etais'].includes(before);
      if (STUDIES.has(opener) && tokens.slice(Math.max(0, first - 2), first).some(({ word }) => ['pas', 'plus', 'sans', 'aucune'].includes(word))) return false;
      if (SCHOOLS.has(opener)) return wantsBefore(tokens, first);
      if (STUDIES.has(opener)) return !['mon', 'ai', 'eu', 'initiale', 'avec', 'un'].includes(before) || wantsBefore(tokens, first);
      if (opener === 'a' || opener === 'en' || opener === 'comme') return passesFrom(tokens, first);
      if (opener === 'passer' && ['de', 'd'].includes(tokens[first + 1]?.word ?? '')) return false;
      return !row.onlyNames || wantsBefore(tokens, first) || opener === 'passer';
    })
    .sort((one, other) => one.first - other.first || other.last - one.last);
}

/** « passer un CAP cuisine »: the wish ends with what one studies. */
const isStudied = (tokens: Token[], { last }: Span) => STUDIES.has(tokens[last]?.word ?? '');

/** « les métiers du bois m'attirent » */
const ATTRACTS = new Set(['interesse', 'interessent', 'attire', 'attirent', 'plait', 'plairait', 'plaisent', 'plairaient', 'tente', 'tentent', 'branche']);
const HELD_OPENERS = new Set(['metiers', 'cdi', 'cdd', 'poste', 'emploi', 'boulot', 'travail', 'job', 'taf', 'place', 'metier', 'stage', 'alternance', 'apprentissage']);
const SCHOOLS = new Set(['ecole', 'concours', 'licence', 'master', 'but']);
const STUDIES = new Set(['reconversion', 'formation', 'formations', 'cap', 'bts', 'dut', 'bp', 'bep', 'titre', 'diplome', 'vae', 'certificat', 'certification']);

/** « passer de secrétaire à graphiste »: the second name is the wished one. */
const passesFrom = (tokens: Token[], at: number) => tokens.slice(Math.max(0, at - 5), at).some(({ word }, index, all) => word === 'passer' && ['de', 'd'].includes(all[index + 1]?.word ?? ''));

const isRefused = (tokens: Token[], at: number) => tokens[at]?.word === 'etre' && ['plus', 'pas', 'marre'].some((word) => tokens.slice(Math.max(0, at - 2), at).some((token) => token.word === word));

const GENERAL = new Set(['les', 'des', 'aux', 'le', 'la', 'l', 'un', 'une', 'mon', 'ma', 'mes', 'notre', 'votre', 'ce', 'cette', 'chaque', 'quel', 'avec', 'par', 'metier', 'du', 'nos', 'vos', 'au', 'son', 'sa', 'leur', 'ces', 'vois', 'voir', 'chez', 'pas', 'tel']);

/** « passer de secrétaire à graphiste »: the first is the trade of today. */
const LEAVES = new Set(['passer', 'changer', 'quitter']);

function presentName(tokens: Token[], voices: Voice[], names: Match<null>[], asked: boolean): Span | null {
  const presents = PRESENT.findIn(tokens);
  const isIntroduced = ({ first }: Span) => presents.some(({ last }) => last === first - 1 || (last === first - 2 && LINKS.has(tokens[first - 1]?.word ?? '')));
  const candidates = names.filter((name) => {
    const voice = voices[name.first];
    if (!voice || voice.about !== 'self' || voice.supposed) return false;
    // An elected « conseillère municipale » has no trade of that name.
    if (['municipal', 'municipale', 'departemental', 'departementale', 'regional', 'regionale'].includes(tokens[name.last + 1]?.word ?? '') && (tokens[name.last]?.word ?? '').startsWith('conseill')) return false;
    // « infirmier, c'est trop long » speaks of the trade.
    if (['c', 'ca'].includes(tokens[name.last + 1]?.word ?? '')) return false;
    const before = tokens[name.first - 1]?.word ?? '';
    if (isIntroduced(name)) return !wantsBefore(tokens, name.first) || LEAVES.has(tokens[name.first - 2]?.word ?? '');
    if (GENERAL.has(before) || (voice.asks && !voice.claimed)) return false;
    return asked || startsItsClause(tokens, name.first);
  });
  const best = candidates.find(isIntroduced) ?? candidates[0];
  return best ? nameAt(tokens, best.first, best.last) : null;
}

/** « je suis scaphandrier »: a trade that no table names, by its ending. */
function unlistedName(tokens: Token[], voices: Voice[], taken: Set<number>): Span | null {
  for (let at = 1; at < tokens.length; at++) {
    const word = tokens[at]?.word ?? '';
    const before = tokens[at - 1]?.word ?? '';
    const follows = before === 'suis' || (['un', 'une', 'comme'].includes(before) && ['suis', 'travaille', 'bosse'].includes(tokens[at - 2]?.word ?? ''));
    if (!follows || word.length < 6 || taken.has(at) || voices[at]?.about !== 'self' || voices[at]?.supposed || voices[at]?.asks) continue;
    if (NOT_TRADES.has(word) || !TABLE.endings.some((ending) => word.endsWith(ending))) continue;
    return nameAt(tokens, at, at);
  }
  return null;
}

/** « je fais des ménages », « je bosse en cuisine ». */
function fieldOfWork(tokens: Token[], voices: Voice[], taken: Set<number>): Span | null {
  for (const { first, last } of DOING.findIn(tokens)) {
    const at = last + 1;
    if (taken.has(at) || voices[first]?.about !== 'self' || !voices[first]?.claimed || voices[first]?.supposed || !FIELDS.has(tokens[at]?.word ?? '') || wantsBefore(tokens, first)) continue;
    return nameAt(tokens, at, at);
  }
  return null;
}

const WANTS = new Set(['veux', 'voudrais', 'aimerais', 'souhaite', 'envie', 'reve', 'revais', 'espere', 'compte', 'vais', 'pense', 'plairait', 'cherche', 'pour', 'veu', 'projet', 'vers', 'aimerai', 'voudrai', 'devenir', 'passer', 'trouver', 'vise', 'viser', 'verrais', 'vois', 'tenter', 'ambition', 'hesite', 'hesitation', 'interesse', 'attire', 'attirent', 'interessent', 'objectif', 'tente', 'imagine', 'recherche', 'veut', 'voudrait', 'aimerait', 'souhaiterais', 'interesse', 'decrocher', 'recherche']);
function wantsBefore(tokens: Token[], at: number): boolean {
  for (let index = at - 1; index >= 0 && index >= at - 4; index--) {
    const word = tokens[index]?.word ?? '';
    if (isStop(word) || word === 'suis' || word === 'mon') return false;
    if (WANTS.has(word)) return true;
  }
  return false;
}

const CLAUSE_OPENERS = new Set(['ans', 'bonjour', 'bjr', 'salut', 'slt', 'bonsoir', 'cc', 'coucou', 'hello', 'cadre', 'titulaire', 'ancien', 'ancienne', 'comme', 'et', 'salarie', 'salariee', 'independant', 'independante', 'liberal', 'apprenti', 'apprentie', 'cdi', 'cdd', 'suis', 'h', 'f', 'interimaire', 'artisan', 'simple', 'juste', 'homme', 'femme', 'chomage', 'rsa', 'freelance', 'entrepreneur', 'entrepreneuse', 'intermittent', 'intermittente', 'alternance', 'jeune', 'actuellement', 'militaire', 'fonctionnaire', 'ex']);

/** « 34 ans aide soignante rennes », « aide soignante depuis 10 ans », « bonjour, maçon à Brest ». */
function startsItsClause(tokens: Token[], at: number): boolean {
  const before = tokens[at - 1]?.word;
  return before === undefined || isStop(before) || CLAUSE_OPENERS.has(before);
}
