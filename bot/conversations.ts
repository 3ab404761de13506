/**
 * Every channel comes through here. A message is masked, stored and acknowledged; then its turn is run,
 * one at a time in each conversation; state and replies are stored together, and only then is anything shown.
 * After a crash `resume` runs the turns that were acknowledged and not finished: nothing is lost, nothing is said twice.
 */
import { type AdmissionLimits, createAdmission, NO_LIMITS, NotAdmitted } from './conversations/admission.ts';
import { discreetError } from './conversations/discreet-error.ts';
import { createQueues } from './conversations/queues.ts';
import { createSubscriptions, type Listener } from './conversations/subscriptions.ts';
import { withinLimit } from './conversations/turn-limit.ts';
import type { Handoff } from './handoff/handoff.ts';
import type { Clock, ConversationKey, FinishedTurn, IncomingMessage, Journal, ReceivedMessage, Store, StoreNews, Trace, TranscriptEntry, UnansweredMessage } from './ports.ts';
import { type Holdings, receiptReply } from './privacy/erasure.ts';
import { coordinatesIn, maskPersonalData } from './privacy/mask.ts';
import { newState } from './state.ts';
import { FAILED_REPLY, type RunTurn, type TurnResult } from './turn.ts';

/** A turn that thinks longer is given up. */
const TURN_LIMIT_MS = 60_000;
/** A message that was being answered at so many crashes may be their reason: it is not tried again. */
const INTERRUPTIONS_AT_MOST = 3;
/** When the store refuses a turn, it is asked again after this long. */
const RETRY_MS = 5_000;

export interface Received {
  /** False when the channel delivered the same message again. */
  isNew: boolean;
  /** The person's own line of the transcript; null for an arrival. */
  entry: TranscriptEntry | null;
}

export interface Conversations {
  /** Masks and stores a message. When it returns, the message survives a crash; its turn is run by `run`. Rejects with `NotAdmitted` when too much comes at once, or when the store refuses. */
  receive(incoming: IncomingMessage): Promise<Received>;
  /**
   * Runs the turns that wait in the conversation, in order, and gives the entries that they added: each entry to one caller.
   * Never rejects: what cannot be stored is told in the journal, and tried again later.
   */
  run(conversation: ConversationKey): Promise<TranscriptEntry[]>;
  /** Ends when no turn of the conversation is waiting or running. */
  settled(conversation: ConversationKey): Promise<void>;
  /** Ends when no turn at all is waiting or running here. */
  idle(): Promise<void>;
  /**
   * Runs what a crash left unanswered, of this process or of another one that shared the store. Gives the number of conversations.
   * With `quietMs`, only where nothing has happened for so long: another process may be about to run the rest.
   */
  resume(quietMs?: number): Promise<number>;
  transcript(conversation: ConversationKey, after: number): Promise<TranscriptEntry[]>;
  exists(conversation: ConversationKey): Promise<boolean>;
  /** Every new entry of the conversation, from either side, once and in order. Returns the way to stop. */
  subscribe(conversation: ConversationKey, listener: Listener): () => void;
  /** Told when a turn has changed a hand-off that was agreed to, once it is stored. Returns the way to stop. */
  onHandoff(listener: (conversation: ConversationKey, handoff: Handoff) => void): () => void;
  /** Told when a conversation has been erased, by whichever process. Returns the way to stop. */
  onErased(listener: (conversation: ConversationKey, isEmptied: boolean) => void): () => void;
  /** Removes every trace of the conversation, at once: a turn under way leaves nothing. */
  /** Gives what was there. */
  erase(conversation: ConversationKey): Promise<Holdings | null>;
}

export interface ConversationPorts {
  store: Store;
  runTurn: RunTurn;
  clock: Clock;
  journal: Journal;
  /** Told of each finished turn, for the figures; `seconds` is the time it took. */
  onTurnFinished?(turn: FinishedTurn, seconds: number): void;
  /** Told of each message that was not taken because there are too many. */
  onRefused?(why: NotAdmitted['code']): void;
  /** Where somebody wants to see where time goes. */
  trace?: Trace | undefined;
  limits?: { turnMs?: number; retryMs?: number } & Partial<AdmissionLimits>;
}

export function createConversations(ports: ConversationPorts): Conversations {
  const { store, clock, journal, limits } = ports;
  const queues = createQueues();
  const admission = createAdmission({ ...NO_LIMITS, ...limits }, () => clock.now().getTime());
  const subscriptions = createSubscriptions(journal);
  const retries = new Set<ConversationKey>();
  const erasureListeners = new Set<(conversation: ConversationKey, isEmptied: boolean) => void>();
  const handoffListeners = new Set<(conversation: ConversationKey, handoff: Handoff) => void>();

  const run = (conversation: ConversationKey) => answerWaiting(conversation, false);

  /** `isLeft`: whoever began the turn is gone. It is counted while nobody else can begin it. */
  const answerWaiting = (conversation: ConversationKey, isLeft: boolean) =>
    queues.enqueue(conversation, async (isAwaited) => {
      const added: TranscriptEntry[] = [];
      try {
        await store.exclusively(conversation, () => answerAll(conversation, isLeft, isAwaited, added));
      } catch (error) {
        journal.error('turn-not-stored', error);
        retryLater(conversation);
      }
      return added;
    });

  async function answerAll(conversation: ConversationKey, isLeft: boolean, isAwaited: () => boolean, added: TranscriptEntry[]): Promise<void> {
    if (isLeft) await store.noteInterruptions(conversation);
    let next = await store.nextUnanswered(conversation);
    while (next) {
      const started = performance.now();
      const { turn, entries } = ports.trace ? await traced(next, ports, ports.trace) : await answer(next, ports);
      for (const entry of entries) subscriptions.publish(entry);
      tellHandoff(turn);
      if (turn.erases === true) tellErased(conversation, true);
      added.push(...entries);
      tell(turn, (performance.now() - started) / 1_000);
      // Whoever waits behind came with a message of their own, and gets its reply.
      if (isAwaited()) break;
      next = await store.nextUnanswered(conversation);
    }
  }

  /** What another process did, for those who listen here. */
  async function hear(news: StoreNews): Promise<void> {
    if (news.kind === 'entries') {
      const from = subscriptions.missing(news.conversation, news);
      if (from !== null) for (const entry of await store.transcript(news.conversation, from - 1)) subscriptions.publish(entry);
    } else if (news.kind === 'handoff' && handoffListeners.size > 0) {
      const record = await store.handoff(news.handoff);
      if (record) for (const listener of handoffListeners) listener(record.conversation, record.handoff);
    } else if (news.kind === 'erased') {
      tellErased(news.conversation, news.isEmptied === true);
    }
  }
  store.onNews((news) => void hear(news).catch((error: unknown) => journal.error('news-not-heard', error)));

  /** Coordinates that the hand-off has just asked for go with the message to its turn, and nowhere else. */
  async function givenOnRequest({ conversation, text }: IncomingMessage, masked: readonly string[]): Promise<Pick<ReceivedMessage, 'given'>> {
    if (!masked.includes('phone') && !masked.includes('email')) return {};
    const state = (await store.conversation(conversation))?.state;
    return state?.handoff?.asking === 'coordonnees' ? { given: coordinatesIn(text) } : {};
  }

  function tellHandoff({ message, state: { handoff } }: FinishedTurn): void {
    if (handoff === null || handoff.consents.length === 0 || handoffListeners.size === 0) return;
    for (const listener of handoffListeners) listener(message.conversation, handoff);
  }

  function tellErased(conversation: ConversationKey, isEmptied = false): void {
    // A conversation that goes on keeps counting its lines.
    if (!isEmptied) subscriptions.restart(conversation);
    for (const listener of erasureListeners) listener(conversation, isEmptied);
  }

  function tell(turn: FinishedTurn, seconds: number): void {
    journal.info('turn-finished', { channel: turn.message.channel, outcome: turn.outcome, milliseconds: Math.round(seconds * 1_000) });
    ports.onTurnFinished?.(turn, seconds);
  }

  function admit(incoming: IncomingMessage): void {
    try {
      admission.admit(incoming, queues.size, queues.isBusy(incoming.conversation));
    } catch (error) {
      if (error instanceof NotAdmitted) ports.onRefused?.(error.code);
      throw error;
    }
  }

  function retryLater(conversation: ConversationKey): void {
    if (retries.has(conversation)) return;
    retries.add(conversation);
    setTimeout(() => {
      retries.delete(conversation);
      void run(conversation);
    }, limits?.retryMs ?? RETRY_MS).unref();
  }

  return {
    run,
    async receive(incoming) {
      admit(incoming);
      const masked = maskPersonalData(incoming.text);
      const message: ReceivedMessage = { ...incoming, ...masked, ...(await givenOnRequest(incoming, masked.masked)), receivedAt: clock.now().toISOString() };
      const received = await store.accept(message);
      if (received.isNew && received.entry) subscriptions.publish(received.entry);
      return received;
    },
    settled: (conversation) => queues.settled(conversation),
    async idle() {
      for (let busy = queues.keys(); busy.length > 0; busy = queues.keys()) await Promise.all(busy.map((conversation) => queues.settled(conversation)));
    },
    async resume(quietMs) {
      const quietSince = quietMs === undefined ? undefined : new Date(clock.now().getTime() - quietMs).toISOString();
      // What runs here has not been left.
      const left = (await store.conversationsWithUnanswered(quietSince)).filter((conversation) => quietMs === undefined || !queues.isBusy(conversation));
      await Promise.all(left.map((conversation) => answerWaiting(conversation, true)));
      return left.length;
    },
    transcript: (conversation, after) => store.transcript(conversation, after),
    exists: (conversation) => store.exists(conversation),
    subscribe: (conversation, listener) => subscriptions.subscribe(conversation, listener),
    onHandoff(listener) {
      handoffListeners.add(listener);
      return () => void handoffListeners.delete(listener);
    },
    onErased(listener) {
      erasureListeners.add(listener);
      return () => void erasureListeners.delete(listener);
    },
    async erase(conversation) {
      const holdings = await store.holdings(conversation);
      await store.erase(conversation);
      tellErased(conversation);
      return holdings;
    },
  };
}

function traced(next: UnansweredMessage, ports: ConversationPorts, trace: Trace): ReturnType<typeof answer> {
  return trace('turn', async (note) => {
    note({ channel: next.message.channel, kind: next.message.kind, interruptions: next.interruptions });
    const answered = await answer(next, { ...ports, store: tracedStore(ports.store, trace) });
    note({ outcome: answered.turn.outcome, replies: answered.entries.length });
    return answered;
  });
}

type TurnStore = Pick<Store, 'conversation' | 'holdings' | 'finish'>;
const tracedStore = (store: Store, trace: Trace): TurnStore => ({
  conversation: (key) => trace('store.conversation', () => store.conversation(key)),
  holdings: (key) => store.holdings(key),
  finish: (turn) => trace('store.finish', () => store.finish(turn)),
});

/** Thinks one message through and stores what came of it. A turn that breaks ends as `failed`, with a word to the person. */
async function answer({ message, interruptions }: UnansweredMessage, ports: Omit<ConversationPorts, 'store'> & { store: TurnStore }): Promise<{ turn: FinishedTurn; entries: TranscriptEntry[] }> {
  const { store, runTurn, clock, journal, limits } = ports;
  let state = newState();
  const keep = async (result: TurnResult) => {
    const at = clock.now();
    const replies = result.erases === true ? [receiptReply(await store.holdings(message.conversation), at, message.reference === null)] : result.replies;
    const turn = { message, ...result, replies, finishedAt: at.toISOString() };
    return { turn, entries: await store.finish(turn) };
  };
  try {
    state = (await store.conversation(message.conversation))?.state ?? state;
    if (interruptions >= INTERRUPTIONS_AT_MOST) throw new Error(`The program died ${interruptions} times during this turn.`);
    return await keep(await withinLimit(runTurn(message, state), limits?.turnMs ?? TURN_LIMIT_MS));
  } catch (error) {
    journal.error('turn-failed', discreetError(error, message.text), { channel: message.channel });
    // The person has asked nothing of a move that others make: there is nothing to say sorry for.
    return keep({ state, outcome: 'failed', replies: message.kind === 'desk' ? [] : [FAILED_REPLY], dispatches: [] });
  }
}
