/** What a channel must send for the SDK and the bot to read it without surprise. */
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { notAnActivity } from './refusals.ts';

const account = z.looseObject({ id: z.string() });

const activitySchema = z.looseObject({
  type: z.string(),
  id: z.string().optional(),
  channelId: z.string(),
  serviceUrl: z.string(),
  conversation: account,
  recipient: account,
  from: account,
  text: z.string().nullish(),
  // The SDK looks into it whatever it is.
  entities: z.array(z.looseObject({ type: z.string() })).nullish().transform((entities) => entities ?? undefined),
  membersAdded: z.array(account).nullish(),
});

/** Throws a `RefusedActivity` when it is none. */
export function readActivity(body: unknown): Activity {
  const read = activitySchema.safeParse(body);
  if (!read.success) throw notAnActivity();
  return read.data as unknown as Activity;
}
