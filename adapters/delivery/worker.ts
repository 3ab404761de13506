/**
 * Empties the outbox: in order at each receiver, again and again until accepted, set aside when it does not pass.
 * Each attempt is counted before it is made, and a file is announced as arrived before it leaves the outbox:
 * a program killed in between sends it once more, with the same idempotency key, and never loses it.
 */
import type { HandoffDesk } from '../../bot/handoff/desk.ts';
import type { OperatorRef } from '../../bot/handoff/handoff.ts';
import type { Clock, Dispatch, Journal, Store, WaitingDispatch } from '../../bot/ports.ts';
import { BACK_OFF, type BackOff, pauseAfter } from './back-off.ts';
import { moveOn } from './move-on.ts';
import { DeliveryError, type Sender } from './sender.ts';

/** How an operator is sent to. Two operators with the same `receiver` share one line. */
export interface Way {
  receiver: string;
  sender: Sender;
}

export type Outbox = Pick<Store, 'waitingDispatches' | 'dispatch' | 'claimDispatch' | 'markDispatched' | 'postponeDispatch' | 'handoff'>;

export interface WorkerPorts {
  outbox: Outbox;
  desk: Pick<HandoffDesk, 'move'>;
  /** Null where the operator has no way of receiving any more. */
  wayTo(operator: OperatorRef): Way | null;
  clock: Clock;
  journal: Journal;
  backOff?: BackOff;
  /** How long a started attempt keeps others off, should the program die: longer than any attempt. */
  claimMs?: number;
  /** How often the outbox is looked at without being told. */
  pollMs?: number;
  random?: () => number;
}

export interface Worker {
  /** Something new may wait: looks at once. */
  wake(): void;
  /** Nothing new is begun; resolves when what is under way has ended. */
  stop(): Promise<void>;
}

const CLAIM_MS = 120_000;
const POLL_MS = 2_000;
const NO_WAY = 'aucune voie d’envoi vers cet opérateur';

export function startWorker(ports: WorkerPorts): Worker {
  const { outbox, wayTo, clock, journal } = ports;
  const busy = new Map<string, Promise<void>>();
  let isStopped = false;
  let looking: Promise<void> | null = null;
  let again = false;

  /** The first of each receiver's line, if it is due: nobody overtakes. */
  async function look(): Promise<void> {
    const doors = new Set<string>();
    const now = clock.now();
    for (const waiting of await outbox.waitingDispatches()) {
      const receiver = wayTo(waiting.operator)?.receiver ?? NO_WAY;
      if (doors.has(receiver)) continue;
      doors.add(receiver);
      if (busy.has(receiver) || Date.parse(waiting.dueAt) > now.getTime() || isStopped) continue;
      const done = () => busy.delete(receiver);
      const task = attempt(waiting, ports)
        .finally(done)
        // After a fault of our own the next look is soon enough.
        .then(wake, (error: unknown) => journal.error('dispatch-failed', error, { kind: waiting.kind }));
      busy.set(receiver, task);
    }
  }

  function wake(): void {
    again = true;
    if (looking !== null || isStopped) return;
    looking = (async () => {
      while (again && !isStopped) {
        again = false;
        await look();
      }
    })()
      .catch((error: unknown) => journal.error('outbox-unreadable', error))
      .finally(() => void (looking = null));
  }

  const timer = setInterval(wake, ports.pollMs ?? POLL_MS).unref();
  wake();
  return {
    wake,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await looking;
      await Promise.all(busy.values());
    },
  };
}

async function attempt({ number }: WaitingDispatch, ports: WorkerPorts): Promise<void> {
  const { outbox, wayTo, clock, journal } = ports;
  const before = await outbox.dispatch(number);
  // Another process may have tried it since the line was read.
  if (before === null || Date.parse(before.dueAt) > clock.now().getTime()) return;
  // Nobody to send to: it is not counted as an attempt, since nothing can have arrived.
  if (wayTo(before.operator) === null) return giveUp(before, 'operator-gone', NO_WAY, ports);
  if (before.kind === 'file' && (await outbox.handoff(before.handoff))?.handoff.state !== 'sending') return outbox.markDispatched(number);
  if (!(await outbox.claimDispatch(number, new Date(clock.now().getTime() + (ports.claimMs ?? CLAIM_MS)).toISOString(), before.attempts))) return;
  // Read after the claim: what is sent, and to whom, is what was claimed.
  const dispatch = await outbox.dispatch(number);
  const way = dispatch && wayTo(dispatch.operator);
  if (!dispatch || !way) return;
  const { kind, attempts } = dispatch;
  try {
    await way.sender.send(dispatch);
  } catch (error) {
    return refused(dispatch, error, ports);
  }
  if (kind === 'file' && way.sender.acknowledges === 'at-once') await moveOn({ desk: ports.desk, store: outbox }, dispatch.handoff, 'delivered');
  await outbox.markDispatched(number);
  journal.info('dispatch-accepted', { kind, attempts });
}

/** Tried again later, or set aside. */
async function refused(dispatch: Dispatch, error: unknown, ports: WorkerPorts): Promise<void> {
  const { outbox, clock, journal, backOff = BACK_OFF, random = Math.random } = ports;
  const { number, kind, attempts } = dispatch;
  // Words of an unforeseen error might hold what was sent.
  const { message, isFinal, retryAfterMs } = error instanceof DeliveryError ? error : new DeliveryError('panne imprévue pendant l’envoi');
  journal.error('dispatch-refused', error instanceof DeliveryError ? new Error(message) : error, { kind, attempts, isFinal });
  if (isFinal) return giveUp(dispatch, 'undeliverable', message, ports);
  if (attempts >= backOff.attempts) return outbox.postponeDispatch(number, message, null);
  const pause = Math.max(pauseAfter(attempts, backOff, random), Math.min(retryAfterMs, backOff.atMostMs));
  await outbox.postponeDispatch(number, message, new Date(clock.now().getTime() + pause).toISOString());
}

/** The person is told and gets the contact; that turn drops the file. What cannot be dropped, a withdrawal say, is set aside for somebody to see. */
async function giveUp(dispatch: Dispatch, action: 'operator-gone' | 'undeliverable', reason: string, ports: WorkerPorts): Promise<void> {
  const { desk, outbox } = ports;
  if (dispatch.kind === 'file') await moveOn({ desk, store: outbox }, dispatch.handoff, action);
  await outbox.postponeDispatch(dispatch.number, reason, null);
}
