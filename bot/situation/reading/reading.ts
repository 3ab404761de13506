import type { Slot } from '../situation.ts';

/** One thing read in a message, before it is weighed against what was known. */
export interface Reading {
  slot: Slot;
  value: unknown;
  /** The person's own words. */
  said: string;
  /** Place of the first token, so that what is said later in a message wins. */
  first: number;
  /** Follows from other words. */
  deduced: boolean;
  /** « Je ne suis plus salarié »: the value is withdrawn, and nothing takes its place. */
  withdrawn?: boolean;
  /** « 45, j'ai inversé »: only counts where the slot is already known. */
  revises?: boolean;
}
