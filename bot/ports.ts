/**
 * What the bot needs from outside. Adapters implement these; `adapters/main.ts` brings them together.
 * `tests/contracts/` holds the suite that each implementation must pass.
 */
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import type { Outcome } from './outcomes.ts';
import type { Reply } from './reply.ts';
import type { ConversationState } from './state.ts';
import type { PersonalDataKind } from './privacy/personal-data.ts';

/** `channel:id`, for instance `directline:5f0c…`. Unique over all channels. */
export type ConversationKey = string;

/** What a channel hands over, before anything is stored. */
export interface IncomingMessage {
  conversation: ConversationKey;
  /** `directline`, `msteams`, `sms`… */
  channel: string;
  /** Unique inside the conversation; a second message with the same id is the same message delivered again. */
  id: string;
  /** `arrival` is the person opening the conversation, `message` is something they wrote or pressed. */
  kind: 'arrival' | 'message';
  text: string;
  /**
   * What the adapter needs to reach the person later (a conversation reference, say). Opaque to the bot.
   * Null when the channel reads the transcript by itself: its replies need no delivery.
   */
  reference: unknown;
  /** What the client wants back with its own message (Direct Line's `channelData`). Opaque to the bot. */
  clientData: unknown;
}

/** The same once personal data has been masked: the only form that is stored or read. */
export interface ReceivedMessage extends IncomingMessage {
  /** ISO instant. */
  receivedAt: string;
  /** Kinds of personal data that were masked in `text`. */
  masked: PersonalDataKind[];
}

/** One line of a conversation, from either side, in order. The transcript is what every channel renders. */
export interface TranscriptEntry {
  conversation: ConversationKey;
  /** 1, 2, 3… inside the conversation. Direct Line's watermark. */
  position: number;
  /** Unique inside the conversation. */
  id: string;
  /** ISO instant. */
  at: string;
  from: 'person' | 'bot' | 'counsellor';
  /** What the person wrote, masked; or the text of the reply. */
  text: string;
  /** Null for what the person wrote. */
  reply: Reply | null;
  /** Id of the message that this entry answers. */
  inReplyTo: string | null;
  clientData: unknown;
}

export interface ConversationRecord {
  key: ConversationKey;
  channel: string;
  state: ConversationState;
  reference: unknown;
  /** ISO instants. */
  createdAt: string;
  updatedAt: string;
}

/** A turn that has been thought through, to be stored in one go. */
export interface FinishedTurn {
  message: ReceivedMessage;
  state: ConversationState;
  outcome: Outcome;
  replies: Reply[];
  /** ISO instant. */
  finishedAt: string;
}

/** A message that has no finished turn. */
export interface UnansweredMessage {
  message: ReceivedMessage;
  /** How many times the program died while it was this message's turn. */
  interruptions: number;
}

/** A reply stored but not yet handed to its channel. */
export interface Delivery {
  entry: TranscriptEntry;
  channel: string;
  reference: unknown;
  attempts: number;
}

/**
 * Keeps conversations. Every method that returns has made its effect durable:
 * what is acknowledged survives a crash at the next instant. In one conversation, calls resolve in the order of the
 * positions they gave. A call that cannot be served changes nothing, and rejects with an error whose `status` is what HTTP
 * should answer: 507 when there is no room left, 503 when the store cannot be reached or used.
 */
export interface Store {
  /**
   * Keeps a message and its transcript entry (an `arrival` has none), and opens the conversation when it is the first.
   * `isNew` is false when that id was there already; nothing changes then.
   */
  accept(message: ReceivedMessage): Promise<{ isNew: boolean; entry: TranscriptEntry | null }>;
  /** The oldest message of the conversation that has no finished turn. */
  nextUnanswered(conversation: ConversationKey): Promise<UnansweredMessage | null>;
  /** Conversations with unanswered messages: the work left by a crash. */
  conversationsWithUnanswered(): Promise<ConversationKey[]>;
  /** Counts an interruption for the oldest unanswered message of each conversation: called once after a start. */
  noteInterruptions(): Promise<void>;
  conversation(key: ConversationKey): Promise<ConversationRecord | null>;
  /** The same question without reading the conversation: channels ask it at every request. */
  exists(key: ConversationKey): Promise<boolean>;
  /** Stores state, replies, outcome and deliveries together, or nothing. A second call for the same message changes nothing and returns []. */
  finish(turn: FinishedTurn): Promise<TranscriptEntry[]>;
  /** Entries with a position greater than `after`, in order. */
  transcript(key: ConversationKey, after: number): Promise<TranscriptEntry[]>;
  undelivered(): Promise<Delivery[]>;
  markDelivered(conversation: ConversationKey, entryId: string): Promise<void>;
  markAttempted(conversation: ConversationKey, entryId: string): Promise<void>;
  /** Removes every trace of the conversation. */
  erase(key: ConversationKey): Promise<void>;
  /** Throws when the store cannot be read and written; `/readyz` asks. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export interface Clock {
  now(): Date;
}

/** Tells the story of what happens, never with what the person wrote. */
export interface Journal {
  /** `event` is noun-verb: `turn-finished`, `reply-delivered`. */
  info(event: string, details?: Record<string, unknown>): void;
  error(event: string, error: unknown, details?: Record<string, unknown>): void;
}

export interface Ports {
  knowledge: KnowledgeBase;
  clock: Clock;
}
