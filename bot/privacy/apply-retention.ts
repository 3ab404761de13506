/** Removes what has been kept for long enough, row by row of `retention.yaml`, and says how much: counts, never what it was. */
import { parisDay } from '../paris-day.ts';
import type { Store } from '../ports.ts';
import { daysOf } from './retention.ts';

/** What is kept beside the store: the desk's own tables. */
export interface DeskRecords {
  /** Audit lines and used-up invitations before these instants; each gives how many. With `isDryRun` they stay. */
  forgetBefore(before: { audit: string; invitations: string }, isDryRun: boolean): Promise<{ audit: number; invitations: number }>;
}

export interface RetentionReport {
  conversations: number;
  dispatches: number;
  reviews: number;
  audit: number;
  invitations: number;
}

type KeptStore = Pick<Store, 'forgetQuiet' | 'forgetDispatches' | 'forgetReviews'>;

const DAY_MS = 86_400_000;

/** Idempotent: several processes may do it at once, and a crash in the middle leaves the rest for the next time. */
export async function applyRetention(store: KeptStore, desk: DeskRecords, now: Date, isDryRun = false): Promise<RetentionReport> {
  const before = (id: string) => new Date(now.getTime() - daysOf(id) * DAY_MS);
  const since = (id: string) => before(id).toISOString();
  const days = { waiting: parisDay(before('review-waiting')), treated: parisDay(before('review-treated')) };
  return {
    conversations: await store.forgetQuiet(since('conversation'), isDryRun),
    dispatches: await store.forgetDispatches(since('dispatch'), isDryRun),
    reviews: await store.forgetReviews(days, isDryRun),
    ...(await desk.forgetBefore({ audit: since('audit'), invitations: since('invitation') }, isDryRun)),
  };
}
