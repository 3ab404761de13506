/** Who is there for a person: routes, hours and presence brought together with the line of those who wait. */
import type { Reception, ReceptionStatus, Store } from '../ports.ts';
import { type Handoff, isUnderWay, type OperatorRef } from './handoff.ts';
import { LIMITS } from './limits.ts';

export interface ReceptionSources {
  store: Pick<Store, 'handoffs'>;
  /** How a file reaches the operator now. */
  routeOf(operator: OperatorRef): ReceptionStatus['route'] | Promise<ReceptionStatus['route']>;
  /** Null where the hours are not known. */
  hoursOf(operator: OperatorRef, now: Date): { isOpen: boolean; sentence: string } | null;
  /** Counsellors who are at the desk for that operator. */
  presentFor(operator: OperatorRef): number | Promise<number>;
  anyRoute(): Promise<boolean>;
  fallback: OperatorRef | null;
}

/** Operators work by region; where one of the two has none, the whole country is meant. */
export const isSameOperator = (one: OperatorRef, other: OperatorRef): boolean =>
  one.kind === other.kind && (one.region === null || other.region === null || one.region === other.region);

export function createReception({ store, routeOf, hoursOf, presentFor, anyRoute, fallback }: ReceptionSources): Reception {
  async function waitingFor(operator: OperatorRef): Promise<Handoff[]> {
    const records = await store.handoffs('under-way');
    return records.map(({ handoff }) => handoff).filter((handoff) => handoff.state === 'queued' && isSameOperator(handoff.operator, operator));
  }
  return {
    anyRoute,
    fallback: () => fallback,
    async status(operator, now) {
      const [route, waiting] = [await routeOf(operator), (await waitingFor(operator)).length];
      const hours = hoursOf(operator, now);
      return { route, isOpen: hours?.isOpen ?? null, hours: hours?.sentence ?? null, present: await presentFor(operator), waiting, isFull: route === 'desk' && waiting >= LIMITS.queueAtMost };
    },
    async before(handoff) {
      const isBefore = (other: Handoff) => other.id !== handoff.id && isUnderWay(other) && comesFirst(other, handoff);
      return (await waitingFor(handoff.operator)).filter(isBefore).length;
    },
  };
}

/** Urgent first, then who has waited longest: the order of the desk. */
export function comesFirst(one: Handoff, other: Handoff): boolean {
  if (one.urgency !== other.urgency) return one.urgency === 'high';
  return (one.queuedAt ?? '') < (other.queuedAt ?? '');
}
