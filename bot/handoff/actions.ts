/** What a counsellor or the clock may do with a hand-off. Each waits for its turn in the conversation, like a message. */
import { z } from 'zod';
import { operatorRefSchema } from './handoff.ts';

const words = z.string().trim().min(1).max(4_000);

export const deskActionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('take') }),
  z.strictObject({ type: z.literal('reply'), text: words }),
  z.strictObject({ type: z.literal('note'), text: words }),
  /** Times for a call, as the person reads them: « mardi 24 à 10 h ». */
  z.strictObject({ type: z.literal('propose-slots'), slots: z.array(z.string().trim().min(1).max(80)).min(1).max(4) }),
  z.strictObject({ type: z.literal('hold') }),
  z.strictObject({ type: z.literal('resume') }),
  z.strictObject({ type: z.literal('propose-transfer'), to: operatorRefSchema, reason: z.string().trim().min(1).max(300) }),
  z.strictObject({ type: z.literal('close') }),
  z.strictObject({ type: z.literal('give-back') }),
  z.strictObject({ type: z.literal('return-to-queue') }),
  /** Nobody came within the time. */
  z.strictObject({ type: z.literal('expire') }),
  /** The outside system has acknowledged the file. */
  z.strictObject({ type: z.literal('delivered') }),
  z.strictObject({ type: z.literal('undeliverable') }),
  /** The outside system says that its counsellor has finished. */
  z.strictObject({ type: z.literal('complete') }),
  z.strictObject({ type: z.literal('operator-gone') }),
]);
export type DeskAction = z.infer<typeof deskActionSchema>;
