/**
 * A message as a row of words that remember where they stood, so that whatever is read can be shown in the person's own words.
 * Accents and capitals are gone, « jsuis » is « je suis », and stops keep sentences and clauses apart.
 */
import { readTable } from './tables.ts';
import { plain } from '../../reading/phrases.ts';

export interface Token {
  /** Lower case, no accent; `,` is the end of a clause and `.` that of a sentence. */
  word: string;
  /** Place in the message, in characters. */
  start: number;
  end: number;
}

/** Words that people shorten or run together, with what they stand for. */
const SPELLINGS = new Map(Object.entries(readTable('spellings').words).map(([written, meant]) => [written, meant.split(' ')]));
/** « + de 26 ans » and « - de 26 ans » are words too. */
const WORD = /[\p{L}\p{N}]+(?:\p{M}+)?|\+(?=\s*(?:de\s*)?\d)|-(?=\s*de\s*\d)/gu;
const SIGNS = new Map([['+', ['plus']], ['-', ['moins']]]);

/** A question mark is kept: « cadre ? » asks where « cadre. » tells. */
function stopBetween(gap: string): string | null {
  if (/\?/.test(gap)) return '?';
  if (/[.!;\n…]/.test(gap)) return '.';
  // A hyphen inside a word parts nothing; one between spaces does.
  return /[,:()/«»"]|\s[-–—]+\s/.test(gap) ? ',' : null;
}

/** « 38a » is « 38 ans ». */
function partsOf(written: string): string[] {
  const years = /^(\d\d)(?:a|an|ans)$/.exec(written);
  return years?.[1] ? [years[1], 'ans'] : written.split(' ');
}

/** Behind one of these « 2 » is written for « de »: « changer 2 taf », « bilan 2 compétences ». */
const LINKED_BY_TWO = new Set(['change', 'changer', 'bilan', 'mairie', 'envie', 'besoin', 'droit', 'chef', 'agent', 'rupture', 'fin', 'perte', 'conge', 'periode', 'compte', 'lettre', 'femme', 'hopital', 'region', 'departement', 'ville', 'recherche', 'marre', 'demandeur', 'demandeuse', 'poste', 'assistante', 'formation', 'contrat', 'pres', 'cote', 'moins', 'plus']);
/** « plus 2 ans » counts. */
const COUNTED = new Set(['ans', 'an', 'mois', 'jours', 'semaines', 'heures', 'h', 'enfants', 'gosses', 'fois', 'km', 'filles', 'fils', 'personnes']);

export const isStop = (word: string): boolean => word === ',' || word === '.' || word === '?';

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let last = 0;
  for (const match of text.matchAll(WORD)) {
    const start = match.index;
    const end = start + match[0].length;
    const stop = tokens.length > 0 ? stopBetween(text.slice(last, start)) : null;
    if (stop !== null) tokens.push({ word: stop, start: last, end: start });
    const written = plain(match[0]);
    // « c koi » is « c'est quoi », but « c'est » already says it.
    const isElided = match[0].length === 1 && /['’]/.test(text[start + 1] ?? '');
    const meant = isElided ? undefined : (SIGNS.get(match[0]) ?? SPELLINGS.get(match[0].toLowerCase()) ?? SPELLINGS.get(written));
    for (const word of meant ?? partsOf(written)) if (word !== '') tokens.push({ word, start, end });
    last = end;
  }
  for (const [at, token] of tokens.entries()) {
    if (token.word === '2' && LINKED_BY_TWO.has(tokens[at - 1]?.word ?? '') && !COUNTED.has(tokens[at + 1]?.word ?? '') && tokens[at + 1] !== undefined) token.word = 'de';
  }
  const stop = stopBetween(text.slice(last));
  if (stop !== null && tokens.length > 0) tokens.push({ word: stop, start: last, end: text.length });
  return tokens;
}

/** The person's own words from one token to another, both included. */
export function saidBetween(text: string, tokens: Token[], first: number, last: number): string {
  return text.slice(tokens[first]?.start ?? 0, tokens[last]?.end ?? text.length).slice(0, 200);
}
