import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { APEC, DeskBrowser, type DeskServer, enrol, PASSWORD, serveDesk, totp } from '../../support/desk-server.ts';

let server: DeskServer;
beforeAll(async () => {
  server = await serveDesk();
});
afterAll(() => server.stop());
afterEach(() => {
  vi.useRealTimers();
});

describe('a counsellor who was invited', () => {
  it('chooses a name and a password, installs the second factor, and is at the desk', async () => {
    const browser = new DeskBrowser(server.url);
    const link = await server.invite('claire@apec.fr', [APEC]);
    await browser.get(link);
    await browser.submit(link, { nom: 'Claire', motdepasse: PASSWORD, encore: PASSWORD });
    expect(browser.address).toBe('/desk/second-facteur');
    await browser.submit('/desk/second-facteur', { motdepasse: PASSWORD });
    expect(browser.page.text).toContain('<svg');
    expect(browser.page.text).not.toMatch(/style="|<script(?! type="module" src)/);
    const secret = browser.one('.secret').replaceAll(' ', '');
    await browser.submit('/desk/second-facteur/confirmer', { code: totp(secret) });
    expect(browser.address).toBe('/desk');
    expect(browser.page.text).toContain('Claire');
    expect((await server.directory.byEmail('claire@apec.fr'))).toMatchObject({ name: 'Claire', status: 'active' });
  });

  it('uses the link once, and only while it is fresh', async () => {
    const link = await server.invite('une-fois@apec.fr', [APEC]);
    await enrol(new DeskBrowser(server.url), link, 'Une');
    expect(await new DeskBrowser(server.url).get(link)).toMatchObject({ status: 410 });
    const { token: old } = await server.directory.invite({ email: 'tard@apec.fr', name: null, role: 'counsellor', scopes: [APEC] }, new Date(Date.now() - 8 * 86_400_000));
    expect(await new DeskBrowser(server.url).get(`/desk/invitation/${old}`)).toMatchObject({ status: 410 });
    expect(await new DeskBrowser(server.url).get('/desk/invitation/inventee')).toMatchObject({ status: 410 });
  });

  it.each([
    ['a short password', { motdepasse: 'court', encore: 'court' }, '12 à 128 caractères'],
    ['two passwords that differ', { motdepasse: PASSWORD, encore: `${PASSWORD}!` }, 'pas les mêmes'],
    ['no name', { nom: ' ', motdepasse: PASSWORD, encore: PASSWORD }, 'nom que les personnes'],
  ])('%s is refused, and the link still works', async (_what, fields, said) => {
    const link = await server.invite('encore@apec.fr', [APEC]);
    const browser = new DeskBrowser(server.url);
    await browser.get(link);
    await browser.submit(link, { nom: 'Encore', ...fields });
    expect(browser.page.status).toBe(400);
    expect(browser.page.text).toContain(said);
    expect((await browser.get(link)).status).toBe(200);
  });

  it('is not at the desk with the password alone', async () => {
    const link = await server.invite('moitie@apec.fr', [APEC]);
    const browser = new DeskBrowser(server.url);
    await browser.get(link);
    await browser.submit(link, { nom: 'Moitié', motdepasse: PASSWORD, encore: PASSWORD });
    await browser.get('/desk');
    expect(browser.address).toBe('/desk/connexion');
    // A wrong password draws no second factor, and a wrong code does not confirm it.
    await browser.get('/desk/second-facteur');
    expect(await browser.submit('/desk/second-facteur', { motdepasse: 'pas celui-là' })).toMatchObject({ status: 401 });
    await browser.submit('/desk/second-facteur', { motdepasse: PASSWORD });
    expect(await browser.submit('/desk/second-facteur/confirmer', { code: '000000' })).toMatchObject({ status: 401 });
    await browser.get('/desk');
    expect(browser.address).toBe('/desk/connexion');
  });
});

describe('signing in again', () => {
  it('asks for the password, then for the code', async () => {
    const secret = await enrol(new DeskBrowser(server.url), await server.invite('retour@apec.fr', [APEC]), 'Retour');
    const browser = new DeskBrowser(server.url);
    await browser.get('/desk');
    expect(browser.address).toBe('/desk/connexion');
    await browser.submit('/desk/connexion', { email: 'Retour@apec.fr', motdepasse: PASSWORD });
    expect(browser.address).toBe('/desk/code');
    expect(await browser.submit('/desk/code', { code: '000000' })).toMatchObject({ status: 401 });
    await browser.submit('/desk/code', { code: totp(secret) });
    expect(browser.address).toBe('/desk');
    await browser.submit('/desk/deconnexion');
    expect(browser.page.text).toContain('déconnecté');
    await browser.get('/desk');
    expect(browser.address).toBe('/desk/connexion');
  });

  it('a backup code replaces the telephone, once', async () => {
    const link = await server.invite('secours@apec.fr', [APEC]);
    const first = new DeskBrowser(server.url);
    await first.get(link);
    await first.submit(link, { nom: 'Secours', motdepasse: PASSWORD, encore: PASSWORD });
    await first.submit('/desk/second-facteur', { motdepasse: PASSWORD });
    const backup = first.one('.codes code');
    await first.submit('/desk/second-facteur/confirmer', { code: totp(first.one('.secret').replaceAll(' ', '')) });
    for (const [status, address] of [[200, '/desk'], [401, '/desk/code']] as const) {
      const browser = new DeskBrowser(server.url);
      await browser.get('/desk/connexion');
      await browser.submit('/desk/connexion', { email: 'secours@apec.fr', motdepasse: PASSWORD });
      expect(await browser.submit('/desk/code', { code: backup })).toMatchObject({ status });
      expect(browser.address).toBe(address);
    }
  });

  it('a wrong password and an unknown address are answered in the same words', async () => {
    await enrol(new DeskBrowser(server.url), await server.invite('connue@apec.fr', [APEC]), 'Connue');
    const answers = [];
    for (const email of ['connue@apec.fr', 'inconnue@apec.fr']) {
      const browser = new DeskBrowser(server.url);
      await browser.get('/desk/connexion');
      await browser.submit('/desk/connexion', { email, motdepasse: 'un mauvais mot de passe' });
      answers.push({ status: browser.page.status, said: browser.one('.notice') });
    }
    expect(answers[0]).toEqual({ status: 401, said: 'L’adresse ou le mot de passe n’est pas le bon.' });
    expect(answers[1]).toEqual(answers[0]);
  });

  it('is refused after ten tries on one account, even with the right password', async () => {
    await enrol(new DeskBrowser(server.url), await server.invite('visee@apec.fr', [APEC]), 'Visée');
    const browser = new DeskBrowser(server.url);
    await browser.get('/desk/connexion');
    for (let attempt = 0; attempt < 10; attempt++) await browser.submit('/desk/connexion', { email: 'visee@apec.fr', motdepasse: 'un mauvais mot de passe' });
    expect(await browser.submit('/desk/connexion', { email: 'visee@apec.fr', motdepasse: PASSWORD })).toMatchObject({ status: 429 });
  });

  it('takes five codes at most for one password, the right one included', async () => {
    const secret = await enrol(new DeskBrowser(server.url), await server.invite('devine@apec.fr', [APEC]), 'Devine');
    const browser = new DeskBrowser(server.url);
    await browser.get('/desk/connexion');
    await browser.submit('/desk/connexion', { email: 'devine@apec.fr', motdepasse: PASSWORD });
    for (let attempt = 0; attempt < 5; attempt++) await browser.submit('/desk/code', { code: '000000' });
    expect(await browser.submit('/desk/code', { code: totp(secret) })).toMatchObject({ status: 401 });
  });

  it('is refused to an address that has failed thirty times, whatever it tries', async () => {
    const other = await serveDesk();
    const browser = new DeskBrowser(other.url);
    for (let attempt = 0; attempt < 30; attempt++) expect((await browser.get(`/desk/invitation/devinee-${attempt}`)).status).toBe(410);
    expect((await browser.get(await other.invite('vraie@apec.fr', [APEC]))).status).toBe(429);
    await other.stop();
  });

  it('is needed again after a working day, and at once when the access is taken away', async () => {
    const browser = await server.enter('jour@apec.fr', [APEC]);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 9.9 * 3_600_000 });
    await browser.get('/desk');
    expect(browser.address).toBe('/desk');
    vi.setSystemTime(Date.now() + 0.2 * 3_600_000);
    await browser.get('/desk');
    expect(browser.address).toBe('/desk/connexion');
    vi.useRealTimers();
    const other = await server.enter('partie@apec.fr', [APEC]);
    await server.directory.revoke('partie@apec.fr');
    await other.get('/desk');
    expect(other.address).toBe('/desk/connexion');
    // Invited again later, the old session does not come back to life.
    await server.invite('partie@apec.fr', [APEC]);
    await other.get('/desk');
    expect(other.address).toBe('/desk/connexion');
  });

  it('with a lost telephone takes a new invitation, which ends the older sessions', async () => {
    const before = await server.enter('perdue@apec.fr', [APEC]);
    await before.get('/desk');
    expect(before.address).toBe('/desk');
    await enrol(new DeskBrowser(server.url), await server.invite('perdue@apec.fr', [APEC]), 'Perdue');
    await before.get('/desk');
    expect(before.address).toBe('/desk/connexion');
  });
});

describe('forms of others', () => {
  it.each([
    ['without the proof', {}, {}],
    ['with the proof of another browser', { jeton: 'x'.repeat(43) }, {}],
  ])('%s do nothing', async (_what, fields, headers) => {
    const browser = await server.enter(`formulaire-${Object.keys(fields).length}@apec.fr`, [APEC]);
    expect(await browser.post('/desk/deconnexion', fields, headers)).toMatchObject({ status: 403 });
    await browser.get('/desk');
    expect(browser.address).toBe('/desk');
  });

  it('from another site are refused even with the proof', async () => {
    const browser = await server.enter('ailleurs@apec.fr', [APEC]);
    expect(await browser.post('/desk/deconnexion', browser.proof(), { 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 });
  });
});

it('what is noted of it: who, when, how, and never a password or a code', async () => {
  const what = (await server.directory.audit.lines()).map((line) => line.what);
  expect(what).toEqual(expect.arrayContaining(['signed-in', 'signed-out', 'second-factor-set', 'sign-in-refused']));
  const written = JSON.stringify((await server.directory.audit.lines()));
  expect(written).not.toContain(PASSWORD);
  expect(written).not.toMatch(/\b\d{6}\b/);
  await expect(server.directory.database.run("UPDATE audit SET who = 'personne'")).rejects.toThrow(/append-only/);
  await expect(server.directory.database.run('DELETE FROM audit')).rejects.toThrow(/append-only/);
});
