/** The counsellors, as the reception and the clock see them. The desk knows them; without a desk there are none. */
import type { OperatorRef } from './handoff.ts';

export interface Staff {
  /** Somebody has been invited to the desk for this operator: files may be left there. */
  serves(operator: OperatorRef): Promise<boolean>;
  /** Somebody has been invited for any operator. */
  servesAny(): Promise<boolean>;
  /** How many of them have the desk open now. */
  presentFor(operator: OperatorRef): number | Promise<number>;
  /** That counsellor has the desk open. */
  isPresent(counsellor: string): boolean;
}

export const NO_STAFF: Staff = { serves: async () => false, servesAny: async () => false, presentFor: () => 0, isPresent: () => false };
