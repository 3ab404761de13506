/** What the bot remembers of a conversation between two turns. History is not here: the transcript has it. */
import { z } from 'zod';

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
  /** The greeting has been said. */
  greeted: z.boolean(),
});

export type ConversationState = z.infer<typeof conversationStateSchema>;

export function newState(): ConversationState {
  return { version: 1, owner: 'bot', topic: null, misunderstandings: 0, greeted: false };
}
