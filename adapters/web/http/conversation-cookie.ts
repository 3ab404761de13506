/** The only thing that the page leaves in a browser: the token of a conversation that has begun. */
import type { CookieOptions, Request, Response } from 'express';

const NAME = 'cep_conversation';

/**
 * No lifetime: the cookie goes when the browser closes, since computers are shared.
 * In a frame of another site it must be `None` and `Partitioned`, which browsers accept over https only.
 */
function options(request: Request, embedded: boolean): CookieOptions {
  const isFramedAbroad = request.secure && embedded;
  return {
    httpOnly: true,
    path: '/chat',
    secure: request.secure,
    sameSite: isFramedAbroad ? 'none' : 'lax',
    ...(isFramedAbroad && { partitioned: true }),
  };
}

/** Tokens are made of letters that a cookie needs not encode; any other is not one of ours. */
export function tokenOf(request: Request): string | null {
  const [, token] = new RegExp(`(?:^|;) *${NAME}=([\\w.~-]+)(?:;|$)`).exec(request.headers.cookie ?? '') ?? [];
  return token ?? null;
}

export function hasCookie(request: Request): boolean {
  return request.headers.cookie?.includes(`${NAME}=`) === true;
}

export function keepToken(request: Request, response: Response, token: string, embedded: boolean): void {
  response.cookie(NAME, token, options(request, embedded));
}

export function dropToken(request: Request, response: Response, embedded: boolean): void {
  response.clearCookie(NAME, options(request, embedded));
}
