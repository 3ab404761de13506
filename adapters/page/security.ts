/** What a browser is told to refuse, and whether a form is our own. */
import type { Request, RequestHandler } from 'express';

/** Nothing runs, shows or is asked for that does not come from this server. `frameAncestors` are CSP sources: `'self'`, `'none'`, origins. */
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
    `frame-ancestors ${frameAncestors.join(' ')}`,
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
export function comesFromUs(request: Request): boolean {
  const site = request.get('Sec-Fetch-Site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.get('Origin');
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === request.host;
}
