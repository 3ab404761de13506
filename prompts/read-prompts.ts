/** Reads the files of this folder, each checked by its schema: a wrong line stops the start with its file and place. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

export class PromptFileError extends Error {
  constructor(file: string, reason: string) {
    super(`Le fichier prompts/${file} ne peut pas être lu : ${reason}. Corrigez-le, puis relancez.`);
    this.name = 'PromptFileError';
  }
}

/** Reads `prompts/<file>` and checks it. Throws {@link PromptFileError}. */
export function readPrompts<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema> {
  let content: unknown;
  try {
    content = parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
  } catch (error) {
    throw new PromptFileError(file, error instanceof Error ? error.message : String(error));
  }
  const checked = schema.safeParse(content);
  if (!checked.success) throw new PromptFileError(file, z.prettifyError(checked.error));
  return checked.data;
}

/** A button: what it shows, and what pressing it says or opens. */
export const choiceSchema = z.strictObject({ label: z.string(), say: z.string(), url: z.url().optional() });
