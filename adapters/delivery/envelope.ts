/** What another system reads: the versioned form of everything that leaves. `docs/delivery.schema.json` is drawn from here. */
import { z } from 'zod';
import type { OutgoingFile } from '../../bot/handoff/shared.ts';
import { askedQuestionSchema, operatorRefSchema, SUMMARY_SECTIONS } from '../../bot/handoff/handoff.ts';
import { referenceOf } from '../../bot/handoff/times.ts';
import type { Dispatch } from '../../bot/ports.ts';

const line = z.strictObject({
  id: z.string(),
  section: z.enum(SUMMARY_SECTIONS),
  label: z.string(),
  value: z.string().nullable().describe('Null : la personne ne partage pas cette ligne.'),
  said: z.string().nullable().describe('Les mots de la personne.'),
  origin: z.enum(['stated', 'deduced', 'written-by-the-bot']),
  shared: z.boolean(),
});

export const fileSchema = z.strictObject({
  version: z.literal(1),
  id: z.string(),
  operator: operatorRefSchema.extend({ name: z.string() }),
  urgency: z.enum(['normal', 'high']),
  askedAt: z.string().nullable(),
  consent: z.strictObject({ at: z.string(), textVersion: z.string(), lines: z.array(z.string()) }).nullable(),
  lines: z.array(line),
  questions: z.array(askedQuestionSchema),
  transcript: z.array(
    z.strictObject({ at: z.string(), from: z.enum(['person', 'bot', 'counsellor']), text: z.string(), sources: z.array(z.strictObject({ title: z.string(), url: z.string() })) }),
  ),
}) satisfies z.ZodType<Omit<OutgoingFile, 'version'>>;
export type DeliveredFile = z.infer<typeof fileSchema>;

const common = {
  version: z.literal(1),
  idempotencyKey: z.string().describe('La même à chaque essai : ce qui a déjà été reçu se jette.'),
  /** The hand-off: the same for a file and its withdrawal. */
  handoff: z.string(),
  reference: z.string().describe('Ce que la personne peut dire au téléphone.'),
  createdAt: z.string(),
  operator: operatorRefSchema,
};

export const envelopeSchema = z.discriminatedUnion('event', [
  z.strictObject({ ...common, event: z.literal('file').describe('Une personne a accepté de transmettre cette fiche.'), file: fileSchema }),
  z.strictObject({ ...common, event: z.literal('withdrawal').describe('L’accord est retiré : tout ce qui porte ce handoff est à effacer.') }),
  z.strictObject({ ...common, event: z.literal('message').describe('La personne a écrit.'), message: z.strictObject({ at: z.string(), text: z.string() }) }),
]);
export type Envelope = z.infer<typeof envelopeSchema>;

/** Throws when what is stored does not have the form that receivers were promised. */
export function envelopeOf({ kind, handoff, idempotencyKey, createdAt, operator, payload }: Dispatch): Envelope {
  const content = kind === 'file' ? { file: payload } : kind === 'message' ? { message: payload } : {};
  return envelopeSchema.parse({ version: 1, event: kind, idempotencyKey, handoff, reference: referenceOf(handoff), createdAt, operator, ...content });
}

/** The schema that `docs/delivery.schema.json` holds. */
export const envelopeJsonSchema = () => ({ title: 'Accueil CEP – ce que reçoit un opérateur', ...z.toJSONSchema(envelopeSchema) });
