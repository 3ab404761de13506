/**
 * People's words -> official words. The table is `knowledge/vocabulary.yaml`; here it is read, checked,
 * and turned into patterns of stems that can be found in a question.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { isFunctionWord, plain, words } from './french.ts';
import { stem } from './stem.ts';

const weighted = z.union([
  z.array(z.string().min(2)).min(1).transform((phrases) => Object.fromEntries(phrases.map((phrase) => [phrase, 1]))),
  z.record(z.string().min(2), z.number().min(0.05).max(2)),
]);

const entrySchema = z.strictObject({
  /** What people write. */
  say: z.array(z.string().min(1)).min(1),
  /** What the texts write, with a weight where it is not 1. */
  mean: weighted,
  /** How much the person's own words still count: 1 when they are also the texts' words, 0.2 when they would mislead. */
  keep: z.number().min(0).max(1).default(0.5),
});

export const vocabularySchema = z.strictObject({
  /** Writing of text messages -> plain words. */
  texting: z.record(z.string(), z.string()),
  /** Words that stand for one another in both directions. */
  same: z.array(z.array(z.string().min(2)).min(2)),
  /** By theme, for the reader's sake. */
  words: z.record(z.string(), z.array(entrySchema)),
});
export type Vocabulary = z.infer<typeof vocabularySchema>;

export class VocabularyError extends Error {
  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`Le vocabulaire ${file} ne peut pas être lu : ${reason}. Corrigez la ligne indiquée, puis relancez.`, options);
    this.name = 'VocabularyError';
  }
}

export const VOCABULARY_FILE = new URL('../vocabulary.yaml', import.meta.url);

/** Reads and checks a vocabulary. Throws {@link VocabularyError}. */
export function readVocabulary(file: URL = VOCABULARY_FILE): Vocabulary {
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new VocabularyError(file.pathname, error instanceof Error ? error.message : String(error), { cause: error });
  }
  const checked = vocabularySchema.safeParse(content);
  if (!checked.success) throw new VocabularyError(file.pathname, z.prettifyError(checked.error));
  return checked.data;
}

/** An expression to find in a question, and what it adds to the search. */
export interface Pattern {
  /** Stems in order; without function words, unless `literal`. */
  stems: string[];
  /** Every word counts and none may stand between: « à mon compte » is not « compte ». */
  literal: boolean;
  keep: number;
  /** Each meaning: stems that are searched together. */
  meanings: { stems: string[]; weight: number }[];
  /** Name of the theme outside our field that the expression belongs to; null for ours. */
  otherTheme: string | null;
}

/** Stems of an expression of the texts: everything but function words. */
function meaningStems(phrase: string): string[] {
  return words(phrase).filter((word) => !isFunctionWord(word)).map(stem);
}

/** How an expression is found in a question. One that leans on its small words keeps them. */
export function patternOf(phrase: string): Pick<Pattern, 'stems' | 'literal'> {
  const all = words(phrase);
  const stems = meaningStems(phrase);
  return stems.length < 2 && all.length > 1 ? { stems: all.map(stem), literal: true } : { stems, literal: false };
}

export function compileVocabulary(vocabulary: Vocabulary): Pattern[] {
  const patterns: Pattern[] = [];
  const meaning = (phrase: string, weight: number) => ({ stems: meaningStems(phrase), weight });
  for (const entry of Object.values(vocabulary.words).flat()) {
    const meanings = Object.entries(entry.mean).map(([phrase, weight]) => meaning(phrase, weight));
    for (const phrase of entry.say) patterns.push({ ...patternOf(phrase), keep: entry.keep, meanings, otherTheme: null });
  }
  for (const group of vocabulary.same) {
    for (const phrase of group) {
      const others = group.filter((other) => other !== phrase).map((other) => meaning(other, 0.8));
      patterns.push({ ...patternOf(phrase), keep: 1, meanings: others, otherTheme: null });
    }
  }
  return patterns.filter((pattern) => pattern.stems.length > 0);
}

/** `texting` with both sides as `words` would give them. */
export function compileTexting(vocabulary: Vocabulary): Record<string, string[]> {
  return Object.fromEntries(Object.entries(vocabulary.texting).map(([from, to]) => [plain(from), words(to)]));
}
