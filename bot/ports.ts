/**
 * What the bot needs from outside. Adapters implement these; `adapters/main.ts` brings them together.
 * `tests/contracts/` holds the suite that each implementation must pass.
 */
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import type { AskModel } from '../prompts/model/model-prompts.ts';
import type { Outcome } from './outcomes.ts';
import type { DeskAction } from './handoff/actions.ts';
import type { ReviewNote, ReviewStore } from './feedback/review.ts';
import type { Actor, Handoff, OperatorRef } from './handoff/handoff.ts';
import type { ServiceMode } from './switch/service-mode.ts';
import type { Reply } from './reply.ts';
import type { ConversationState } from './state.ts';
import type { Holdings } from './privacy/erasure.ts';
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
  /** `arrival` is the person opening the conversation, `message` is something they wrote or pressed, `desk` is a move of the hand-off that they did not make. */
  kind: 'arrival' | 'message' | 'desk';
  text: string;
  /**
   * What the adapter needs to reach the person later (a conversation reference, say). Opaque to the bot.
   * Null when the channel reads the transcript by itself: its replies need no delivery.
   */
  reference: unknown;
  /** What the client wants back with its own message (Direct Line's `channelData`). Opaque to the bot. */
  clientData: unknown;
  /** What a counsellor or the clock does, for the kind `desk`: it waits for its turn like a message. */
  desk?: { action: DeskAction; by: Actor; /** Id of the hand-off that is meant: a later one of the same person is not moved by mistake. */ handoff: string };
}

/** The same once personal data has been masked: the only form that is stored or read. */
export interface ReceivedMessage extends IncomingMessage {
  /** ISO instant. */
  receivedAt: string;
  /** Kinds of personal data that were masked in `text`. */
  masked: PersonalDataKind[];
  /** What the hand-off had just asked for, unmasked, so that it can go into the file; nothing else keeps it. */
  given?: { kind: 'phone' | 'email'; value: string }[];
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
  /** What must leave for another system because of this turn: kept with it, or not at all. */
  dispatches?: NewDispatch[];
  /** What the review list notes of it, likewise. */
  review?: ReviewNote | null;
  /** Everything before it goes, its own words included: the replies are all that is left. */
  erases?: boolean;
}

/** A message that has no finished turn. */
export interface UnansweredMessage {
  message: ReceivedMessage;
  /** How many times the program died while it was this message's turn. */
  interruptions: number;
}

/** Something about a hand-off that another system must be told. */
export interface NewDispatch {
  handoff: string;
  /** `file`: the agreed summary; `withdrawal`: purge it; `message`: the person wrote while it was held there. */
  kind: 'file' | 'withdrawal' | 'message';
  operator: OperatorRef;
  /** The same for every attempt, so that a repeat can be dropped. */
  idempotencyKey: string;
  /** What is sent, as it was agreed to: JSON. */
  payload: unknown;
}

export interface Dispatch extends NewDispatch {
  number: number;
  conversation: ConversationKey;
  attempts: number;
  /** ISO instants. */
  createdAt: string;
  dueAt: string;
  /** Why the last attempt failed. */
  lastError: string | null;
  /** Set aside after too many attempts: a person must look. */
  isDead: boolean;
}

export type WaitingDispatch = Pick<Dispatch, 'number' | 'handoff' | 'kind' | 'operator' | 'dueAt'>;

/** A hand-off that was agreed to, with what lists need to know of its conversation. */
export interface HandoffRecord {
  conversation: ConversationKey;
  channel: string;
  handoff: Handoff;
  /** ISO instant of the last change. */
  updatedAt: string;
}

/** A reply stored but not yet handed to its channel. */
export interface Delivery {
  entry: TranscriptEntry;
  channel: string;
  reference: unknown;
  attempts: number;
}

/** What one of the processes that share a store tells the others. */
export type StoreNews =
  /** These lines of the transcript were added, by any process, this one included. */
  | { kind: 'entries'; conversation: ConversationKey; from: number; to: number }
  | { kind: 'handoff'; conversation: ConversationKey; handoff: string }
  /** `isEmptied`: the conversation goes on, without anything that was said before. */
  | { kind: 'erased'; conversation: ConversationKey; isEmptied?: boolean }
  /** Who is at the desk, on the pages that the process serves; null asks the others to say it now. */
  | { kind: 'presence'; process: string; counsellors: string[] | null };

/**
 * Keeps conversations. Every method that returns has made its effect durable:
 * what is acknowledged survives a crash at the next instant. In one conversation, calls resolve in the order of the
 * positions they gave. A call that cannot be served changes nothing, and rejects with an error whose `status` is what HTTP
 * should answer: 507 when there is no room left, 503 when the store cannot be reached or used.
 */
export interface Store extends ReviewStore {
  /**
   * Keeps a message and its transcript entry (an `arrival` has none), and opens the conversation when it is the first.
   * `isNew` is false when that id was there already; nothing changes then.
   */
  accept(message: ReceivedMessage): Promise<{ isNew: boolean; entry: TranscriptEntry | null }>;
  /** The oldest message of the conversation that has no finished turn. */
  nextUnanswered(conversation: ConversationKey): Promise<UnansweredMessage | null>;
  /** Conversations with unanswered messages, the work left by a crash: all, or those that nothing has happened in since that instant. */
  conversationsWithUnanswered(quietSince?: string): Promise<ConversationKey[]>;
  /** Counts an interruption for the oldest unanswered message, of each conversation or of that one. */
  noteInterruptions(conversation?: ConversationKey): Promise<void>;
  /** Several processes may work on this store at the same moment. */
  readonly isShared: boolean;
  /**
   * Does the work while no other process does any under that conversation; inside this process the caller keeps order.
   * The lock is only there to save work: a process that is cut off loses it, and then its `finish` finds the message answered.
   */
  exclusively<Result>(conversation: ConversationKey, work: () => Promise<Result>): Promise<Result>;
  /** Told of what the processes tell each other; news may be lost with a connection, the store stays the truth. Returns the way to stop. */
  onNews(listener: (news: StoreNews) => void): () => void;
  /** Tells all processes, this one included. Nothing when there is but one. */
  tell(news: StoreNews): Promise<void>;
  conversation(key: ConversationKey): Promise<ConversationRecord | null>;
  /** The same question without reading the conversation: channels ask it at every request. */
  exists(key: ConversationKey): Promise<boolean>;
  /** Stores state, replies, outcome and deliveries together, or nothing. A second call for the same message changes nothing and returns []. */
  finish(turn: FinishedTurn): Promise<TranscriptEntry[]>;
  /** Entries with a position greater than `after`, in order. */
  transcript(key: ConversationKey, after: number): Promise<TranscriptEntry[]>;
  undelivered(): Promise<Delivery[]>;
  markDelivered(conversation: ConversationKey, entryId: string): Promise<void>;
  /** Counts an attempt. False when it is gone, or another process has attempted since `attempts` was read. */
  markAttempted(conversation: ConversationKey, entryId: string, attempts?: number): Promise<boolean>;
  /** How the turn of that message ended; null while it waits, or when there is no such message. */
  outcomeOf(conversation: ConversationKey, messageId: string): Promise<Outcome | null>;
  /** Hand-offs that were agreed to, oldest first: those under way, or all. Never one that is only offered. */
  handoffs(which: 'under-way' | 'all'): Promise<HandoffRecord[]>;
  handoff(id: string): Promise<HandoffRecord | null>;
  /** What is due to leave at that instant, oldest first; what is set aside is not. */
  dueDispatches(now: string): Promise<Dispatch[]>;
  deadDispatches(): Promise<Dispatch[]>;
  /** Everything that waits to leave, due or not, oldest first, without what is sent: the lines at each receiver's door. */
  waitingDispatches(): Promise<WaitingDispatch[]>;
  /** One of those that wait or are set aside; null when it is gone. */
  dispatch(number: number): Promise<Dispatch | null>;
  /**
   * Counts an attempt before it is made, and keeps the dispatch from others until then: after a crash it is due again.
   * False when it must not be sent: it was withdrawn meanwhile, or another process has attempted it since `attempts` was read.
   */
  claimDispatch(number: number, until: string, attempts?: number): Promise<boolean>;
  /** It was accepted: it leaves the outbox. */
  markDispatched(number: number): Promise<void>;
  /** It failed: again at `dueAt`, or set aside when that is null. */
  postponeDispatch(number: number, error: string, dueAt: string | null): Promise<void>;
  /** What is kept of the conversation; null when there is none. */
  holdings(key: ConversationKey): Promise<Holdings | null>;
  /** Removes every trace of the conversation, its words in the review list included. Whoever outside holds a file of it is told: `withdrawals` stay in the outbox. */
  erase(key: ConversationKey): Promise<void>;
  /**
   * Removes conversations in which nothing has happened since that instant, unless a message waits for its answer or a file for a
   * counsellor. Receivers are not told: what they hold has a time of its own. Gives how many; with `isDryRun` they stay.
   */
  forgetQuiet(before: string, isDryRun?: boolean): Promise<number>;
  /** Removes the empty lines of what was accepted before that instant. Gives how many; with `isDryRun` they stay. */
  forgetDispatches(before: string, isDryRun?: boolean): Promise<number>;
  /** A setting that all processes share and that changes while they run; null where it was never set. */
  setting(key: string): Promise<string | null>;
  setSetting(key: string, value: string, at: string): Promise<void>;
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

/** Who receives people at an operator, and whether anybody is there. */
export interface Reception {
  /** How a file would reach the operator now. `none`: it cannot, and the person gets the contact instead. */
  status(operator: OperatorRef, now: Date): Promise<ReceptionStatus>;
  /** True when at least one operator can receive a file: otherwise nobody is asked anything for it. */
  anyRoute(): Promise<boolean>;
  /** Who receives people whom no rule names an operator for; null where nobody does. */
  fallback(): OperatorRef | null;
  /** How many people wait before that hand-off at its operator. */
  before(handoff: Handoff): Promise<number>;
}

export interface ReceptionStatus {
  route: 'desk' | 'delivery' | 'none';
  /** Null where the hours are not known: nothing is said of them then. */
  isOpen: boolean | null;
  /** « ouvert jusqu’à 18 h », « fermé, rouvre lundi à 9 h »; null where not known. */
  hours: string | null;
  /** Counsellors at the desk for this operator now. */
  present: number;
  /** People who wait there now. */
  waiting: number;
  /** The queue takes nobody more. */
  isFull: boolean;
}

/** Times a piece of work under a name, inside the one that is under way. What is noted is a name of a list or a number, never what people write. */
export type Trace = <Result>(work: string, run: (note: (attributes: Record<string, string | number | boolean>) => void) => Promise<Result> | Result) => Promise<Result>;

export interface Ports {
  knowledge: KnowledgeBase;
  clock: Clock;
  reception: Reception;
  /** What the operator lets the bot do now; without it, everything. */
  mode?(): ServiceMode;
  /** The configured language model; without one nothing else changes. */
  model?: AskModel | null;
  /** Where somebody wants to see where time goes. */
  trace?: Trace | undefined;
  /** What was said so far in a conversation, for the summary of a hand-off. */
  history(conversation: ConversationKey): Promise<TranscriptEntry[]>;
}
