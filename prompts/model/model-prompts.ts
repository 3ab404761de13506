/**
 * What a language model is asked, where one is configured: one file for each task, with its version and its inputs,
 * and here the shape that its answer must have. What has another shape is no answer.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { PromptFileError } from '../read-prompts.ts';

/** A text given to the model to read, by its id. */
export interface TextToRead {
  id: string;
  title: string;
  text: string;
}

export interface ModelInputs {
  'rewrite-question': { message: string; question: string; subject: string };
  'choose-passages': { question: string; passages: TextToRead[] };
  'word-answer': { question: string; passages: TextToRead[] };
  'propose-situation': { message: string; values: Record<string, string[]> };
}
export type ModelTask = keyof ModelInputs;

export const MODEL_OUTPUTS = {
  'rewrite-question': z.object({ question: z.string().max(300).nullable() }),
  'choose-passages': z.object({ passages: z.array(z.string()).max(10) }),
  'word-answer': z.object({ sentences: z.array(z.object({ text: z.string().max(600), passage: z.string(), quote: z.string().max(2_000) })).max(10) }),
  'propose-situation': z.object({ facts: z.array(z.object({ slot: z.string(), value: z.string(), said: z.string().max(200) })).max(10) }),
} as const satisfies Record<ModelTask, z.ZodType>;
export type ModelOutput<Task extends ModelTask> = z.infer<(typeof MODEL_OUTPUTS)[Task]>;

/**
 * Asks the model. Null whenever there is no answer that can be used, for whatever reason: not answered in time, refused,
 * budget spent, another shape. It never rejects; whoever asks goes on without.
 */
export type AskModel = <Task extends ModelTask>(task: Task, inputs: ModelInputs[Task]) => Promise<ModelOutput<Task> | null>;

const headerSchema = z.strictObject({ version: z.number().int().positive(), date: z.iso.date(), why: z.string().min(1), inputs: z.array(z.string()).min(1) });

export interface ModelPrompt extends z.infer<typeof headerSchema> {
  /** What the model is told to do; the inputs follow as JSON. */
  text: string;
}

function readPrompt(task: ModelTask): ModelPrompt {
  const file = `model/${task}.md`;
  const [, header = '', text = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]+)$/.exec(readFileSync(new URL(`${task}.md`, import.meta.url), 'utf8')) ?? [];
  const checked = headerSchema.safeParse(header === '' ? {} : parse(header));
  if (!checked.success) throw new PromptFileError(file, z.prettifyError(checked.error));
  return { ...checked.data, text: text.trim() };
}

const read = new Map<ModelTask, ModelPrompt>();

/** The prompt of a task, read once, and only where a model is configured. Throws {@link PromptFileError}. */
export function modelPrompt(task: ModelTask): ModelPrompt {
  const known = read.get(task) ?? readPrompt(task);
  read.set(task, known);
  return known;
}

export const MODEL_TASKS = Object.keys(MODEL_OUTPUTS) as ModelTask[];
