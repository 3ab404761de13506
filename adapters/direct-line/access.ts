/** Who may do what: from which web sites, with which token, or with the server's secret. */
import { randomUUID, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { DirectLineError, missingToken, wrongSecret } from './errors.ts';
import type { TokenClaims, Tokens } from './tokens.ts';

/** Ids that a client may choose for its person; all others are made here. */
const USER_ID = /^dl_[\w.-]{1,60}$/;

export interface Access {
  /** For a new conversation. Throws when only a server with the secret may open one. */
  toNew(request: Request): TokenClaims;
  /** For the conversation that the address or the token names. Rejects when the token is missing, forged, too old or of another one. */
  toExisting(request: Request): Promise<TokenClaims>;
  /** For `POST /conversations`: that of the token when there is one, else a new one. */
  toNewOrExisting(request: Request): Promise<TokenClaims>;
  /** Whether it is a server with the secret. */
  isServer(request: Request): boolean;
  hasBearer(request: Request): boolean;
}

export function createAccess(tokens: Tokens, secret: string | undefined): Access {
  const hasSecret = (request: Request) => secret !== undefined && isSecret(bearer(request), secret);

  function toNew(request: Request): TokenClaims {
    if (secret !== undefined && !hasSecret(request)) throw bearer(request) === null ? missingToken() : wrongSecret();
    return { conversation: randomUUID(), user: userOf((request.body as { user?: unknown } | undefined)?.user) ?? `dl_${randomUUID()}` };
  }

  async function toExisting(request: Request): Promise<TokenClaims> {
    const named = request.params.id as string | undefined;
    // A server speaks for all its people, each in their conversation: it says who is speaking.
    if (named !== undefined && hasSecret(request)) {
      return { conversation: named, user: userOf((request.body as { from?: unknown } | undefined)?.from) ?? 'dl_person' };
    }
    const token = bearer(request);
    if (token === null) throw missingToken();
    return tokens.verify(token, named);
  }

  return {
    isServer: hasSecret,
    hasBearer: (request) => bearer(request) !== null,
    toNew,
    toExisting,
    toNewOrExisting: async (request) => (bearer(request) === null || hasSecret(request) ? toNew(request) : toExisting(request)),
  };
}

/** Refuses the pages of other web sites, when ours are named. Servers send no `Origin`. */
export function onlyAllowedOrigins(allowed: string[]): RequestHandler {
  return (request, _response, next) => {
    const origin = request.get('origin');
    // Express's own host: behind a proxy that is trusted, the one that the person's browser asked for.
    const isOurs = origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.host;
    if (origin === undefined || isOurs || allowed.length === 0 || allowed.includes(origin)) next();
    else next(new DirectLineError(403, 'OriginNotAllowed', `Le site ${origin} n'est pas dans ALLOWED_ORIGINS : ajoutez-le si c'est le vôtre.`));
  };
}

function bearer(request: Request): string | null {
  return /^Bearer\s+(\S+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? null;
}

function isSecret(presented: string | null, secret: string): boolean {
  const [one, other] = [Buffer.from(presented ?? ''), Buffer.from(secret)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function userOf(account: unknown): string | null {
  const id = (account as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' && USER_ID.test(id) ? id : null;
}
