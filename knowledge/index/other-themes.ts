/** Themes outside our field: `knowledge/other-themes.yaml`, as patterns that are found in a question like those of the vocabulary. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { patternOf, VocabularyError, type Pattern } from './vocabulary.ts';

/** Name of a theme -> words and expressions by which people ask about it. */
export const otherThemesSchema = z.record(z.string(), z.array(z.string().min(2)).min(5));

export const OTHER_THEMES_FILE = new URL('../other-themes.yaml', import.meta.url);

/** Throws {@link VocabularyError}. */
export function readOtherThemes(file: URL = OTHER_THEMES_FILE): Pattern[] {
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new VocabularyError(file.pathname, error instanceof Error ? error.message : String(error), { cause: error });
  }
  const checked = otherThemesSchema.safeParse(content);
  if (!checked.success) throw new VocabularyError(file.pathname, z.prettifyError(checked.error));
  return Object.entries(checked.data).flatMap(([theme, phrases]) =>
    phrases.map((phrase) => ({ ...patternOf(phrase), keep: 1, meanings: [], otherTheme: theme })).filter((pattern) => pattern.stems.length > 0),
  );
}
