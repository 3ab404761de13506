/** How often one may try to enter: by network address, and by account wherever the tries come from. */
import { rateLimit } from 'express-rate-limit';
import type { RequestHandler } from 'express';
import { type Counts, limitStore } from '../../limit-store.ts';
import { Refusal } from '../refusals.ts';
import { plainEmail } from './directory.ts';

const WINDOW_MS = 15 * 60_000;
/** An office of several counsellors shares an address; what succeeds is not counted. */
const BY_ADDRESS = 30;
const BY_ACCOUNT = 10;

export interface SignInLimits {
  byAddress: RequestHandler;
  /** Counts a try for that account. Throws a {@link Refusal} beyond the limit. */
  countFor(email: string): Promise<void>;
  /** It was really them. */
  forget(email: string): Promise<void>;
}

export function createSignInLimits(now: () => number, counts: Counts | null = null): SignInLimits {
  const tries = new Map<string, number[]>();
  const recent = (email: string) => (tries.get(email) ?? []).filter((at) => now() - at < WINDOW_MS);
  return {
    byAddress: rateLimit({
      windowMs: WINDOW_MS,
      ...(counts === null ? {} : { store: limitStore(counts, 'sign-in') }),
      limit: BY_ADDRESS,
      skipSuccessfulRequests: true,
      standardHeaders: true,
      legacyHeaders: false,
      handler: (_request, _response, next) => next(new Refusal('too-many')),
    }),
    async countFor(email) {
      const account = plainEmail(email);
      if (counts !== null) {
        if ((await counts.add(`account ${account}`, WINDOW_MS)).count > BY_ACCOUNT) throw new Refusal('too-many');
        return;
      }
      const before = recent(account);
      if (before.length >= BY_ACCOUNT) throw new Refusal('too-many');
      tries.set(account, [...before, now()]);
      // Names that nobody has are tried too: they are forgotten with time.
      if (tries.size > 10_000) for (const known of tries.keys()) if (recent(known).length === 0) tries.delete(known);
    },
    async forget(email) {
      tries.delete(plainEmail(email));
      await counts?.forget(`account ${plainEmail(email)}`);
    },
  };
}
