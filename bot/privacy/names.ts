/**
 * Finds the name that a person gives of themselves: « je m'appelle Karim Benali ». Names are looked for nowhere else:
 * without these words before it, « Paris », « Rose » or « Boulanger » may be anything.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { readTrades } from '../../knowledge/labour-market/occupations.ts';
import { readWhere } from '../../knowledge/labour-market/where.ts';

const words = z.array(z.string()).min(1);
const TABLE = z
  .strictObject({ introductions: words, uncertain: words, civilities: words, particles: words, others: words })
  .parse(parse(readFileSync(new URL('names.yaml', import.meta.url), 'utf8')));

const introducedBy = (patterns: string[]) => new RegExp(`(?<![\\p{L}0-9])(?<!\\bne )(?:${patterns.join('|')})(?![\\p{L}\\p{M}])\\s*(?::\\s*)?(?=\\p{L})`, 'giu');
const INTRODUCTION = introducedBy(TABLE.introductions);
const UNCERTAIN = introducedBy(TABLE.uncertain);
/** A name once masked, with the words that introduced it: nothing is left to be read in « je m'appelle ». */
export const MASKED_INTRODUCTION = new RegExp(`(?<![\\p{L}0-9])(?:${TABLE.introductions.join('|')})\\s*:?\\s*\\[nom masqué\\]`, 'giu');
const CIVILITY = new RegExp(`^(?:${TABLE.civilities.map((word) => word.replace('.', '\\.')).join('|')})(?=\\s)\\s+`, 'iu');
const WORD = /^(\s*)([\p{L}][\p{L}'’-]*)/u;
const OTHERS = new Set(TABLE.others);
const PARTICLES = new Set(TABLE.particles);
/** A first name, a particle or two, a family name or two. */
const LONGEST = 5;

const isCapital = (word: string) => /^\p{Lu}/u.test(word);
/** « cherche » and « j'habite » end a name: so does a trade or a town that begins without a capital. */
function endsName(word: string): boolean {
  const small = word.toLowerCase();
  return OTHERS.has(small) || /^(?:j|l|d|n|c|s|m|qu)['’]/.test(small);
}
const isTradeOrPlace = (word: string): boolean => readTrades(word).length > 0 || readWhere(word) !== null;

/** Where names stand in the text, in characters. */
export function namesIn(text: string): { start: number; end: number }[] {
  const introduced = [...text.matchAll(INTRODUCTION)].map((match) => nameAfter(text, match));
  const uncertain = [...text.matchAll(UNCERTAIN)].map((match) => nameAfter(text, match)).filter(({ start, end }) => isSurelyName(text.slice(start, end)));
  const found = [...introduced, ...uncertain].filter(({ start, end }) => end > start).sort((one, other) => one.start - other.start);
  return found.filter(({ start }, index) => start >= (found[index - 1]?.end ?? 0));
}

function nameAfter(text: string, { index = 0, 0: introduction }: RegExpExecArray): { start: number; end: number } {
  const start = index + introduction.length;
  return { start, end: endOfName(text, start) };
}

/** « Bastien » and « Mme Petit », not « CPF », « Brest » or « Boulanger ». */
function isSurelyName(found: string): boolean {
  const name = found.replace(CIVILITY, '');
  return /^\p{Lu}\p{Ll}/u.test(name) && (name !== found || !isTradeOrPlace(name));
}

/** The first word is a name unless it is a common word; the others need a capital, or stand alone between it and something else. */
function endOfName(text: string, start: number): number {
  let at = start + (CIVILITY.exec(text.slice(start))?.[0].length ?? 0);
  let end = start;
  let particle = false;
  for (let count = 0; count < LONGEST; count += 1) {
    const [whole = '', , word = ''] = WORD.exec(text.slice(at)) ?? [];
    if (word === '' || (!PARTICLES.has(word.toLowerCase()) && endsName(word))) break;
    at += whole.length;
    if (end > start && PARTICLES.has(word.toLowerCase())) {
      particle = true;
      continue;
    }
    if (endsName(word)) break;
    // « marc plombier à Lille » : written small, the second word may be anything, and no third one is taken.
    if (end > start && !isCapital(word) && (count > 1 || particle || isTradeOrPlace(word))) break;
    end = at;
    particle = false;
  }
  return end;
}
