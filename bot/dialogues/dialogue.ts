/** Where the conversation stands in finding the right operator. Part of the conversation's state. */
import { z } from 'zod';
import { lieuSchema, SLOTS, type Slot } from '../situation/situation.ts';

const slot = z.enum(SLOTS as [Slot, ...Slot[]]);

export const dialogueSchema = z.object({
  /** The person wants to know whom to contact, or has told their story. */
  active: z.boolean(),
  /** The question that waits for its answer. */
  pending: slot.nullable(),
  /** Slots asked so far: none is asked twice. */
  asked: z.array(slot),
  /** The pending question was recalled after a detour: once is enough. */
  recalled: z.boolean(),
  /** Places that share a name, when the person must say which. */
  places: z.array(lieuSchema),
  /** Operator shown last, so that a change is told. */
  shown: z.string().nullable(),
  /** The person has been told that the CEP comes before resigning. */
  warned: z.boolean(),
  /** Cards whose order of steps was shown in full: it is recalled in one sentence from then on. */
  ordersShown: z.array(z.string()).default([]),
  /** A contradiction has been pointed out: once is enough. */
  doubted: z.boolean(),
  /** A health fact waits for the person's agreement to be kept. */
  consent: slot.nullable(),
  /** The person asked for a human: once the operator is known, the fiche is offered. */
  wantsHuman: z.boolean().default(false),
});
export type Dialogue = z.infer<typeof dialogueSchema>;

export function newDialogue(): Dialogue {
  return { active: false, pending: null, asked: [], recalled: false, places: [], shown: null, warned: false, ordersShown: [], doubted: false, consent: null, wantsHuman: false };
}
