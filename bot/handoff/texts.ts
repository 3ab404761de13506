/** What the person reads of a hand-off: `prompts/handoff.yaml`, checked when the bot starts. */
import { z } from 'zod';
import { choiceSchema, readPrompts } from '../../prompts/read-prompts.ts';

const TEXT_NAMES = [
  'openPresent', 'openHours', 'closed', 'presentNoHours', 'absentNoHours', 'byDelivery', 'full', 'otherwise', 'first', 'waiting', 'lookFor',
  'offer', 'consentAsk', 'numbers', 'emptyRequest', 'askRequest', 'askCoordinates', 'noCoordinates', 'coordinatesKept', 'needCoordinates', 'struck', 'restored', 'noSuchLine',
  'declined', 'queued', 'alreadyWaiting', 'alreadyOffered', 'position', 'nobodyThere', 'closedNow', 'sending', 'stillSending', 'sent', 'alreadySent', 'undeliverable',
  'taken', 'held', 'resumed', 'returned', 'slots', 'transferProposed', 'transferNowhere', 'transferred', 'transferRefused', 'closedDone', 'givenBack', 'cancelled', 'withdrawn',
  'expired', 'operatorGone', 'nothingWaiting', 'notShared',
  'corrected', 'correctedSent', 'correctionOut', 'struckLater', 'struckSent', 'struckOut', 'mayAdd', 'added', 'addedOut', 'nothingToAdd', 'otherOperator',
] as const;
export type HandoffText = (typeof TEXT_NAMES)[number];

const PROMPTS = readPrompts(
  'handoff.yaml',
  z.strictObject({
    version: z.string(),
    texts: z.record(z.enum(TEXT_NAMES), z.string().min(1)),
    choices: z.record(z.enum(['agree', 'decline', 'coordinates', 'request', 'cancel', 'where', 'add', 'acceptTransfer', 'refuseTransfer']), choiceSchema),
    labels: z.record(z.enum(['demande', 'coordonnees', 'operateur', 'questions', 'conversation']), z.string()),
  }),
);

export const HANDOFF_TEXTS = PROMPTS.texts;
export const HANDOFF_CHOICES = PROMPTS.choices;
/** Labels of the lines that are no fact of the situation. */
export const HANDOFF_LABELS = PROMPTS.labels;
/** Which wording a consent was given to. */
export const CONSENT_VERSION = PROMPTS.version;
