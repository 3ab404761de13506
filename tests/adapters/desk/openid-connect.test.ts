/** An operator's own accounts: a real OpenID Connect server beside the desk. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APEC, DeskBrowser, type DeskServer, serveDesk } from '../../support/desk-server.ts';
import { CLIENT, type OpenIdServer, serveOpenId } from '../../support/openid-provider.ts';

let server: DeskServer;
let provider: OpenIdServer;

beforeAll(async () => {
  provider = await serveOpenId(() => `${server.url}/desk/auth/callback/oidc`);
  server = await serveDesk({ openId: () => ({ issuer: provider.issuer, ...CLIENT }) });
});
afterAll(async () => {
  await server.stop();
  await provider.stop();
});

async function enter(account: Partial<OpenIdServer['account']>): Promise<DeskBrowser> {
  provider.account = { sub: 'u1', email: 'claire@apec.fr', name: 'Claire Martin', email_verified: true, ...account };
  const browser = new DeskBrowser(server.url);
  await browser.get('/desk');
  expect(browser.address).toBe('/desk/connexion');
  await browser.get('/desk/oidc');
  return browser;
}

describe('with the operator’s identity provider', () => {
  it('somebody who was invited enters with their account, under the name it gives', async () => {
    await server.invite('claire@apec.fr', [APEC]);
    const browser = await enter({});
    expect(browser.address).toBe('/desk');
    expect(browser.page.text).toContain('Claire Martin');
    expect((await server.directory.byEmail('claire@apec.fr'))).toMatchObject({ status: 'active', name: 'Claire Martin' });
    expect((await server.directory.audit.lines()).at(-1)).toMatchObject({ who: 'claire@apec.fr', what: 'signed-in', detail: 'oidc' });
    // And again, another day.
    expect((await enter({})).address).toBe('/desk');
  });

  it.each([
    ['an account that nobody invited', { sub: 'u2', email: 'inconnue@ailleurs.fr' }],
    ['an address that the provider has not verified', { sub: 'u3', email: 'karim@apec.fr', email_verified: false }],
    ['another account that claims the address of somebody who is in', { sub: 'u4', email: 'claire@apec.fr' }],
  ])('%s does not enter, and is told what to do', async (_what, account) => {
    await server.invite('karim@apec.fr', [APEC]);
    const browser = await enter(account);
    expect(browser.address).toMatch(/^\/desk\/connexion\?error=/);
    expect(browser.page.status).toBe(403);
    expect(browser.page.text).toContain('Ce compte n’a pas accès au bureau');
    await browser.get('/desk');
    expect(browser.address).toBe('/desk/connexion');
  });

  it('whose access was taken away stays outside', async () => {
    await server.invite('partie@apec.fr', [APEC]);
    await server.directory.revoke('partie@apec.fr');
    expect((await enter({ sub: 'u5', email: 'partie@apec.fr' })).page.status).toBe(403);
  });

  it('there is no password here', async () => {
    const browser = new DeskBrowser(server.url);
    await browser.get('/desk/connexion');
    expect(browser.page.text).not.toContain('type="password"');
    for (const path of ['/desk/code', '/desk/second-facteur', await server.invite('mot@apec.fr', [APEC])]) expect(await browser.get(path)).toMatchObject({ status: 404 });
    expect(await browser.post('/desk/connexion', { email: 'claire@apec.fr', motdepasse: 'x'.repeat(20) })).toMatchObject({ status: 404 });
  });

  it('a provider that is down is told as such', async () => {
    const lost = await serveDesk({ openId: () => ({ issuer: 'http://localhost:9', ...CLIENT }) });
    expect(await new DeskBrowser(lost.url).get('/desk/oidc')).toMatchObject({ status: 503, text: expect.stringContaining('Le service d’identité ne répond pas') });
    await lost.stop();
  });
});
