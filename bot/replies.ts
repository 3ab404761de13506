/** The fixed replies of `prompts/replies.yaml`, checked when the bot starts. */
import { z } from 'zod';
import { choiceSchema, readPrompts } from '../prompts/read-prompts.ts';
import { say, type Reply } from './reply.ts';

const promptSchema = z.strictObject({ text: z.string().min(1), nearest: z.string().optional(), /** What is said instead when the same reply comes again. */ again: z.array(z.string().min(1)).default([]), choices: z.array(choiceSchema) });

const NAMES = [
  'greeting',
  'welcomeBack',
  'abstained',
  'unsure',
  'fromTheTexts',
  'reworded',
  'replaced',
  'abstainedAgain',
  'abstainedAfterDistress',
  'outOfScope',
  'empty',
  'tooLong',
  'onlyPersonalData',
  'masked',
  'maskedButWanted',
  'maskedForLater',
  'notForYou',
  'afterResigning',
  'plainNothing',
  'plainMissing',
  'plainMeaning',
  'plainChoice',
  'failed',
  'notKept',
  'otherLanguage',
  'tooFast',
  'crowded',
] as const;

export type Prompt = z.infer<typeof promptSchema>;
export const REPLIES = readPrompts('replies.yaml', z.record(z.enum(NAMES), promptSchema));

/** The reply of a prompt, with its `{names}` filled in. */
export function fromPrompt(prompt: Pick<Prompt, 'text' | 'choices'>, values: Record<string, string> = {}): Reply {
  const text = prompt.text.trim().replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return say(text, prompt.choices);
}
