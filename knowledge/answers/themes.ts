import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { THEMES } from '../cards/card.ts';
import { plain } from '../index/french.ts';
import { remembering } from '../index/remembering.ts';

const themesSchema = z.record(z.enum(THEMES), z.strictObject({ same: z.boolean().default(false), question: z.string(), names: z.array(z.string()).min(1) }));

export type Theme = (typeof THEMES)[number];

/** What each theme is called, in questions and by people. */
export const THEME_WORDS = themesSchema.parse(parse(readFileSync(new URL('themes.yaml', import.meta.url), 'utf8')));

const FIELD_WORDS = z.array(z.string()).parse(parse(readFileSync(new URL('field-words.yaml', import.meta.url), 'utf8')));
const FIELD_WORD = new RegExp(` (?:${FIELD_WORDS.join('|')})`);

const NAMES = Object.entries(THEME_WORDS)
  .flatMap(([theme, { names }]) => names.map((name) => ({ theme: theme as Theme, name, pattern: new RegExp(`(?<![a-z0-9])${name}(?![a-z0-9])`) })))
  .sort((one, other) => other.name.length - one.name.length);

/** Most texts name no theme: one pattern tells it, before each name is looked for. */
const ANY_NAME = new RegExp(` (?:${NAMES.map(({ name }) => name).join('|')})(?![a-z0-9])`);

const namesAny = (compared: string): boolean => ANY_NAME.test(` ${compared}`);

/** Lower case, no accent, no punctuation: how names are compared. */
export const comparable = remembering((text) => plain(text).replace(/[^a-z0-9]+/g, ' ').trim());

/** Whether the text speaks of working life at all. */
export const holdsFieldWord = (text: string): boolean => FIELD_WORD.test(` ${comparable(text)}`);

/** The theme that the text names, the longest name first, or null. */
export const themeNamedIn = (text: string): Theme | null => nameIn(text)?.theme ?? null;

const nameIn = remembering((text) => {
  const compared = comparable(text);
  return namesAny(compared) ? NAMES.find(({ pattern }) => pattern.test(compared)) : undefined;
});

/** Every theme that the text names; a name inside a longer one does not count. */
export const themesNamedIn = remembering((text): ReadonlySet<Theme> => {
  const themes = new Set<Theme>();
  let rest = comparable(text);
  if (!namesAny(rest)) return themes;
  for (const { theme, pattern } of NAMES) {
    if (!pattern.test(rest)) continue;
    themes.add(theme);
    rest = rest.replace(pattern, ' ');
  }
  return themes;
});

/** The words by which the text names its theme, or null. */
export const nameOfThemeIn = (text: string): string | null => nameIn(text)?.name ?? null;

const SYNONYMS = NAMES.filter(({ theme }) => THEME_WORDS[theme].same).map(({ theme, pattern }) => ({ pattern: new RegExp(pattern, 'g'), first: THEME_WORDS[theme].names[0] ?? theme }));

/** The comparable text with one name for each scheme: « mon compte formation » and « mon CPF » become the same. */
export const withOneName = remembering((text) => {
  const compared = comparable(text);
  const named = namesAny(compared) ? SYNONYMS.reduce((rest, { pattern, first }) => rest.replace(pattern, first), compared) : compared;
  return named.replace(/\b(\w+) \1\b/g, '$1');
});

/** The text without the names of any theme. */
export function withoutThemeNames(text: string): string {
  return NAMES.reduce((rest, { pattern }) => rest.replace(pattern, ' '), comparable(text)).replace(/\s+/g, ' ').trim();
}
