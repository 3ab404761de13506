/** What is kept of people and for how long: `retention.yaml`, checked when the bot starts. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

export const APPLIED = ['quiet-conversations', 'done-dispatches', 'reviews', 'audit', 'invitations', 'elsewhere'] as const;

export const retentionSchema = z
  .array(
    z.strictObject({
      id: z.string(),
      what: z.string().min(10),
      why: z.string().min(10),
      /** Article of the RGPD that allows it. */
      ground: z.string().regex(/art\. \d+/),
      /** Tables of the database, or the place where it lies. */
      where: z.array(z.string()).min(1),
      since: z.string(),
      days: z.number().int().min(1).max(3_650).nullable(),
      applies: z.enum(APPLIED),
    }),
  )
  .refine((rows) => new Set(rows.map(({ id }) => id)).size === rows.length, 'two rows bear the same id')
  .refine((rows) => rows.every(({ days, applies }) => (days === null) === (applies === 'elsewhere')), 'what is removed here has a number of days, what is not has none');
export type RetentionRow = z.infer<typeof retentionSchema>[number];

export const RETENTION: RetentionRow[] = retentionSchema.parse(parse(readFileSync(new URL('./retention.yaml', import.meta.url), 'utf8')));

/** Days that a row is kept for. Throws when there is no such row: the code that applies it would do nothing. */
export function daysOf(id: string): number {
  const days = RETENTION.find((row) => row.id === id)?.days;
  if (days === undefined || days === null) throw new Error(`bot/privacy/retention.yaml has no days for « ${id} ».`);
  return days;
}

/** For the pages that say it. */
export const REVIEW_RETENTION = { waiting: daysOf('review-waiting'), treated: daysOf('review-treated') };
