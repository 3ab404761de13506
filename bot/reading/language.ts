/** In which other language a message is written, if it is: `prompts/languages.yaml`. */
import { z } from 'zod';
import { readPrompts } from '../../prompts/read-prompts.ts';

const languageSchema = z.strictObject({
  code: z.string().regex(/^[a-z]{2}$/),
  dir: z.enum(['ltr', 'rtl']),
  /** A class of letters of its own. */
  script: z.string().optional(),
  words: z.array(z.string()),
  text: z.string().min(20),
  person: z.string().min(2),
});
export type Language = z.infer<typeof languageSchema>;

const TABLE = readPrompts('languages.yaml', z.strictObject({ french: z.array(z.string()), languages: z.array(languageSchema) }));
const FRENCH = new Set(TABLE.french);
const LANGUAGES = TABLE.languages.map((language) => ({ language, words: new Set(language.words), letters: language.script === undefined ? null : new RegExp(language.script, 'gu') }));
const FOREIGN_LETTERS = /[^\p{Script=Latin}\p{M}\p{N}\p{P}\p{S}\s]/gu;
const WORD = /[\p{L}][\p{L}\p{M}'’]*/gu;
/** A message of one or two words says too little to tell a language by, unless all of it is of one. */
const FEW_WORDS = 2;
/** Part of the letters that must be of another script: a name or a word in it is no message in it. */
const HALF = 0.5;

/** Null when it is French, or when nothing tells. Job titles and « ok », « job », « coach » are French enough. */
export function otherLanguageIn(text: string): Language | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const foreign = text.match(FOREIGN_LETTERS)?.length ?? 0;
  if (foreign > letters * HALF) return LANGUAGES.find(({ letters: own }) => own !== null && text.match(own) !== null)?.language ?? null;
  const words = (text.toLowerCase().match(WORD) ?? []).map((word) => word.replaceAll('’', '\''));
  const french = words.filter((word) => FRENCH.has(word)).length;
  const [best] = LANGUAGES.map(({ language, words: own }) => ({ language, count: words.filter((word) => own.has(word) && !FRENCH.has(word)).length })).toSorted((one, other) => other.count - one.count);
  if (best === undefined || best.count === 0) return null;
  if (words.length <= FEW_WORDS) return best.count === words.length && GREETINGS.has(words[0] ?? '') ? best.language : null;
  // More of that language than of French, and enough of it in the whole.
  return best.count > french && best.count >= 2 && best.count * 3 >= words.length ? best.language : null;
}

/** What a short message begins with when it is another language: « job » or « change » alone may be anything. */
const GREETINGS = new Set(['hello', 'hola', 'olá', 'ciao', 'buongiorno', 'hallo', 'merhaba', 'bună']);
