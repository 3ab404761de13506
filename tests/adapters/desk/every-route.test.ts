/** Nobody reads or moves a file of another operator: asked of every address that the router knows, so that a new one cannot be forgotten. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APEC, type DeskBrowser, DeskBrowser as Browser, type DeskServer, REGIONAL_53, serveDesk } from '../../support/desk-server.ts';

interface Address {
  method: 'GET' | 'POST';
  path: string;
}

let server: DeskServer;
let file: string;
const people: Record<string, DeskBrowser> = {};

beforeAll(async () => {
  server = await serveDesk();
  file = await server.cadre();
  people.nobody = new Browser(server.url);
  people.other = await server.enter('regional@operateur.fr', [REGIONAL_53]);
  people.elsewhere = await server.enter('ailleurs@apec.fr', [{ kind: 'apec', region: '84' }]);
  people.supervisor = await server.enter('chef@apec.fr', [APEC], 'supervisor');
  people.maintainer = await server.enter('contenus@operateur.fr', [], 'maintainer');
  people.own = await server.enter('claire@apec.fr', [APEC]);
});
afterAll(() => server.stop());

/** Every address of the router, as express keeps it. */
function addresses(): Address[] {
  const layers = server.desk.router.stack.flatMap(({ route }) => (route ? [route as unknown as { path: string; methods: Record<string, boolean> }] : []));
  return layers.flatMap(({ path, methods }) => Object.keys(methods).map((method) => ({ method: method.toUpperCase() as Address['method'], path })));
}

const of = ({ path }: Address) => `/desk${path.replace(':id', file).replace(':number', '1')}`;
const filled = { texte: 'intrusion', note: 'intrusion', creneau1: '2099-01-05T10:00', vers: 'regional:53', motif: 'intrusion', raison: 'autre' };
const ask = (browser: DeskBrowser, address: Address) => (address.method === 'GET' ? browser.get(of(address)) : browser.post(of(address), { ...browser.proof(), ...filled }));
const named = ({ method, path }: Address) => `${method} ${path}`;

/** What one may ask for without being signed in. */
const OUTSIDE = ['GET /assets/:hash/:name', 'GET /connexion', 'POST /connexion', 'POST /deconnexion', 'GET /code', 'POST /code', 'GET /invitation/:token', 'POST /invitation/:token', 'GET /second-facteur', 'POST /second-facteur', 'POST /second-facteur/confirmer'];

describe('every address of the desk', () => {
  it('is on a list: outside, of a file, or of a role', () => {
    const inside = addresses().filter((address) => !OUTSIDE.includes(named(address))).map(named);
    expect(inside.toSorted()).toEqual(
      [
        'GET /', 'GET /flux', 'GET /suivi', 'GET /suivi/flux', 'GET /envois', 'POST /envois/:number/relancer',
        'GET /dossiers/:id', 'GET /dossiers/:id/flux', 'GET /dossiers/:id/imprimer', 'GET /dossiers/:id/export.json',
        'GET /textes', 'GET /relecture', ...['test', 'fiche', 'ecarter', 'rouvrir'].map((move) => `POST /relecture/:number/${move}`),
        ...['prendre', 'repondre', 'noter', 'creneaux', 'attendre', 'reprendre', 'transferer', 'clore', 'rendre', 'remettre'].map((move) => `POST /dossiers/:id/${move}`),
      ].toSorted(),
    );
  });

  it('gives nothing to who is not signed in', async () => {
    for (const address of addresses().filter((one) => !OUTSIDE.includes(named(one)))) {
      const browser = new Browser(server.url);
      const { status, text } = await ask(browser, address);
      if (address.path.endsWith('/flux')) expect(text, named(address)).toContain('event: gone\ndata: "signed-out"');
      else if (address.method === 'GET') expect(browser.address, named(address)).toBe('/desk/connexion');
      else expect(status, named(address)).toBe(401);
      expect(text, named(address)).not.toContain('41 ans');
    }
  });

  it.each(['other', 'elsewhere', 'supervisor', 'maintainer'])('of a file gives nothing to %s, and does nothing', async (who) => {
    const browser = people[who] as DeskBrowser;
    const before = JSON.stringify(await server.reception.desk.open(file));
    const ofFiles = addresses().filter(({ path }) => path.includes(':id'));
    expect(ofFiles.length).toBeGreaterThan(10);
    for (const address of ofFiles) {
      await browser.get('/desk');
      const { status, text } = await ask(browser, address);
      if (address.path.endsWith('/flux')) expect(text, named(address)).toContain('event: gone\ndata: "gone"');
      else expect(status, named(address)).toBe(who === 'supervisor' || who === 'maintainer' ? 403 : 404);
      expect(text, named(address)).not.toMatch(/41 ans|changer de métier/);
    }
    expect(JSON.stringify(await server.reception.desk.open(file))).toBe(before);
  });

  it('a file of others and one that never was are answered alike', async () => {
    const browser = people.other as DeskBrowser;
    const [theirs, none] = [await browser.get(`/desk/dossiers/${file}`), await browser.get('/desk/dossiers/nulle-part')];
    expect(theirs.status).toBe(none.status);
    expect(theirs.text).toBe(none.text);
  });

  it('moves nothing without the form’s proof, and is shown in no frame', async () => {
    const browser = people.own as DeskBrowser;
    for (const address of addresses().filter(({ method, path }) => method === 'POST' && path.includes(':id'))) {
      const { status } = await browser.post(of(address), { nonce: 'x'.repeat(32), ...filled });
      expect(status, named(address)).toBe(403);
    }
    for (const address of addresses().filter(({ method, path }) => method === 'GET' && !path.endsWith('/flux') && !path.startsWith('/assets'))) {
      const { headers } = await ask(browser, address);
      expect(headers.get('content-security-policy'), named(address)).toMatch(/default-src 'none'; script-src 'self'; .*frame-ancestors 'none'/);
      expect(headers.get('cache-control'), named(address)).toBe('no-store');
    }
  });

  it('leaves a line in the audit log for each opening, print, export and refusal, with nothing of what the file says', async () => {
    const lines = (await server.directory.audit.lines({ handoff: file }));
    const of = (who: string) => new Set(lines.filter((line) => line.who === who).map(({ what }) => what));
    expect(of('claire@apec.fr')).toEqual(new Set(['file-opened', 'file-printed', 'file-exported']));
    expect(of('regional@operateur.fr')).toEqual(new Set(['file-refused']));
    expect(JSON.stringify(lines)).not.toMatch(/41 ans|métier|intrusion/);
  });
});

describe('whoever maintains the content', () => {
  it('has the review list and nothing else; counsellors and supervisors have no review list', async () => {
    await server.say('inconnu', 'quel est le taux de réussite à la VAE aide-soignante');
    const { maintainer, own, supervisor } = people as Record<string, DeskBrowser>;
    await maintainer!.get('/desk');
    expect(maintainer!.address).toBe('/desk/relecture');
    expect(maintainer!.page.text).toContain('taux de réussite');
    for (const address of addresses().filter(({ path }) => /^\/(flux|suivi|envois)/.test(path))) {
      const { status, text } = await ask(maintainer!, address);
      if (address.path.endsWith('/flux')) expect(text, named(address)).toContain('event: gone');
      else expect(status, named(address)).toBe(403);
    }
    for (const browser of [own!, supervisor!]) {
      await browser.get('/desk');
      for (const address of addresses().filter(({ path }) => /^\/(relecture|textes)/.test(path))) {
        const { status, text } = await ask(browser, address);
        expect(status, named(address)).toBe(403);
        expect(text).not.toContain('taux de réussite');
      }
    }
    expect(await server.reception.store.reviewLines('treated')).toEqual([]);
  });

  it('makes no operator receive files', async () => {
    expect(await server.staff.serves({ kind: 'cap-emploi', region: null, departement: null })).toBe(false);
  });
});

describe('supervisors', () => {
  it('have the volumes and nothing else; counsellors have no volumes', async () => {
    const [supervisor, own] = [people.supervisor as DeskBrowser, people.own as DeskBrowser];
    await supervisor.get('/desk');
    expect(supervisor.address).toBe('/desk/suivi');
    expect(supervisor.page.text).toContain('Apec');
    expect(supervisor.page.text).not.toMatch(/41 ans|changer de métier|\/desk\/dossiers/);
    for (const path of ['/desk/suivi', '/desk/envois']) expect(await own.get(path)).toMatchObject({ status: 403 });
  });
});
