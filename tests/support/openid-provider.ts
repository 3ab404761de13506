/** A real OpenID Connect server on a port of its own, as an operator would have one. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
// The package has no types of its own; what is used of it is told here.
// @ts-expect-error see above
import Provider from 'oidc-provider';

export const CLIENT = { clientId: 'accueil-cep', clientSecret: 'secret-of-the-client-of-the-tests' };

export interface OpenIdServer {
  issuer: string;
  /** Who signs in next. */
  account: { sub: string; email: string; name: string; email_verified?: boolean };
  stop(): Promise<void>;
}

interface InteractionContext {
  interactionDetails(request: unknown, response: unknown): Promise<{ prompt: { name: string; details: { missingOIDCScope?: string[] } }; params: { client_id: string }; session?: { accountId: string }; grantId?: string }>;
  interactionFinished(request: unknown, response: unknown, result: unknown, options: unknown): Promise<void>;
  Grant: new (of: { accountId: string | undefined; clientId: string }) => { addOIDCScope(scope: string): void; save(): Promise<string> };
  callback(): (request: unknown, response: unknown) => void;
}

/** `redirectUri` is what the operator declares at its provider. */
export async function serveOpenId(redirectUri: () => string): Promise<OpenIdServer> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const served: OpenIdServer = {
    issuer,
    account: { sub: 'u1', email: 'claire@apec.fr', name: 'Claire Martin', email_verified: true },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  let provider: InteractionContext | undefined;
  server.on('request', async (request, response) => {
    provider ??= create();
    if (!request.url?.startsWith('/interaction/')) return provider.callback()(request, response);
    // Signs the account in and agrees, as a person would on the provider's pages.
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId: served.account.sub } }, { mergeWithLastSubmission: false });
    const grant = new provider.Grant({ accountId: session?.accountId, clientId: params.client_id });
    grant.addOIDCScope((prompt.details.missingOIDCScope ?? []).join(' '));
    await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
  });
  const create = (): InteractionContext =>
    new Provider(issuer, {
      clients: [{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [redirectUri()], token_endpoint_auth_method: 'client_secret_basic' }],
      claims: { email: ['email', 'email_verified'], profile: ['name'] },
      conformIdTokenClaims: false,
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
      findAccount: (_context: unknown, sub: string) => ({ accountId: sub, claims: () => ({ ...served.account, sub }) }),
      cookies: { keys: ['key-of-the-tests'] },
    }) as InteractionContext;
  return served;
}
