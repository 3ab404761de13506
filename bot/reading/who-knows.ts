/** What no text answers, and who does know: `prompts/who-knows.yaml`, and how its rows are recognised. */
import { z } from 'zod';
import { spellOut } from '../../knowledge/answers/spell-out.ts';
import { choiceSchema, readPrompts } from '../../prompts/read-prompts.ts';
import { OUTCOMES } from '../outcomes.ts';
import { compilePhrases, plain } from './phrases.ts';

export const whoKnowsSchema = z.strictObject({
  /** Words of our own schemes: with one of them the question is for the texts, whatever the row. */
  ownSchemes: z.array(z.string()).min(1),
  rows: z
    .array(
      z.strictObject({
        id: z.string(),
        outcome: z.enum(OUTCOMES),
        /** A longer message tells a story, of which this is only a part. */
        maxWords: z.number().int().positive(),
        anywhere: z.array(z.string()).min(1),
        /** Words that make it a question about rights or steps. */
        unless: z.array(z.string()).min(1),
        /** Only `unless` counts: « mon dossier de VAE est-il accepté ? » speaks of a scheme, and is still about a file. */
        evenOfSchemes: z.boolean().default(false),
        /** The cards that answer this kind of question as far as anybody can: where one was found, it is shown. */
        cards: z.array(z.string()).default([]),
        text: z.string(),
        again: z.array(z.string().min(1)).min(1),
        choices: z.array(choiceSchema).min(1),
      }),
    )
    .min(1),
});

const TABLE = readPrompts('who-knows.yaml', whoKnowsSchema);
const OWN_SCHEMES = compilePhrases(TABLE.ownSchemes);
export const WHO_KNOWS = TABLE.rows.map((row) => ({ ...row, phrases: compilePhrases(row.anywhere), unlessPhrases: compilePhrases(row.unless) }));
export type WhoKnows = (typeof WHO_KNOWS)[number];

/** The first row that the message matches, as it is written or else as it is meant. */
export function whoKnows(message: string): WhoKnows | undefined {
  const spelled = spellOut(message);
  return rowOf(plain(message)) ?? (spelled === message ? undefined : rowOf(plain(spelled)));
}

function rowOf(text: string): WhoKnows | undefined {
  const words = text.split(' ').length;
  const namesScheme = OWN_SCHEMES.isIn(text);
  return WHO_KNOWS.find(({ maxWords, evenOfSchemes, phrases, unlessPhrases }) => words <= maxWords && (evenOfSchemes || !namesScheme) && phrases.isIn(text) && !unlessPhrases.isIn(text));
}
