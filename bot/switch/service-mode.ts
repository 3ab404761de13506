/** Turned down or off by the operator, without a restart: what the bot still does, and what it says of it. */
import { z } from 'zod';
import { choiceSchema, readPrompts } from '../../prompts/read-prompts.ts';

export const MODES = [
  'normal',
  'information', // answers from the texts; asks nothing, hands nobody over
  'human', //       the bot does not answer; people are
  'off', //         nothing but the way elsewhere
] as const;

export const serviceModeSchema = z.strictObject({
  mode: z.enum(MODES),
  /** The operator's own words, said first; empty: ours alone. */
  message: z.string().max(500),
  /** Who turned it, and when (ISO instant). */
  by: z.string(),
  at: z.string(),
});
export type ServiceMode = z.infer<typeof serviceModeSchema>;

export const NORMAL: ServiceMode = { mode: 'normal', message: '', by: '', at: '' };

export const SWITCH_TEXTS = readPrompts('switch.yaml', z.strictObject({ information: z.string().min(1), human: z.string().min(1), off: z.string().min(1), choices: z.array(choiceSchema) }));
