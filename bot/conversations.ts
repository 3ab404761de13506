/**
 * Every channel comes through here. A message is masked, stored and acknowledged; then its turn is run,
 * one at a time in each conversation; state and replies are stored together, and only then is anything shown.
 * After a crash `resume` runs the turns that were acknowledged and not finished: nothing is lost, nothing is said twice.
 */
import { createSubscriptions, type Listener } from './conversations/subscriptions.ts';
import { createQueues } from './conversations/queues.ts';
import type { Clock, ConversationKey, FinishedTurn, IncomingMessage, Journal, ReceivedMessage, Store, TranscriptEntry } from './ports.ts';
import { maskPersonalData } from './privacy/mask.ts';
import { newState } from './state.ts';
import { FAILED_REPLY, type RunTurn } from './turn.ts';

export interface Received {
  /** False when the channel delivered the same message again. */
  isNew: boolean;
  /** The person's own line of the transcript; null for an arrival. */
  entry: TranscriptEntry | null;
}

export interface Conversations {
  /** Masks and stores a message. When it returns, the message survives a crash; its turn is run by `run`. */
  receive(incoming: IncomingMessage): Promise<Received>;
  /** Runs every turn that waits in the conversation, in order, and gives the entries that they added. */
  run(conversation: ConversationKey): Promise<TranscriptEntry[]>;
  /** Ends when no turn of the conversation is waiting or running. */
  settled(conversation: ConversationKey): Promise<void>;
  /** Runs what a crash left unanswered. Gives the number of conversations. */
  resume(): Promise<number>;
  transcript(conversation: ConversationKey, after: number): Promise<TranscriptEntry[]>;
  exists(conversation: ConversationKey): Promise<boolean>;
  /** Every new entry of the conversation, from either side, once and in order. Returns the way to stop. */
  subscribe(conversation: ConversationKey, listener: Listener): () => void;
  /** Removes every trace of the conversation. */
  erase(conversation: ConversationKey): Promise<void>;
}

export interface ConversationPorts {
  store: Store;
  runTurn: RunTurn;
  clock: Clock;
  journal: Journal;
  /** Told of each finished turn, for the figures; `seconds` is the time it took. */
  onTurnFinished?(turn: FinishedTurn, seconds: number): void;
}

export function createConversations(ports: ConversationPorts): Conversations {
  const { store, clock } = ports;
  const queues = createQueues();
  const subscriptions = createSubscriptions();

  const run = (conversation: ConversationKey) =>
    queues.enqueue(conversation, async () => {
      const added: TranscriptEntry[] = [];
      for (let message = await store.nextUnanswered(conversation); message; message = await store.nextUnanswered(conversation)) {
        const entries = await finishTurn(message, ports);
        for (const entry of entries) subscriptions.publish(entry);
        added.push(...entries);
      }
      return added;
    });

  return {
    run,
    async receive(incoming) {
      const message: ReceivedMessage = { ...incoming, ...maskPersonalData(incoming.text), receivedAt: clock.now().toISOString() };
      const received = await store.accept(message);
      if (received.isNew && received.entry) subscriptions.publish(received.entry);
      return received;
    },
    settled: (conversation) => queues.settled(conversation),
    async resume() {
      const waiting = await store.conversationsWithUnanswered();
      for (const conversation of waiting) await run(conversation);
      return waiting.length;
    },
    transcript: (conversation, after) => store.transcript(conversation, after),
    exists: async (conversation) => (await store.conversation(conversation)) !== null,
    subscribe: (conversation, listener) => subscriptions.subscribe(conversation, listener),
    erase: (conversation) => queues.enqueue(conversation, () => store.erase(conversation)),
  };
}

/** Thinks one message through and stores what came of it. A turn that breaks ends as `failed`, with a word to the person. */
async function finishTurn(message: ReceivedMessage, { store, runTurn, clock, journal, onTurnFinished }: ConversationPorts): Promise<TranscriptEntry[]> {
  const started = performance.now();
  const state = (await store.conversation(message.conversation))?.state ?? newState();
  let turn: FinishedTurn;
  try {
    turn = { message, ...(await runTurn(message, state)), finishedAt: clock.now().toISOString() };
  } catch (error) {
    journal.error('turn-failed', error, { channel: message.channel });
    turn = { message, state, outcome: 'failed', replies: [FAILED_REPLY], finishedAt: clock.now().toISOString() };
  }
  const entries = await store.finish(turn);
  const seconds = (performance.now() - started) / 1_000;
  journal.info('turn-finished', { channel: message.channel, outcome: turn.outcome, milliseconds: Math.round(seconds * 1_000) });
  onTurnFinished?.(turn, seconds);
  return entries;
}
