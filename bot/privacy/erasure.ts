/** What was kept of a conversation, told to the person at the moment it is erased (RGPD art. 17 and 12): what, where, when. */
import { z } from 'zod';
import { choiceSchema, readPrompts } from '../../prompts/read-prompts.ts';
import type { OperatorRef } from '../handoff/handoff.ts';
import { nameOf } from '../handoff/contact.ts';
import { frenchDay } from '../french-day.ts';
import { parisTime } from '../handoff/times.ts';
import { parisDay } from '../paris-day.ts';
import { compilePhrases, plain } from '../reading/phrases.ts';
import { say, type Reply } from '../reply.ts';

/** What a store holds of one conversation: counts, never what it says. */
export interface Holdings {
  /** What the person wrote, and what was answered. */
  messages: number;
  replies: number;
  /** Facts of the situation; whether health or handicap is one of them. */
  facts: number;
  hasHealth: boolean;
  /** Hand-offs that were agreed to. */
  files: number;
  /** Those outside who may hold a file, and are asked to erase it. */
  receivers: OperatorRef[];
  /** Lines of the review list. */
  reviews: number;
}

const phrases = z.array(z.string()).min(1);
const TEXTS = readPrompts(
  'erasure.yaml',
  z.strictObject({
    /** Said around the rest without changing it. */
    around: phrases,
    ask: phrases,
    confirm: phrases,
    yes: phrases,
    keep: phrases,
    question: z.strictObject({ text: z.string(), choices: z.array(choiceSchema) }),
    kept: z.string(),
    receipt: z.strictObject({
      title: z.string(), messages: z.string(), situation: z.string(), health: z.string(), files: z.string(), receivers: z.string(), reviews: z.string(), nothing: z.string(),
      where: z.string(), backups: z.string(), elsewhere: z.string(), end: z.string(),
    }),
  }),
);
const compiled = (name: 'around' | 'ask' | 'confirm' | 'yes' | 'keep') => compilePhrases(TEXTS[name]);
const [AROUND, ASK, CONFIRM, YES, KEEP] = [compiled('around'), compiled('ask'), compiled('confirm'), compiled('yes'), compiled('keep')];

/** What the message wants of it; `isAsked`: the question was just put, so that a bare « oui » counts. */
export function erasureWish(text: string, isAsked: boolean): 'ask' | 'confirm' | 'keep' | null {
  const words = AROUND.removeFrom(plain(text));
  if (CONFIRM.makesUp(words) || (isAsked && (YES.makesUp(words) || ASK.makesUp(words)))) return 'confirm';
  if (isAsked && KEEP.makesUp(words)) return 'keep';
  return ASK.makesUp(words) ? 'ask' : null;
}

export const erasureQuestion = (): Reply => say(TEXTS.question.text.trim(), TEXTS.question.choices);
export const nothingErased = (): Reply => say(TEXTS.kept);

const counted = (text: string, count: number): string => text.replace(/\{([^|{}]*)\|([^{}]*)\}/g, (_whole, one: string, many: string) => (count > 1 ? many : one)).replace('{count}', String(count));

/** The receipt, line by line, as every channel shows it. `isChannelOurs`: no one else keeps a copy of the conversation. */
export function receiptLines(holdings: Holdings | null, at: Date, isChannelOurs: boolean): { title: string; erased: string[]; notes: string[] } {
  const { receipt } = TEXTS;
  const { messages = 0, replies = 0, facts = 0, hasHealth = false, files = 0, receivers = [], reviews = 0 } = holdings ?? {};
  const erased = [
    messages + replies > 0 && counted(receipt.messages, messages).replace('{replies}', String(replies)),
    facts > 0 && counted(receipt.situation, facts).replace('{health}', hasHealth ? receipt.health : ''),
    files > 0 && counted(receipt.files, files),
    reviews > 0 && counted(receipt.reviews, reviews),
  ].filter((line) => line !== false);
  return {
    title: receipt.title.replace('{day}', frenchDay(parisDay(at))).replace('{time}', parisTime(at)),
    erased: erased.length > 0 || holdings === null ? erased : [receipt.nothing],
    notes: [
      receipt.where,
      ...receivers.map((operator) => receipt.receivers.replace('{operator}', nameOf(operator))),
      receipt.backups,
      ...(isChannelOurs ? [] : [receipt.elsewhere]),
      receipt.end,
    ],
  };
}

/** The same as one reply, the only thing that is left of the conversation. `holdings` is null where nobody has counted. */
export function receiptReply(holdings: Holdings | null, at: Date, isChannelOurs: boolean): Reply {
  const { title, erased, notes } = receiptLines(holdings, at, isChannelOurs);
  return { ...say([title, erased.map((line) => `- ${line}`).join('\n'), ...notes].filter((part) => part !== '').join('\n\n')), startsAnew: true };
}
