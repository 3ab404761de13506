/** What the bot remembers of a conversation between two turns. History is not here: the transcript has it. */
import { z } from 'zod';
import { lastAnswerSchema } from './feedback/about.ts';
import { dialogueSchema, newDialogue } from './dialogues/dialogue.ts';
import { LABOUR_QUESTIONS } from '../knowledge/labour-market/question.ts';
import { handoffSchema } from './handoff/handoff.ts';
import { situationSchema } from './situation/situation.ts';

export const topicSchema = z.object({
  theme: z.string(),
  card: z.string().nullable(),
  question: z.string(),
});

export const conversationStateSchema = z.object({
  /** Raised when the shape changes, so that an older state is read on purpose. */
  version: z.literal(1),
  /** Who answers: the bot, or a human who holds the thread. */
  owner: z.enum(['bot', 'human']),
  /** What the last answer was about, for « et ça coûte combien ? ». */
  topic: topicSchema.nullable(),
  /** Turns in a row that the bot did not understand; two of them, and a human is offered. */
  misunderstandings: z.number().int().nonnegative(),
  /** The fixed reply that was given last, and how many times in a row. */
  repeated: z.object({ id: z.string(), times: z.number().int().positive() }).nullable().default(null),
  /** The greeting has been said. */
  greeted: z.boolean(),
  /** The card that was said last, for « en plus simple »; null when what was said last has no plainer words. */
  lastCard: z.string().nullable().default(null),
  /** The card that answered beside it, when two did. */
  lastBeside: z.string().nullable().default(null),
  /** Messages of the person so far: what is learned says in which it was told. */
  personTurns: z.number().int().nonnegative().default(0),
  /** What is known of the person, with where each fact comes from. */
  situation: situationSchema.default({}),
  /** The last message that spoke of somebody close without being for them: read again if it was. */
  mentioned: z.string().max(2_000).nullable().default(null),
  /** Where the search for the right operator stands. */
  dialogue: dialogueSchema.default(newDialogue),
  /** A question about the labour market that waits for its place or its trade. */
  labour: z
    .object({ question: z.enum(LABOUR_QUESTIONS), wants: z.enum(['place', 'trade']), /** What the message told already, in the person's words. */ place: z.string().nullable().default(null), trade: z.string().nullable().default(null) })
    .nullable().default(null),
  /** What the last answer on the labour market was about, for « et à Rennes ? ». */
  labourTopic: z.object({ question: z.enum(LABOUR_QUESTIONS), place: z.string().nullable(), trade: z.string().nullable() }).nullable().default(null),
  /** The last hand-off to a human: offered, under way or closed. */
  handoff: handoffSchema.nullable().default(null),
  /** Whether to erase everything was just asked: « oui » means it. */
  erasureAsked: z.boolean().default(false),
  /** What was just answered, for « ça ne m'aide pas »; null when the last turn was no answer. */
  lastAnswer: lastAnswerSchema.nullable().default(null),
});

export type ConversationState = z.infer<typeof conversationStateSchema>;

export function newState(): ConversationState {
  return { version: 1, owner: 'bot', topic: null, misunderstandings: 0, repeated: null, lastCard: null, lastBeside: null, greeted: false, personTurns: 0, situation: {}, mentioned: null, dialogue: newDialogue(), labour: null, labourTopic: null, handoff: null, erasureAsked: false, lastAnswer: null };
}
