/** The messages of `tests/evaluation/reading*.yaml`, read and checked. */
import { z } from 'zod';
import { SLOTS, SLOT_VALUES, type Slot } from '../../../bot/situation/situation.ts';
import { readSuite } from './suite-data.ts';

const KINDS = [
  'plain',
  'sms',
  'typos',
  'several',
  'negation',
  'correction',
  'words-for-numbers',
  'dates',
  'contact',
  'place',
  'occupation',
  'third-person',
  'general-question',
  'hypothetical',
  'answer',
  'nothing',
] as const;

/** Compared by name or by words, so any text may be expected. */
const FREE_TEXT_SLOTS: readonly Slot[] = ['lieu', 'metier', 'metierVise'];

export type ExpectedValue = string | number | boolean;

/** The accepted values of a label: « infirmier|aide soignant » is one or the other. */
export const alternatives = (label: ExpectedValue): ExpectedValue[] => (typeof label === 'string' ? label.split('|') : [label]);

const label = (slot: Slot) =>
  z
    .union([z.string().min(1), z.number(), z.boolean()])
    .refine((value) => alternatives(value).every((one) => (FREE_TEXT_SLOTS.includes(slot) ? typeof one === 'string' && one !== '' : SLOT_VALUES[slot].safeParse(one).success)), {
      error: ({ input }) => `${String(input)} is no value of ${slot}`,
    })
    .optional();

const messageSchema = z
  .strictObject({
    id: z.string(),
    half: z.enum(['tune', 'heldout']),
    kind: z.enum(KINDS),
    before: z.array(z.string().min(1)).default([]),
    asked: z.enum(SLOTS).nullable().default(null),
    text: z.string().min(1),
    expect: z.strictObject(Object.fromEntries(SLOTS.map((slot) => [slot, label(slot)])) as Record<Slot, ReturnType<typeof label>>),
    may: z.array(z.enum(SLOTS)).default([]),
  })
  .refine(({ expect, may }) => may.every((slot) => expect[slot] === undefined), 'a slot is either expected or allowed, not both');
export type ReadingMessage = z.infer<typeof messageSchema>;

export const readReadingSuite = (file = 'reading.yaml'): ReadingMessage[] => readSuite(file, z.array(messageSchema).min(1));

/** Written later, by people who had never seen the reader, and mostly of what is hard to read. */
const BY_OTHERS = ['reading-third.yaml', 'reading-more.yaml'];
export const readReadingByOthers = (): ReadingMessage[] => BY_OTHERS.flatMap((file) => readReadingSuite(file));
