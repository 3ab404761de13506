/**
 * Finds the phrases of the reading tables in a row of tokens. In a phrase, `word*` is the beginning of a word, `a|b` is either,
 * `word?` may be missing, and `…` is up to three words that deny nothing. Where a choice has several words it stands in brackets:
 * `arrete (l ecole|mes etudes)`, `creer (une|ma propre)? boite`. No phrase runs over a stop.
 */
import { plain } from '../../reading/phrases.ts';
import { isStop, type Token } from './tokens.ts';

interface Step {
  exact: Set<string>;
  prefixes: string[];
  optional: boolean;
  gap: boolean;
}
interface Phrase<Row> {
  row: Row;
  steps: Step[];
}

export interface Match<Row> {
  row: Row;
  /** Places of the first and last token. */
  first: number;
  last: number;
}

const GAP_WORDS = 3;
const NONE: readonly never[] = [];
/** « j'ai pas d'enfants » is not « j'ai … enfants ». */
const DENIALS = new Set(['pas', 'plus', 'jamais', 'aucun', 'aucune']);

/** One phrase for each choice in brackets; without the brackets where every choice is a single word. */
export function withoutBrackets(written: string): string[] {
  const phrases = choicesOf(written).map((phrase) => phrase.trim());
  // Phrases are looked up by their first word: one that may be missing makes a second phrase.
  return phrases.flatMap((phrase) => (/^\S+\? /.test(phrase) ? [phrase.replace('? ', ' '), ...withoutBrackets(phrase.slice(phrase.indexOf(' ') + 1))] : [phrase]));
}

function choicesOf(written: string): string[] {
  const group = /\(([^()]*)\)(\?)?/.exec(written);
  if (!group) return [written];
  const [whole, inside = '', mark = ''] = group;
  const choices = inside.includes(' ') ? [...inside.split('|'), ...(mark ? [''] : [])] : [inside + mark];
  return choices.flatMap((choice) => choicesOf(written.slice(0, group.index) + choice + written.slice(group.index + whole.length)));
}

function stepOf(written: string): Step {
  const optional = written.endsWith('?');
  const words = (optional ? written.slice(0, -1) : written).split('|');
  return {
    exact: new Set(words.filter((word) => !word.endsWith('*')).map(plain)),
    prefixes: words.filter((word) => word.endsWith('*')).map((word) => plain(word.slice(0, -1))),
    optional,
    gap: written === '…',
  };
}

const fits = (step: Step, word: string) => step.exact.has(word) || step.prefixes.some((prefix) => word.startsWith(prefix));

/** Place after the last token that the phrase takes when it begins at `at`, or -1. */
function endOf(steps: Step[], step: number, tokens: Token[], at: number): number {
  const wanted = steps[step];
  if (!wanted) return at;
  if (wanted.gap) {
    for (let skipped = 0; skipped <= GAP_WORDS; skipped++) {
      const end = endOf(steps, step + 1, tokens, at + skipped);
      if (end >= 0) return end;
      const next = tokens[at + skipped];
      if (!next || isStop(next.word) || DENIALS.has(next.word)) return -1;
    }
    return -1;
  }
  const token = tokens[at];
  if (token && fits(wanted, token.word)) {
    const end = endOf(steps, step + 1, tokens, at + 1);
    if (end >= 0) return end;
  }
  return wanted.optional ? endOf(steps, step + 1, tokens, at) : -1;
}

export interface Matcher<Row> {
  /** Every phrase that stands somewhere, in the order of the text; of two that begin at one place with one row, the longer. */
  findIn(tokens: Token[]): Match<Row>[];
  /** Every whole word that the phrases name, for the spelling. */
  words(): Set<string>;
  /** The beginnings of words that they name. */
  prefixes(): Set<string>;
}

/** The phrases that begin with one word, by the word that follows it. */
interface Followed<Row> {
  byNext: Map<string, Phrase<Row>[]>;
  /** Those that any word may follow, or none. */
  open: Phrase<Row>[];
}

/** « je » begins hundreds of phrases: two words tell those that may stand there. The order of the tables is kept. */
function followed<Row>(phrases: Phrase<Row>[]): Followed<Row> {
  const wordsAfter = ({ steps: [, second] }: Phrase<Row>) => (second === undefined || second.gap || second.optional || second.prefixes.length > 0 ? null : second.exact);
  const nexts = new Set(phrases.flatMap((phrase) => [...(wordsAfter(phrase) ?? [])]));
  const before = (next: string) => phrases.filter((phrase) => wordsAfter(phrase)?.has(next) ?? true);
  return { byNext: new Map(Array.from(nexts, (next) => [next, before(next)])), open: phrases.filter((phrase) => wordsAfter(phrase) === null) };
}

/** Phrases are looked up by their first two words, so that the cost is that of the message and not of the tables. */
export function createMatcher<Row>(rows: { row: Row; phrases: readonly string[] }[]): Matcher<Row> {
  const byWord = new Map<string, Phrase<Row>[]>();
  const byPrefix = new Map<string, { prefix: string; phrase: Phrase<Row> }[]>();
  const words = new Set<string>();
  const prefixes = new Set<string>();
  for (const { row, phrases } of rows) {
    for (const written of phrases.flatMap(withoutBrackets)) {
      const phrase = { row, steps: written.trim().split(/\s+/).map(stepOf) };
      for (const step of phrase.steps) {
        for (const word of step.exact) words.add(word);
        for (const prefix of step.prefixes) prefixes.add(prefix);
      }
      const first = phrase.steps[0];
      if (!first || first.gap || first.optional) throw new Error(`« ${written} » : une expression commence par un mot qui ne peut pas manquer.`);
      for (const word of first.exact) byWord.set(word, [...(byWord.get(word) ?? []), phrase]);
      for (const prefix of first.prefixes) byPrefix.set(prefix.slice(0, 2), [...(byPrefix.get(prefix.slice(0, 2)) ?? []), { prefix, phrase }]);
    }
  }
  const byTwoWords = new Map([...byWord].map(([word, phrases]) => [word, followed(phrases)]));
  return {
    words: () => words,
    prefixes: () => prefixes,
    findIn(tokens) {
      const found: Match<Row>[] = [];
      const attempt = ({ row, steps }: Phrase<Row>, at: number) => {
        const last = endOf(steps, 0, tokens, at) - 1;
        if (last < at) return;
        const known = found.find((match) => match.first === at && match.row === row);
        if (!known) found.push({ row, first: at, last });
        else if (last > known.last) known.last = last;
      };
      for (let at = 0; at < tokens.length; at++) {
        const { word } = tokens[at] as Token;
        const begun = byTwoWords.get(word);
        if (begun) for (const phrase of begun.byNext.get(tokens[at + 1]?.word ?? '') ?? begun.open) attempt(phrase, at);
        if (byPrefix.size === 0) continue;
        for (const { prefix, phrase } of byPrefix.get(word.slice(0, 2)) ?? NONE) if (word.startsWith(prefix)) attempt(phrase, at);
      }
      return found;
    },
  };
}
