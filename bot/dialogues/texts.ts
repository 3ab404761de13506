/** What the bot says in the dialogue: `prompts/dialogue.yaml`, checked when the bot starts. */
import { z } from 'zod';
import { choiceSchema, readPrompts } from '../../prompts/read-prompts.ts';

const text = z.string().min(1);
const choices = z.array(choiceSchema).min(1);

export const TEXTS = readPrompts(
  'dialogue.yaml',
  z.strictObject({
    noted: text, notedChoice: text, onward: text, oneMore: text, noSureAnswer: text, notYesNo: text, proposal: text, recall: text, warning: text, irreversible: text, orderReminder: text, orderAgain: text, orderForSomebody: text, operator: text, noOperator: text,
    alternatives: text, phone: text, notConfirmed: text, site: text, nextStep: text, allAddresses: text, unrouted: text,
    otherStatus: text, otherStatusChoices: choices, whichPlace: text, refused: text, unknownPlace: text, strangeAge: text, contradiction: text,
    card: text, cardEmpty: text, cardHelp: text, correctAsk: text, forgotten: text, corrected: text, consequence: text, unchanged: text, forSomebody: text, forWhom: text, forWhomChoices: choices, unchangedNobody: text,
    consent: text, consentYes: text, consentNo: text, consentChoices: choices,
  }),
);

/** Fills `{names}` in. */
export function fill(template: string, values: Record<string, string>): string {
  return template.trim().replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
