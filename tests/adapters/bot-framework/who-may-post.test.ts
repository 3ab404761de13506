/** Who may post to `/api/messages`: tokens signed by a key server of our own, over the real protocol. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCloud } from '../../../adapters/bot-framework/cloud.ts';
import { isAllowedServiceUrl } from '../../../adapters/bot-framework/service-urls.ts';

const APP = '11111111-2222-3333-4444-555555555555';
const ISSUER = 'https://issuer.test';
const SERVICE = 'https://smba.trafficmanager.net/emea/';
const HOUR = 3_600;

let keys: Server;
let bot: Server;
let signedBy: { ours: CryptoKey; stranger: CryptoKey };
let received: string[];

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const listen = (app: express.Express) => new Promise<Server>((resolve) => {
  const server = createServer(app).listen(0, '127.0.0.1', () => resolve(server));
});

beforeAll(async () => {
  const [ours, stranger] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  signedBy = { ours: ours.privateKey, stranger: stranger.privateKey };
  const jwk = { ...(await exportJWK(ours.publicKey)), kid: 'k1', use: 'sig', endorsements: ['msteams'] };
  const metadata = express();
  metadata.get('/.well-known/openidconfiguration', (request, response) => void response.json({ issuer: ISSUER, jwks_uri: `http://${request.get('host')}/keys`, id_token_signing_alg_values_supported: ['RS256'] }));
  metadata.get('/keys', (_request, response) => void response.json({ keys: [jwk] }));
  keys = await listen(metadata);
  const conversations = { receive: async ({ text }: { text: string }) => void received.push(text), run: async () => [] } as unknown as Parameters<typeof createCloud>[1]['conversations'];
  const settings = {
    MICROSOFT_APP_ID: APP, MICROSOFT_APP_PASSWORD: 'a-secret', MICROSOFT_APP_TENANT_ID: 'tenant', MICROSOFT_APP_TYPE: 'SingleTenant' as const, BOT_FRAMEWORK_DEVELOPMENT: false,
    keys: { metadataUrl: `${addressOf(keys)}/.well-known/openidconfiguration`, issuer: ISSUER },
  };
  const { router } = createCloud(settings, { conversations, markDelivered: async () => undefined, failureText: 'panne', onFailure: () => undefined });
  bot = await listen(express().use('/api/messages', router));
});
afterAll(() => [keys, bot].forEach((server) => server.close().closeAllConnections()));
beforeEach(() => {
  received = [];
});

interface Claims { issuer?: string; audience?: string; expires?: number; serviceurl?: string; key?: CryptoKey; kid?: string; also?: Record<string, unknown> }

function token({ issuer = ISSUER, audience = APP, expires = HOUR, serviceurl = SERVICE, key = signedBy.ours, kid = 'k1', also = {} }: Claims = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({ serviceurl, ...also }).setProtectedHeader({ alg: 'RS256', kid }).setIssuer(issuer).setAudience(audience).setIssuedAt(now - 2 * HOUR).setExpirationTime(now + expires).sign(key);
}

async function post(authorization: string | undefined, changes: Record<string, unknown> = {}) {
  const activity = { type: 'message', id: 'm1', text: 'bonjour', channelId: 'msteams', serviceUrl: SERVICE, from: { id: 'u1' }, recipient: { id: 'b1' }, conversation: { id: 'c1' }, ...changes };
  const response = await fetch(`${addressOf(bot)}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) }, body: JSON.stringify(activity) });
  return { status: response.status, text: await response.text() };
}

describe('a message on /api/messages', () => {
  it('signed for this bot by the channel is taken', async () => {
    expect((await post(`Bearer ${await token()}`)).status).toBe(200);
    expect(received).toEqual(['bonjour']);
  });

  const unsigned = () => Promise.resolve(`${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ iss: ISSUER, aud: APP, serviceurl: SERVICE }))}.`.replaceAll('=', ''));
  it.each<[string, () => Promise<string>]>([
    ['forged with another key', () => token({ key: signedBy.stranger })],
    ['forged with a key that nobody knows', () => token({ key: signedBy.stranger, kid: 'k2' })],
    ['without a signature at all', unsigned],
    ['expired since an hour', () => token({ expires: -HOUR })],
    ['for another bot', () => token({ audience: '99999999-2222-3333-4444-555555555555' })],
    ['of another issuer', () => token({ issuer: 'https://api.botframework.com' })],
    ['for replies to another address than the message says', () => token({ serviceurl: 'https://smba.trafficmanager.net/amer/' })],
    ['of another bot that calls as one calls a skill', () => token({ issuer: 'https://sts.windows.net/tenant/', also: { ver: '1.0', appid: '99999999-2222-3333-4444-555555555555' } })],
    ['that is no token', () => Promise.resolve('rien')],
  ])('with a token %s is refused, and stored nowhere', async (_what, make) => {
    const { status, text } = await post(`Bearer ${await make()}`);
    expect(status).toBe(401);
    expect(text).toContain('MICROSOFT_APP_ID');
    expect(received).toEqual([]);
  });

  it.each([['without a token', undefined], ['with a password', 'Basic dXNlcjpwYXNz']])('%s is refused', async (_what, authorization) => {
    expect((await post(authorization)).status).toBe(401);
    expect(received).toEqual([]);
  });

  it('of a channel that the key is not endorsed for is refused', async () => {
    expect((await post(`Bearer ${await token()}`, { channelId: 'telegram' })).status).toBe(401);
  });

  it('that wants the answer at an address outside the table is refused before its token is even read', async () => {
    const { status, text } = await post(`Bearer ${await token({ serviceurl: 'https://ailleurs.example/' })}`, { serviceUrl: 'https://ailleurs.example/' });
    expect(status).toBe(403);
    expect(text).toContain('BOT_FRAMEWORK_SERVICE_HOSTS');
    expect(received).toEqual([]);
  });
});

describe('an address to answer', () => {
  it.each([
    ['https://smba.trafficmanager.net/emea/', true],
    ['https://europe.webchat.botframework.com/', true],
    ['http://smba.trafficmanager.net/', false],
    ['https://smba.trafficmanager.net.ailleurs.example/', false],
    ['https://ailleurs.example/?x=.botframework.com', false],
    ['https://botframework.com.ailleurs.example', false],
    ['https://nom:mot@smba.trafficmanager.net/', false],
    ['https://127.0.0.1/', false],
    ['https://169.254.169.254/latest', false],
    ['javascript:alert(1)', false],
    ['', false],
    [null, false],
  ])('%s: %s', (url, allowed) => {
    expect(isAllowedServiceUrl(url)).toBe(allowed);
  });

  it('of a relay that the operator has named is taken', () => {
    expect(isAllowedServiceUrl('https://relais.operateur.fr/v1', ['relais.operateur.fr'])).toBe(true);
  });
});
