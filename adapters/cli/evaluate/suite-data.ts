/** The questions of `tests/evaluation`, read and checked. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { expectedSchema } from './expected.ts';

const FOLDER = join(import.meta.dirname, '../../../tests/evaluation');

const questionSchema = z.strictObject({
  id: z.string(),
  question: z.string().min(3),
  expected: expectedSchema,
  expectedInAnswer: z.array(z.string()).default([]),
  forbiddenInAnswer: z.array(z.string()).default([]),
});
const questionsSchema = z.record(z.string(), z.array(questionSchema).min(1));
const followUpsSchema = z.array(z.strictObject({ id: z.string(), turns: z.array(z.string()).min(2), expected: expectedSchema }));
const outOfScopeSchema = z.record(z.string(), z.array(z.string()).min(1));

export type Half = 'tune' | 'heldout';
export interface EvaluationQuestion extends z.infer<typeof questionSchema> {
  theme: string;
  /** Name of its file, without its end. */
  set: string;
  half: Half;
}
export type FollowUp = z.infer<typeof followUpsSchema>[number];
export interface OutOfScopeQuestion {
  group: string;
  question: string;
  half: Half;
}

/** Drawn from the id (from the question itself where there is none), so that nobody chooses which questions are kept aside. */
export function halfOf(id: string): Half {
  const firstDigit = createHash('sha1').update(id).digest('hex').slice(0, 1);
  return Number.parseInt(firstDigit, 16) % 2 === 0 ? 'tune' : 'heldout';
}

/** A file of `tests/evaluation`. Throws with the file's name and what is wrong in it. */
export function readSuite<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(parse(readFileSync(join(FOLDER, file), 'utf8')));
  if (!result.success) throw new Error(`tests/evaluation/${file} : ${z.prettifyError(result.error)}`);
  return result.data;
}

export function readQuestions(): EvaluationQuestion[] {
  return ['questions', 'questions-second'].flatMap((set) =>
    Object.entries(readSuite(`${set}.yaml`, questionsSchema)).flatMap(([theme, questions]) =>
      questions.map((question) => ({ ...question, theme, set, half: halfOf(question.id) })),
    ),
  );
}

export function readOutOfScope(): OutOfScopeQuestion[] {
  return Object.entries(readSuite('out-of-scope.yaml', outOfScopeSchema)).flatMap(([group, questions]) =>
    questions.map((question) => ({ group, question, half: halfOf(question) })),
  );
}

/** Questions of the field that the official texts do not answer. */
export const readUnanswerable = (): string[] => readSuite('unanswerable.yaml', z.array(z.string()).min(1));
export const readFollowUps = (): FollowUp[] => readSuite('follow-ups.yaml', followUpsSchema);
