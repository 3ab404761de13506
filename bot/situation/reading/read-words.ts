/** Reads what the tables of words name: status, contract, project, constraints… */
import type { Slot } from '../situation.ts';
import { FEASIBLE, harmlessNegations, isClaimed, isDenied, POSSIBLE, wordsBefore } from './claims.ts';
import { createMatcher, type Match, withoutBrackets } from './matcher.ts';
import type { Reading } from './reading.ts';
import { readTable } from './tables.ts';
import { isStop, saidBetween, type Token } from './tokens.ts';
import type { Voice } from './voices.ts';

type Row = ReturnType<typeof readTable<'words'>>[number];

const ROWS = readTable('words');
export const WORDS = createMatcher(ROWS.map((row) => ({ row, phrases: row.phrases })));
/** What one may also want, have had, or speak of in general. */
/** What « si je… » plans rather than supposes. */
const PLANS: ReadonlySet<Slot> = new Set<Slot>(['projet', 'contact', 'disponibilite', 'contrainte']);
const HELD: ReadonlySet<Slot> = new Set<Slot>(['statut', 'contrat', 'cadre', 'versant', 'agentContrat', 'activite']);

type Border = ((word: string) => boolean)[];

/** The steps of a phrase around a word; `backwards` when it is compared from the word outwards. */
function bordersOf(phrases: readonly string[], backwards: boolean): Border[] {
  return phrases.flatMap(withoutBrackets).map((phrase) => {
    const steps = phrase.trim().split(/\s+/).map((step) => {
      const words = step.split('|');
      return (word: string) => words.some((wanted) => (wanted.endsWith('*') ? word.startsWith(wanted.slice(0, -1)) : word === wanted));
    });
    return backwards ? steps.reverse() : steps;
  });
}

const borders = new Map(ROWS.map((row) => [row, { before: bordersOf(row.notAfter, true), after: bordersOf(row.notBefore, false) }]));

const begins = (words: readonly string[], border: Border) => border.every((step, index) => step(words[index] ?? ''));

/** The words around make it something else: « ancien cadre », « cadre de vie ». */
function isSomethingElse(row: Row, tokens: Token[], { first, last }: Match<Row>): boolean {
  const { before = [], after = [] } = borders.get(row) ?? {};
  const preceding = wordsBefore(tokens, first, 4);
  const following: string[] = [];
  for (let at = last + 1; at < tokens.length && following.length < 4 && !isStop(tokens[at]?.word ?? ''); at++) following.push(tokens[at]?.word ?? '');
  return before.some((border) => begins(preceding, border)) || after.some((border) => begins(following, border));
}

export function readWords(text: string, tokens: Token[], voices: Voice[]): Reading[] {
  const harmless = harmlessNegations(tokens);
  return WORDS.findIn(tokens).flatMap((match) => {
    const { row, first, last } = match;
    if (isSomethingElse(row, tokens, match)) return [];
    if (row.slot === 'disponibilite' && isAtWork(tokens, first)) return [];
    const rules = { held: HELD.has(row.slot) && !row.always, inQuestions: row.value === 'demission-envisagee' && !tokens.some(({ word }) => IN_GENERAL.has(word)) ? RESIGNING : row.slot === 'contact' ? POSSIBLE : row.slot === 'projet' ? FEASIBLE : null, supposed: row.value === 'demission-envisagee' || PLANS.has(row.slot) };
    if (!isClaimed(tokens, voices, match, rules)) return [];
    const said = saidBetween(text, tokens, first, last);
    if (row.withdraws) return [{ slot: row.slot, value: row.value, said, first, deduced: false, withdrawn: true }];
    const reading = { slot: row.slot, value: row.value, said, first, deduced: row.deduced };
    if (isDenied(tokens, match, harmless)) {
      if (row.denied !== undefined) return [{ ...reading, value: row.denied, said: saidWithDenial(text, tokens, first, last) }];
      return row.deduced ? [] : [{ ...reading, withdrawn: true }];
    }
    const also = Object.entries(row.also).map(([slot, value]) => ({ ...reading, slot: slot as Slot, value, deduced: true }));
    return [reading, ...also];
  });
}

/** « Comment démissionner pour me former ? » is asked by whoever thinks of it; « un salarié qui démissionne » by anybody. */
const RESIGNING: ReadonlySet<string> = new Set(['demissionner', 'demissionne', 'demission', 'quitter']);
const IN_GENERAL = new Set(['on', 'salarie', 'salaries', 'salariee', 'quoi', 'employe', 'quelqu', 'gens', 'definition', 'veut', 'difference', 'dispositif', 'employeur', 'collegue', 'fonctionnaire', 'quelle', 'conditions']);

/** « je travaille le week-end » tells hours of work, not when to call. */
function isAtWork(tokens: Token[], first: number): boolean {
  const before = wordsBefore(tokens, first, 7);
  const works = before.findIndex((word) => WORKS.has(word));
  return works >= 0 && !before.slice(0, works).some((word) => FREE.has(word));
}
const WORKS = new Set(['travaille', 'bosse', 'taffe', 'taf', 'bosser', 'travailler', 'job', 'mcdo', 'chantiers']);
const FREE = new Set(['dispo', 'disponible', 'joignable', 'libre', 'appelez', 'rappelez', 'plutot', 'rdv', 'mais', 'donc', 'contacter', 'joindre', 'apres']);

/** « pas cadre », not « cadre »: the denial belongs to what was said. */
function saidWithDenial(text: string, tokens: Token[], first: number, last: number): string {
  const before = wordsBefore(tokens, first, 4);
  const back = before.findIndex((word) => ['ne', 'pas', 'non', 'ni', 'jamais', 'plus', 'pa'].includes(word));
  return saidBetween(text, tokens, first - (back + 1), last);
}
