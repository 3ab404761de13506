/** Words of the trade and what they mean: `glossary.yaml`, checked when the bot starts. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { cardSourceSchema } from './cards/card.ts';

const named = { word: z.string().min(2), also: z.array(z.string().min(2)).default([]) };
const meaning = z.string().min(15);
const more = z.string().optional();

const wordSchema = z.union([
  /** Shown to be true by a text. */
  z.strictObject({ ...named, meaning, source: cardSourceSchema, more }),
  /** A meaning as in a dictionary: no rule of law stands in it. */
  z.strictObject({ ...named, meaning, plain: z.literal(true), more }),
  /** A card explains it. */
  z.strictObject({ ...named, card: z.string() }),
]);
export type GlossaryWord = z.infer<typeof wordSchema>;

/** Throws when the table does not have this shape. */
export const GLOSSARY = z
  .strictObject({ asks: z.array(z.string()).min(1), fillers: z.array(z.string()).min(1), words: z.array(wordSchema).min(1) })
  .parse(parse(readFileSync(new URL('glossary.yaml', import.meta.url), 'utf8')));
