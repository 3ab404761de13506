/** A reception where nobody sits: for what runs the bot without a desk, such as the quality suites. */
import type { Ports, Reception } from '../ports.ts';

const EMPTY: Reception = {
  status: async () => ({ route: 'none', isOpen: null, hours: null, present: 0, waiting: 0, isFull: false }),
  anyRoute: async () => false,
  fallback: () => null,
  before: async () => 0,
};

/** No desk, and no memory of what was said beyond the state. */
export const WITHOUT_DESK: Pick<Ports, 'reception' | 'history'> = { reception: EMPTY, history: async () => [] };
