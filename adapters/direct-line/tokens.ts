/** Tokens that open one conversation to one user. A sleeping laptop must find its conversation again, so they live for days. */
import { errors, jwtVerify, SignJWT } from 'jose';
import { expiredToken, forgedToken, otherConversation } from './errors.ts';

export interface TokenClaims {
  conversation: string;
  user: string;
}

export interface Tokens {
  /** Life of a token, in seconds. */
  lifetime: number;
  issue(claims: TokenClaims): Promise<string>;
  /** For the address of a socket, which may be written in logs: it lives for a few minutes only. */
  issueForStream(claims: TokenClaims): Promise<string>;
  /** Throws a `DirectLineError` when the token is forged or expired, or belongs to another conversation. */
  verify(token: string, conversation?: string): Promise<TokenClaims>;
  verifyForStream(token: string, conversation: string): Promise<TokenClaims>;
}

const ALGORITHM = 'HS256';
const ISSUER = 'accueil-cep';
const STREAM_SECONDS = 300;
type Use = 'conversation' | 'stream';

export function createTokens(key: Uint8Array, lifetimeHours: number): Tokens {
  const lifetime = Math.round(lifetimeHours * 3_600);
  // `conv` and `user` are the names under which botframework-directlinejs looks for them.
  const sign = ({ conversation, user }: TokenClaims, use: Use, seconds: number) =>
    new SignJWT({ conv: conversation, user, use })
      .setProtectedHeader({ alg: ALGORITHM })
      .setIssuer(ISSUER)
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1_000) + seconds)
      .sign(key);
  const read = async (token: string, use: Use, conversation: string | undefined): Promise<TokenClaims> => {
    const payload = await jwtVerify(token, key, { issuer: ISSUER, algorithms: [ALGORITHM] }).then(
      (verified) => verified.payload,
      (error: unknown) => {
        throw error instanceof errors.JWTExpired ? expiredToken() : forgedToken();
      },
    );
    const { conv, user, use: used } = payload;
    if (typeof conv !== 'string' || typeof user !== 'string' || used !== use) throw forgedToken();
    if (conversation !== undefined && conv !== conversation) throw otherConversation();
    return { conversation: conv, user };
  };
  return {
    lifetime,
    issue: (claims) => sign(claims, 'conversation', lifetime),
    issueForStream: (claims) => sign(claims, 'stream', STREAM_SECONDS),
    verify: (token, conversation) => read(token, 'conversation', conversation),
    verifyForStream: (token, conversation) => read(token, 'stream', conversation),
  };
}
