/** What the report says, in words for everybody: `prompts/report.yaml`. */
import { z } from 'zod';
import { readPrompts } from '../../../../prompts/read-prompts.ts';

const text = z.string().trim().min(1);
const texts = <const Names extends readonly string[]>(...names: Names) => z.strictObject(Object.fromEntries(names.map((name) => [name, text])) as Record<Names[number], typeof text>);
const pattern = z.string().transform((source, context) => {
  try {
    return new RegExp(source, 'g');
  } catch {
    context.addIssue(`« ${source} » n’est pas une expression régulière`);
    return z.NEVER;
  }
});
const wording = z.strictObject({ says: pattern, reads: z.string() });

export const REPORT = readPrompts(
  'report.yaml',
  z.strictObject({
    title: text, intro: text, passed: text, failed: text, unmeasured: text,
    suites: z.record(z.string(), texts('name', 'what')),
    sections: texts('summary', 'figures', 'suites', 'failures', 'versions', 'words'),
    columns: texts('label', 'figure', 'wanted', 'before', 'verdict'),
    verdicts: texts('within', 'outside', 'unmeasured'),
    changes: texts('better', 'worse', 'same'),
    wanted: texts('atLeast', 'atMost'),
    noFailure: text, heldoutCaution: text, failureColumns: texts('id', 'asked', 'found'), firstRun: text, previousRun: text,
    words: z.array(texts('word', 'means')),
    counts: z.array(text), scores: z.array(text),
    french: z.array(wording), failures: z.array(wording),
  }),
);

const reworded = (words: string, table: (typeof REPORT)['french']): string => table.reduce((before, { says, reads }) => before.replace(says, reads), words);

/** « tune » and « heldout » say nothing to whoever has not written the suites. */
export const inFrench = (words: string): string => reworded(words, REPORT.french);

/** What went wrong, in the words of the page: « not answered (abstained) » becomes « pas de réponse (sans réponse) ». What people wrote stays as it is. */
export const failureInFrench = (found: string): string => found.split(/(«[^»]*»)/).map((part, index) => (index % 2 === 0 ? reworded(part, REPORT.failures) : part)).join('');
