/** What a browser is told to refuse, and what we refuse from a browser. */
import type { Request, RequestHandler } from 'express';
import { Refusal } from './refusal.ts';

/** Nothing runs, shows or is asked for that does not come from this server. */
export function securityHeaders(frameAncestors: string[]): RequestHandler {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${["'self'", ...frameAncestors].join(' ')}`,
  ].join('; ');
  return (_request, response, next) => {
    response.set({
      'Content-Security-Policy': policy,
      // Not `no-referrer`: it would make the browser hide the origin of our own forms from us.
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    });
    next();
  };
}

/** Text browsers send neither header; they run no script of another site either, so there is nothing to defend against. */
function comesFromUs(request: Request): boolean {
  const site = request.get('Sec-Fetch-Site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.get('Origin');
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === request.host;
}

/** Only our own pages may post: another site must not write in a person's name. */
export const sameOriginOnly: RequestHandler = (request, _response, next) => {
  next(comesFromUs(request) ? undefined : new Refusal('foreign-form'));
};
