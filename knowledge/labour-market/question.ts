/** Whether a message asks about the labour market, and what: « quels métiers recrutent », « taux de chômage 35 », « vers quels métiers ». */
import { z } from 'zod';
import { readPrompts } from '../../prompts/read-prompts.ts';

const phrases = z.array(z.string()).min(1);
const TABLE = readPrompts(
  'labour-market.yaml',
  z.strictObject({ questions: z.strictObject({ unemployment: phrases, nearby: phrases, green: phrases, recruiting: phrases }), unless: phrases, texts: z.record(z.string(), z.string().min(1)) }),
);

export type LabourQuestion = keyof typeof TABLE.questions;
export const LABOUR_QUESTIONS = ['unemployment', 'nearby', 'green', 'recruiting'] as const satisfies readonly LabourQuestion[];
export const LABOUR_TEXTS = TABLE.texts;

/** `compile` turns phrases into a test over plain words: it belongs to who reads messages. */
export function createLabourReader(compile: (phrases: string[]) => { isIn(plainText: string): boolean }) {
  const rows = LABOUR_QUESTIONS.map((kind) => ({ kind, phrases: compile(TABLE.questions[kind]) }));
  const unless = compile(TABLE.unless);
  return (plainText: string): LabourQuestion | null => (unless.isIn(plainText) ? null : (rows.find((row) => row.phrases.isIn(plainText))?.kind ?? null));
}
