/**
 * Signing in, with better-auth (MIT): passwords, second factor, sessions, OpenID Connect. This is the only file that knows the library;
 * it is read when somebody opens /desk, not before. Who may enter at all is the directory's to say.
 */
import { APIError, betterAuth, type GenericEndpointContext } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Directory } from './directory.ts';

/** A working day; then one signs in again, whatever one was doing. */
export const SESSION_HOURS = 10;
export const PASSWORD_AT_LEAST = 12;
const PASSWORD_AT_MOST = 128;
export const AUTH_PATH = '/desk/auth';
const PROVIDER = 'oidc';

export interface OpenIdSettings {
  /** `https://sso.operateur.fr/realms/cep` */
  issuer: string;
  clientId: string;
  clientSecret: string;
}

export interface Session {
  /** Secret: forms are bound to it. */
  id: string;
  email: string;
  /** What the identity provider, or the counsellor, gave as a name. */
  name: string;
  /** False between the password and the second factor's first code: nothing else is open then. */
  isComplete: boolean;
}

/** What a step of signing in gives, and the cookies that go with it. */
export interface Step<Result> {
  result: Result;
  cookies: string[];
}

export interface SecondFactor {
  /** `otpauth://…`, for the QR code. */
  uri: string;
  /** To be typed where no camera reads the code. */
  secret: string;
  backupCodes: string[];
}

export interface SignIn {
  /** Address of the site, as browsers know it. */
  readonly url: string;
  session(cookie: string | undefined): Promise<Session | null>;
  withPassword(email: string, password: string): Promise<Step<'in' | 'code-needed' | 'refused'>>;
  /** The second factor's code, or one of the backup codes. */
  withCode(code: string, cookie: string | undefined): Promise<Step<'in' | 'refused'>>;
  /** Makes the account of an invited counsellor, in place of an older one. */
  begin(email: string, name: string, password: string): Promise<Step<'in'>>;
  /** Draws a second factor anew; null when the password is wrong, or a second factor stands already. */
  drawSecondFactor(password: string, cookie: string | undefined): Promise<SecondFactor | null>;
  confirmSecondFactor(code: string, cookie: string | undefined): Promise<Step<'in' | 'refused'>>;
  signOut(cookie: string | undefined): Promise<Step<'out'>>;
  /** Where the identity provider is; null when it cannot be reached. */
  openId(): Promise<Step<string> | null>;
  /** The way back from the identity provider. */
  callback(request: Request): Promise<Response>;
}

export interface SignInSettings {
  secret: string;
  /** Address of the site, as browsers know it. */
  url: string;
  openId: OpenIdSettings | null;
  onTrouble(message: string): void;
}

export async function createSignIn(directory: Directory, { secret, url, openId, onTrouble }: SignInSettings): Promise<SignIn> {
  /** Somebody whom the directory does not know, or knows no more, gets no account and no session. */
  const isWelcome = async (email: string) => ((await directory.byEmail(email))?.status ?? 'revoked') !== 'revoked';
  // Asked of the library: an account that is being made is not yet visible outside its transaction.
  const emailOf = async (user: string, context: GenericEndpointContext | null) => (await context?.context.internalAdapter.findUserById(user))?.email ?? '';
  const options = {
    database: directory.database.accounts,
    secret,
    baseURL: url,
    basePath: AUTH_PATH,
    appName: 'Accueil CEP',
    emailAndPassword: { enabled: openId === null, autoSignIn: true, minPasswordLength: PASSWORD_AT_LEAST, maxPasswordLength: PASSWORD_AT_MOST },
    session: { expiresIn: SESSION_HOURS * 3_600, disableSessionRefresh: true },
    // Accounts that were made by password are not taken over by whoever claims their address elsewhere.
    account: { accountLinking: { enabled: false } },
    databaseHooks: {
      user: { create: { before: async ({ email }: { email: string }) => isWelcome(email) } },
      session: { create: { before: async ({ userId }: { userId: string }, context: GenericEndpointContext | null) => isWelcome(await emailOf(userId, context)) } },
    },
    advanced: { cookiePrefix: 'cep_desk', useSecureCookies: url.startsWith('https://'), defaultCookieAttributes: { path: '/desk', httpOnly: true, sameSite: 'lax' as const } },
    plugins: [twoFactor({ issuer: 'Accueil CEP' }), ...(openId === null ? [] : [genericOAuth({ config: [providerOf(openId)] })])],
    telemetry: { enabled: false },
    // The limits of the forms are ours: this library's stand before addresses that are not served.
    rateLimit: { enabled: false },
    logger: { log: (level: string, message: string) => void (level === 'error' && onTrouble(message)) },
  };
  await directory.database.whileMigrating(async () => (await getMigrations(options)).runMigrations());
  const auth = betterAuth(options);
  const headersOf = (cookie: string | undefined) => new Headers(cookie === undefined ? {} : { cookie });

  /** The cookies of an answer; null when it was refused. */
  async function attempt(call: Promise<Response>): Promise<{ cookies: string[]; body: Record<string, unknown> } | null> {
    const response = await call.catch((error: unknown) => {
      if (error instanceof APIError) return new Response(null, { status: error.statusCode });
      throw error;
    });
    if (!response.ok) return null;
    return { cookies: response.headers.getSetCookie(), body: ((await response.json()) ?? {}) as Record<string, unknown> };
  }
  const entered = (done: { cookies: string[] } | null) => (done === null ? { result: 'refused' as const, cookies: [] } : { result: 'in' as const, cookies: done.cookies });

  return {
    url,
    async session(cookie) {
      if (cookie === undefined || !cookie.includes('cep_desk.')) return null;
      const found = await auth.api.getSession({ headers: headersOf(cookie) });
      if (found === null) return null;
      const { email, name } = found.user;
      return { id: found.session.token, email, name, isComplete: openId !== null || (found.user as { twoFactorEnabled?: boolean | null }).twoFactorEnabled === true };
    },
    async withPassword(email, password) {
      const done = await attempt(auth.api.signInEmail({ body: { email, password }, asResponse: true }));
      if (done === null) return { result: 'refused', cookies: [] };
      return { result: done.body.twoFactorRedirect === true ? 'code-needed' : 'in', cookies: done.cookies };
    },
    async withCode(code, cookie) {
      const typed = { headers: headersOf(cookie), asResponse: true as const };
      const isBackup = !/^\d{6}$/.test(code);
      return entered(await attempt(isBackup ? auth.api.verifyBackupCode({ ...typed, body: { code } }) : auth.api.verifyTOTP({ ...typed, body: { code } })));
    },
    async begin(email, name, password) {
      // A telephone was lost, a password forgotten: the invitation begins anew, and older sessions end.
      await directory.database.run('DELETE FROM "user" WHERE email = ?', email);
      const done = await attempt(auth.api.signUpEmail({ body: { email, name, password }, asResponse: true }));
      if (done === null) throw new Error('The account could not be made.');
      return { result: 'in', cookies: done.cookies };
    },
    async drawSecondFactor(password, cookie) {
      const done = await attempt(auth.api.enableTwoFactor({ body: { password }, headers: headersOf(cookie), asResponse: true }));
      if (done === null) return null;
      const uri = String(done.body.totpURI);
      return { uri, secret: new URL(uri).searchParams.get('secret') ?? '', backupCodes: done.body.backupCodes as string[] };
    },
    confirmSecondFactor: async (code, cookie) => entered(await attempt(auth.api.verifyTOTP({ body: { code }, headers: headersOf(cookie), asResponse: true }))),
    async signOut(cookie) {
      const done = await attempt(auth.api.signOut({ headers: headersOf(cookie), asResponse: true }));
      return { result: 'out', cookies: done?.cookies ?? [] };
    },
    async openId() {
      const ways = { provider: PROVIDER, callbackURL: `${url}/desk`, errorCallbackURL: `${url}/desk/connexion`, disableRedirect: true };
      const done = await attempt(auth.api.signInSocial({ body: ways, asResponse: true }));
      return typeof done?.body.url === 'string' ? { result: done.body.url, cookies: done.cookies } : null;
    },
    callback: (request) => auth.handler(request),
  };
}

/** The token of the provider is verified against its keys: without them nobody enters. */
function providerOf({ issuer, clientId, clientSecret }: OpenIdSettings) {
  return {
    providerId: PROVIDER,
    discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    requireIdTokenVerification: true,
    clientId,
    clientSecret,
    scopes: ['openid', 'email', 'profile'],
    // An address that the provider says is unverified could be anybody's. Some providers say nothing of it: theirs are set by the operator.
    mapProfileToUser: (profile: Record<string, unknown>) => (profile.email_verified === false ? { email: '' } : { emailVerified: true, name: String(profile.name ?? profile.email ?? '') }),
  };
}
