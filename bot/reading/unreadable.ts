/** What people send that no bot can read: photos, voices, places. Channels write a mark for it into the text, so that a counsellor sees it too. */
import { z } from 'zod';
import { choiceSchema, readPrompts } from '../../prompts/read-prompts.ts';
import { say, type Reply } from '../reply.ts';

export const UNREADABLE_KINDS = ['picture', 'voice', 'video', 'file', 'sticker', 'place', 'contact', 'reaction'] as const;
export type UnreadableKind = (typeof UNREADABLE_KINDS)[number];

const kindSchema = z.strictObject({ mark: z.string().regex(/^[\p{L} ]+$/u), sorry: z.string().min(1) });
const TEXTS = readPrompts('unreadable.yaml', z.strictObject({ kinds: z.record(z.enum(UNREADABLE_KINDS), kindSchema), alone: z.string(), beside: z.string(), choices: z.array(choiceSchema) }));

/** « [photo] » */
export const markOf = (kind: UnreadableKind): string => `[${TEXTS.kinds[kind].mark}]`;

const KIND_OF = new Map(UNREADABLE_KINDS.map((kind) => [markOf(kind), kind]));
const MARKS = new RegExp(`\\[(?:${UNREADABLE_KINDS.map((kind) => TEXTS.kinds[kind].mark).join('|')})\\]`, 'g');

/** The words without the marks, and what the marks stand for: « mon cv [fichier] » gives « mon cv » and `file`. */
export function withoutMarks(text: string): { words: string; kinds: UnreadableKind[] } {
  const kinds = [...text.matchAll(MARKS)].flatMap(([mark]) => KIND_OF.get(mark) ?? []);
  return kinds.length === 0 ? { words: text, kinds } : { words: text.replace(MARKS, ' ').replace(/ {2,}/g, ' ').trim(), kinds: [...new Set(kinds)] };
}

/** Said when there was nothing to read. */
export const unreadableReply = ([kind]: readonly UnreadableKind[]): Reply => say(`${TEXTS.kinds[kind ?? 'file'].sorry} ${TEXTS.alone}`, TEXTS.choices);

/** Said before the answer to the words that came with it. */
export const unreadNotice = ([kind]: readonly UnreadableKind[]): Reply => say(`${TEXTS.kinds[kind ?? 'file'].sorry} ${TEXTS.beside}`);
