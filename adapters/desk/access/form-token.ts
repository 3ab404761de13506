/** What makes a form ours: a secret in a cookie, and in each form its proof, bound to the session. Another site can forge neither. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { comesFromUs } from '../../page/security.ts';

const COOKIE = 'cep_desk_form';
export const TOKEN_FIELD = 'jeton';

export interface FormTokens {
  /** The proof for the forms of this page; sets the cookie where the browser has none. */
  issue(request: Request, response: Response, session: string): string;
  isValid(request: Request, session: string): boolean;
}

const cookieOf = (request: Request) => new RegExp(`(?:^|;) *${COOKIE}=([\\w-]{20,})(?:;|$)`).exec(request.headers.cookie ?? '')?.[1] ?? null;

export function createFormTokens(secret: string, isSecure: boolean): FormTokens {
  const proof = (cookie: string, session: string) => createHmac('sha256', secret).update(`form\n${cookie}\n${session}`).digest('base64url');
  return {
    issue(request, response, session) {
      const known = cookieOf(request);
      const cookie = known ?? randomBytes(24).toString('base64url');
      if (known === null) response.cookie(COOKIE, cookie, { path: '/desk', httpOnly: true, sameSite: 'lax', secure: isSecure });
      return proof(cookie, session);
    },
    isValid(request, session) {
      const cookie = cookieOf(request);
      const given: unknown = (request.body as Record<string, unknown> | undefined)?.[TOKEN_FIELD];
      if (cookie === null || typeof given !== 'string' || !comesFromUs(request)) return false;
      const [one, other] = [Buffer.from(given), Buffer.from(proof(cookie, session))];
      return one.length === other.length && timingSafeEqual(one, other);
    },
  };
}
