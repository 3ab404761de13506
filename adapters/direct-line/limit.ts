/** How many conversations one network address may open in a minute. */
import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { type Counts, limitStore } from '../limit-store.ts';
import { tooMany } from './errors.ts';

const MINUTE_MS = 60_000;
const THIS_MACHINE = /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/;

/**
 * Not counted: who `isKnown`, since it speaks for many people, and this machine. Behind a proxy that TRUST_PROXY does not tell of,
 * everybody seems to be on this machine: better no limit than one for all.
 */
export function limitPerAddress(perMinute: number, isKnown: (request: Request) => boolean, counts: Counts | null = null): RequestHandler {
  return rateLimit({
    windowMs: MINUTE_MS,
    ...(counts === null ? {} : { store: limitStore(counts, 'direct-line'), passOnStoreError: true }),
    limit: perMinute,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    skip: (request) => isKnown(request) || request.ip === undefined || THIS_MACHINE.test(request.ip),
    handler: (_request, _response, next) => next(tooMany()),
    // It would warn, once in its own words, of headers that `trust proxy` leaves aside by design.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
  });
}
