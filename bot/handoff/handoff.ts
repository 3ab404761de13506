/**
 * A hand-off: everything that goes with a person to a human counsellor. Read this file to know what may leave the conversation.
 * It lives in the conversation's state from the first offer on; the store shows it to the desk once the person has agreed, not before.
 * What the person struck out is emptied at the moment of the consent: from then on nobody can read it here.
 */
import { z } from 'zod';
import { CONTACT_KINDS } from '../../knowledge/operators/directory.ts';

/** Where a hand-off stands. Which moves are legal is `moves.yaml`. */
export const HANDOFF_STATES = [
  'offered', //          the person reads the summary; nothing has left
  'queued', //           agreed: waits at the desk of the operator
  'assigned', //         a counsellor holds the thread
  'on-hold', //          a counsellor holds the thread, and has stepped aside for a moment
  'transfer-offered', // the counsellor proposes another operator; the person decides
  'sending', //          agreed: on its way to an operator that does not use our desk
  'sent', //             the operator's system has acknowledged it
  'closed',
] as const;
export type HandoffState = (typeof HANDOFF_STATES)[number];

/** Why a hand-off ended. */
export const CLOSING_REASONS = [
  'done', //        the counsellor has finished
  'given-back', //  the counsellor leaves the rest to the bot
  'cancelled', //   the person no longer wants it
  'withdrawn', //   the person takes their agreement back
  'declined', //    the person read the summary and said no
  'expired', //     nobody came within the time
  'undeliverable', // the operator's system refused it for good
  'operator-gone', // the operator left the table
] as const;
export type ClosingReason = (typeof CLOSING_REASONS)[number];

/** An operator in its territory: who a file is for. Codes are INSEE's. */
export const operatorRefSchema = z.strictObject({
  kind: z.enum(CONTACT_KINDS),
  region: z.string().nullable(),
  departement: z.string().nullable(),
});
export type OperatorRef = z.infer<typeof operatorRefSchema>;

export const SUMMARY_SECTIONS = ['request', 'situation', 'project', 'contact', 'needs', 'operator', 'questions', 'conversation'] as const;

/** One line of the fiche de liaison: the person may strike each of them. */
export const summaryLineSchema = z.strictObject({
  /** A slot of the situation, or `demande`, `coordonnees`, `operateur`, `questions`, `conversation`. */
  id: z.string(),
  section: z.enum(SUMMARY_SECTIONS),
  label: z.string(),
  /** Null once the agreement is given without this line: « non partagé ». */
  value: z.string().nullable(),
  /** The person's own words, where the line comes from them. */
  said: z.string().nullable(),
  origin: z.enum(['stated', 'deduced', 'written-by-the-bot']),
  shared: z.boolean(),
});
export type SummaryLine = z.infer<typeof summaryLineSchema>;

/** A question that was asked, and the sources that were shown for it. */
export const askedQuestionSchema = z.strictObject({
  question: z.string(),
  sources: z.array(z.strictObject({ title: z.string(), url: z.string(), date: z.string().nullable() })),
  answered: z.boolean(),
});
export type AskedQuestion = z.infer<typeof askedQuestionSchema>;

export const summarySchema = z.strictObject({
  lines: z.array(summaryLineSchema),
  /** Empty when the line `questions` is struck. */
  questions: z.array(askedQuestionSchema),
});
export type Summary = z.infer<typeof summarySchema>;

export const consentSchema = z.strictObject({
  /** ISO instant. */
  at: z.string(),
  /** Version of the text that the person agreed to: `prompts/handoff.yaml`. */
  textVersion: z.string(),
  /** Ids of the lines that were agreed to. */
  lines: z.array(z.string()),
  operator: operatorRefSchema,
});
export type Consent = z.infer<typeof consentSchema>;

/** Who made a move. A counsellor's name is what the person reads. */
export const actorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person') }),
  z.strictObject({ kind: z.literal('counsellor'), id: z.string(), name: z.string() }),
  z.strictObject({ kind: z.literal('system') }),
]);
export type Actor = z.infer<typeof actorSchema>;

export const handoffSchema = z.strictObject({
  /** Drawn at random; also the idempotency key of whatever is sent for it. */
  id: z.string(),
  state: z.enum(HANDOFF_STATES),
  operator: operatorRefSchema,
  /** As a person reads it: « Avenir Actifs Bretagne ». */
  operatorName: z.string(),
  urgency: z.enum(['normal', 'high']),
  summary: summarySchema,
  /** Null until the person has agreed. One more for each transfer: the last is the one in force. */
  consents: z.array(consentSchema),
  /** Entries of the transcript from this position on may be shown to the counsellor; 1 is the whole conversation. */
  sharedFrom: z.number().int().positive(),
  /** Words that the person struck out: what contains them is not shown either. */
  withheld: z.array(z.string()),
  /** ISO instants; null where it has not happened. */
  offeredAt: z.string(),
  queuedAt: z.string().nullable(),
  /** Until when somebody ought to have come. */
  dueAt: z.string().nullable(),
  assignedTo: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  /** Last thing that the counsellor did: an unattended conversation goes back to the queue. */
  attendedAt: z.string().nullable(),
  transfer: z.strictObject({ to: operatorRefSchema, toName: z.string(), reason: z.string() }).nullable(),
  closed: z.strictObject({ at: z.string(), reason: z.enum(CLOSING_REASONS) }).nullable(),
  /** What the person was just asked for the file: only then are coordinates not masked. */
  asking: z.enum(['coordonnees', 'demande']).nullable(),
  /** For counsellors only; the person never reads them here. */
  notes: z.array(z.strictObject({ at: z.string(), by: z.string(), text: z.string() })),
  history: z.array(z.strictObject({ at: z.string(), event: z.string(), from: z.enum(HANDOFF_STATES).nullable(), to: z.enum(HANDOFF_STATES), by: z.string() })),
});
export type Handoff = z.infer<typeof handoffSchema>;

/** A human owns the thread: the bot is silent. */
export const isHeldByHuman = ({ state }: Pick<Handoff, 'state'>): boolean => state === 'assigned' || state === 'on-hold' || state === 'transfer-offered';

/** Agreed and not ended: somebody is to come, or is there. */
export const isUnderWay = ({ state }: Pick<Handoff, 'state'>): boolean => state !== 'offered' && state !== 'closed';
