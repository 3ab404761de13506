/** Brings together who receives people: the table of routes, the counsellors at the desk, the line of those who wait; and the clock that moves what is stuck. */
import { createReception } from '../bot/handoff/create-reception.ts';
import type { HandoffDesk } from '../bot/handoff/desk.ts';
import type { OperatorRef } from '../bot/handoff/handoff.ts';
import type { Staff } from '../bot/handoff/staff.ts';
import { dueMoves } from '../bot/handoff/watch.ts';
import type { Clock, HandoffRecord, Journal, Reception, ReceptionStatus, Store } from '../bot/ports.ts';
import { openingStatus } from '../knowledge/operators/opening-sentence.ts';
import { type Route, ROUTES, routeTo } from '../knowledge/operators/routes.ts';

const WATCH_MS = 30_000;

export interface ReceptionOptions {
  staff: Staff;
  /** Where the addresses that the table names are found. */
  environment: NodeJS.ProcessEnv;
  routes?: Route[];
  /** Null where the hours of an operator are not known. Without it, the table of opening hours. */
  hoursOf?(operator: OperatorRef, now: Date): { isOpen: boolean; sentence: string } | null;
}

const isSet = (environment: NodeJS.ProcessEnv, name: string) => (environment[name] ?? '') !== '';

/** The row that counts for an operator now: a row whose address is not set counts for nothing. */
export async function openRoute(operator: OperatorRef, { staff, environment, routes = ROUTES }: ReceptionOptions): Promise<ReceptionStatus['route']> {
  const row = routeTo(operator, routes);
  switch (row?.route) {
    case 'desk':
      return (await staff.serves(operator)) ? 'desk' : 'none';
    case 'email':
      return isSet(environment, row.address) ? 'delivery' : 'none';
    case 'webhook':
    case 'bot-framework':
      return isSet(environment, row.address) && isSet(environment, row.secret) ? 'delivery' : 'none';
    default:
      return 'none';
  }
}

export function receptionOf(store: Store, options: ReceptionOptions): Reception {
  const { staff, environment, routes = ROUTES, hoursOf = openingStatus } = options;
  return createReception({
    store,
    routeOf: (operator) => openRoute(operator, options),
    hoursOf,
    presentFor: (operator) => staff.presentFor(operator),
    anyRoute: async () => (await staff.servesAny()) || routes.some((row) => 'address' in row && isSet(environment, row.address)),
    fallback: null,
  });
}

/** Moves, now and every half minute, what waits for nobody. Returns the way to stop. */
export function watchHandoffs(store: Store, desk: HandoffDesk, clock: Clock, journal: Journal, options: ReceptionOptions): () => void {
  async function round(): Promise<void> {
    const records = await store.handoffs('under-way');
    const open = new Map<HandoffRecord, boolean>();
    for (const record of records) open.set(record, (await openRoute(record.handoff.operator, options)) !== 'none');
    const due = dueMoves(records, clock.now(), { isPresent: (counsellor) => options.staff.isPresent(counsellor), hasRoute: (record) => open.get(record) ?? true });
    for (const { handoff, moveId, action } of due) {
      const result = await desk.move(handoff, moveId, action, { kind: 'system' });
      journal.info('handoff-moved', { action: action.type, result });
    }
  }
  const attempt = () => void round().catch((error: unknown) => journal.error('handoffs-not-watched', error));
  // Who is present on the others' pages is known a moment after the start only.
  if (!store.isShared) attempt();
  const timer = setInterval(attempt, WATCH_MS).unref();
  return () => clearInterval(timer);
}

