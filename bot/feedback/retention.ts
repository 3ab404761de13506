/** How long a line of the review list is kept: `retention.yaml`. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { parisDay } from '../paris-day.ts';
import type { ReviewStore } from './review.ts';

const days = z.number().int().min(1).max(730);
export const REVIEW_RETENTION = z.strictObject({ waiting: days, treated: days }).parse(parse(readFileSync(new URL('./retention.yaml', import.meta.url), 'utf8')));

/** Removes what has been kept for long enough; gives how many lines. */
export function forgetOldReviews(store: ReviewStore, now: Date): Promise<number> {
  const before = (count: number) => parisDay(new Date(now.getTime() - count * 86_400_000));
  return store.forgetReviews({ waiting: before(REVIEW_RETENTION.waiting), treated: before(REVIEW_RETENTION.treated) });
}
