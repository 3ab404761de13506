/** A counsellor without a script: every move is a form, and the person hears of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { APEC, type DeskBrowser, type DeskServer, REGIONAL_53, serveDesk } from '../../support/desk-server.ts';

let server: DeskServer;
let claire: DeskBrowser;
let karim: DeskBrowser;
let count = 0;
let person: string;
let file: string;

beforeAll(async () => {
  server = await serveDesk();
  claire = await server.enter('claire@apec.fr', [APEC]);
  karim = await server.enter('karim@apec.fr', [APEC]);
});
afterAll(() => server.stop());
beforeEach(async () => {
  person = `personne-${++count}`;
  file = await server.cadre(person);
});

const at = (move: string) => `/desk/dossiers/${file}/${move}`;
const open = (browser: DeskBrowser) => browser.get(`/desk/dossiers/${file}`);
const handoff = async () => (await server.reception.desk.open(file))?.handoff;
const heard = async () => (await server.reception.conversations.transcript(person, 0)).flatMap(({ reply }) => reply ?? []).at(-1);

async function taken(): Promise<void> {
  await claire.get('/desk');
  await claire.submit(at('prendre'));
}

describe('the queue', () => {
  it('shows who waits with the operator and the territory, and nothing of what they said', async () => {
    await claire.get('/desk');
    expect(claire.page.text).toContain(`/desk/dossiers/${file}`);
    expect(claire.page.text).toMatch(/Apec, Bretagne/);
    expect(claire.page.text).not.toMatch(/41 ans|métier/);
  });

  it('puts who has waited longest first', async () => {
    const later = await server.cadre();
    await claire.get('/desk');
    expect(claire.page.text.indexOf(file)).toBeLessThan(claire.page.text.indexOf(later));
  });

  it('is filtered by operator and by territory, and says how many are outside', async () => {
    const both = await server.enter('double@operateur.fr', [APEC, REGIONAL_53]);
    const other = await server.salarie();
    await both.get('/desk');
    expect(both.page.text).toContain(other);
    expect(both.page.text).toContain(file);
    await both.get('/desk?operateur=regional');
    expect(both.page.text).toContain(other);
    expect(both.page.text).not.toContain(`/dossiers/${file}`);
    expect(both.page.text).toMatch(/hors de ce filtre/);
    await both.get('/desk?territoire=84');
    expect(both.page.text).toContain('Personne n’attend.');
  });

  it('no longer shows what a colleague has taken', async () => {
    await taken();
    await karim.get('/desk');
    expect(karim.page.text).not.toContain(file);
  });
});

describe('the file', () => {
  it('has fiche, conversation and sources on one page, and what was kept back as « non partagé »', async () => {
    person = `discrete-${count}`;
    await server.say(person, 'c’est payant le cep ?', 'je suis cadre en CDI à Rennes, 41 ans, je voudrais changer de métier', 'je veux parler à quelqu’un');
    const lines = (await server.reception.store.conversation(person))?.state.handoff?.summary.lines ?? [];
    const age = lines.findIndex(({ id }) => /age/i.test(id));
    await server.say(person, `retirer ${age + 1}`, 'oui, transmettre');
    file = (await server.reception.desk.list('under-way')).find(({ conversation }) => conversation === person)?.handoff.id ?? '';
    const { text } = await open(claire);
    expect(text).toContain('non partagé');
    expect(text).not.toMatch(/41\s*ans/);
    expect(text).toContain('Le conseil est gratuit');
    expect(text).toContain('L6111-6');
  });

  it('is taken, answered, put on hold and taken up again; the person reads the name', async () => {
    await taken();
    expect(claire.address).toBe(`/desk/dossiers/${file}`);
    await claire.submit(at('repondre'), { texte: 'Bonjour,\nje vous écoute.' });
    expect(await heard()).toMatchObject({ text: 'Bonjour,\nje vous écoute.', counsellor: 'claire' });
    await claire.submit(at('attendre'));
    expect(await handoff()).toMatchObject({ state: 'on-hold' });
    await claire.submit(at('reprendre'));
    expect(await handoff()).toMatchObject({ state: 'assigned', assignedTo: { name: 'claire' } });
  });

  it('is taken by one of two who press at the same moment; the other is told, and may read', async () => {
    await Promise.all([claire.get('/desk'), karim.get('/desk')]);
    const answers = await Promise.all([claire.submit(at('prendre')), karim.submit(at('prendre'))]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const late = answers[0]?.status === 409 ? claire : karim;
    expect(late.page.text).toContain('Un collègue a été plus rapide');
    await open(late);
    expect(late.page.text).toContain('Vous lisez sans écrire.');
    expect(late.page.text).not.toContain(`action="${at('repondre')}"`);
    expect(await late.post(at('repondre'), { ...late.proof(), texte: 'intrusion' })).toMatchObject({ status: 409 });
    expect((await heard())?.text).not.toContain('intrusion');
  });

  it('an answer sent twice by a double press is said once, and the same words later are said again', async () => {
    await taken();
    const proof = claire.proof();
    for (const _press of [1, 2]) await claire.post(at('repondre'), { ...proof, texte: 'Une seule fois' });
    const said = async () => (await server.reception.conversations.transcript(person, 0)).filter(({ text }) => text === 'Une seule fois').length;
    expect(await said()).toBe(1);
    await claire.submit(at('repondre'), { texte: 'Une seule fois' });
    expect(await said()).toBe(2);
  });

  it('takes an internal note that the person never reads', async () => {
    await open(claire);
    await claire.submit(at('noter'), { note: 'à rappeler jeudi' });
    expect(claire.page.text).toContain('à rappeler jeudi');
    expect(JSON.stringify(await server.reception.conversations.transcript(person, 0))).not.toContain('jeudi');
  });

  it('proposes times for a call, in words; a past or broken one is refused and nothing is said', async () => {
    await taken();
    for (const wrong of ['2020-01-05T10:00', 'demain', '']) expect(await claire.submit(at('creneaux'), { creneau1: wrong })).toMatchObject({ status: 400 });
    await open(claire);
    await claire.submit(at('creneaux'), { creneau1: '2099-01-06T14:30', creneau2: '2099-01-05T10:00' });
    expect((await heard())?.choices.map(({ label }) => label)).toEqual(['lundi 5 janvier 2099 à 10 h', 'mardi 6 janvier 2099 à 14 h 30']);
    await server.say(person, 'lundi 5 janvier 2099 à 10 h');
    expect((await open(claire)).text).toContain('lundi 5 janvier 2099 à 10 h');
  });

  it('proposes times by the clock of a person overseas, and says whose clock it is', async () => {
    const path = `/desk/dossiers/${await server.overseas(person = 'reunion')}`;
    await claire.get('/desk');
    await claire.submit(`${path}/prendre`);
    expect((await claire.get(path)).text).toContain('En heure de La Réunion, celle de la personne.');
    await claire.submit(`${path}/creneaux`, { creneau1: '2099-01-05T10:00' });
    const last = (await server.reception.conversations.transcript(person, 0)).at(-1);
    expect(last?.reply?.choices.map(({ label }) => label)).toEqual(['lundi 5 janvier 2099 à 10 h, heure de La Réunion']);
  });

  it('puts a canned reply into the box, in the counsellor’s name', async () => {
    await taken();
    await claire.get(`/desk/dossiers/${file}?reponse=bonjour`);
    expect(claire.one('#texte')).toContain('je suis claire');
  });

  it('goes to another operator when the person agrees, and from then on is theirs alone', async () => {
    const regional = await server.enter(`regional-${count}@operateur.fr`, [REGIONAL_53]);
    await taken();
    expect(claire.page.text).not.toContain('value="france-travail:53"');
    expect(await claire.submit(at('transferer'), { vers: 'france-travail:53', motif: 'ailleurs' })).toMatchObject({ status: 400 });
    await open(claire);
    await claire.submit(at('transferer'), { vers: 'regional:53', motif: 'Vous n’êtes plus cadre.' });
    expect((await heard())?.text).toContain('Vous n’êtes plus cadre.');
    expect((await regional.get(`/desk/dossiers/${file}`)).status).toBe(404);
    await server.say(person, 'oui, d’accord');
    expect((await open(claire)).status).toBe(404);
    expect((await regional.get(`/desk/dossiers/${file}`)).status).toBe(200);
  });

  it('is closed with a reason; what the person then tells the bot is theirs', async () => {
    await taken();
    expect(await claire.submit(at('clore'), { raison: '' })).toMatchObject({ status: 400 });
    await open(claire);
    await claire.submit(at('clore'), { raison: 'rendez-vous' });
    expect(claire.address).toBe('/desk?dit=termine');
    expect(await handoff()).toMatchObject({ state: 'closed', closed: { reason: 'done' } });
    await server.say(person, 'et au fait je suis malade en ce moment');
    const { text, status } = await open(claire);
    expect(status).toBe(200);
    expect(text).toContain('Conversation terminée : Un rendez-vous est pris.');
    expect(text).not.toContain('malade');
    // A colleague who never had it has no business with it any more.
    expect((await open(karim)).status).toBe(410);
    expect((await server.directory.audit.lines({ handoff: file })).map(({ detail }) => detail)).toContain('clore:rendez-vous');
  });

  it.each([['rendre', 'rendu', 'closed'], ['remettre', 'remis', 'queued']])('%s leads back to the queue', async (move, said, state) => {
    await taken();
    await claire.submit(at(move));
    expect(claire.address).toBe(`/desk?dit=${said}`);
    expect(await handoff()).toMatchObject({ state });
  });

  it('is gone when the person takes the agreement back', async () => {
    await taken();
    await server.say(person, 'je retire mon accord');
    expect((await open(claire)).status).toBe(410);
    expect(claire.page.text).not.toContain('41 ans');
    expect(await claire.get(`/desk/dossiers/${file}/export.json`)).toMatchObject({ status: 410 });
  });

  it('is exported as JSON and printed', async () => {
    const exported = await claire.get(`/desk/dossiers/${file}/export.json`);
    expect(exported.headers.get('content-disposition')).toMatch(/attachment; filename="?dossier-\w+\.json"?/);
    expect(JSON.parse(exported.text)).toMatchObject({ version: 1, id: file, state: 'queued', operator: { kind: 'apec' } });
    const { text } = await claire.get(`/desk/dossiers/${file}/imprimer`);
    expect(text).toContain('Ce que la personne a accepté de partager');
    expect(text).toContain('41 ans');
  });
});

describe('bad input', () => {
  it('an empty answer and one that is far too long are refused with what to do', async () => {
    await taken();
    expect(await claire.submit(at('repondre'), { texte: '  ' })).toMatchObject({ status: 400 });
    expect(claire.one('.notice')).toContain('Écrivez votre réponse');
    expect(await claire.submit(at('repondre'), { texte: 'a'.repeat(4_001) })).toMatchObject({ status: 413 });
    expect(claire.one('#texte')).toBe('a'.repeat(4_001));
    expect(await claire.submit(at('repondre'), { texte: 'a'.repeat(70_000) })).toMatchObject({ status: 413 });
  });

  it('markup, script and formulas are shown as text wherever they come from', async () => {
    const attack = '<img src=x onerror=alert(1)><script>alert(2)</script>=HYPERLINK("http://mal.example")';
    const bob = await server.enter(`attaque-${count}@apec.fr`, [APEC]);
    await server.directory.welcome((await server.directory.byEmail(`attaque-${count}@apec.fr`))?.id ?? '', attack);
    person = `attaque-${count}`;
    await server.say(person, `je suis cadre en CDI à Rennes, 41 ans ${attack}`, `je veux changer de métier à cause de ${attack}`, 'je veux parler à quelqu’un', 'oui, transmettre');
    file = (await server.reception.desk.list('under-way')).find(({ conversation }) => conversation === person)?.handoff.id ?? '';
    await bob.get('/desk');
    await bob.submit(at('prendre'));
    await bob.submit(at('repondre'), { texte: attack });
    await bob.submit(at('noter'), { note: attack });
    for (const path of [`/desk/dossiers/${file}`, `/desk/dossiers/${file}/imprimer`, `/desk?dit=${encodeURIComponent(attack)}&operateur=${encodeURIComponent(attack)}&territoire=${encodeURIComponent(attack)}`]) {
      const { text } = await bob.get(path);
      expect(text, path).not.toMatch(/<img|<script>|onerror=alert\(1\)>/);
      if (path.includes(file)) expect(text, path).toContain('&lt;img src=x onerror=alert(1)&gt;');
    }
  });
});

describe('presence', () => {
  it('a counsellor who looks at the desk counts for their operators, and no longer once signed out', async () => {
    const one = await server.enter(`presente-${count}@cap.fr`, [{ kind: 'cap-emploi', region: '53' }]);
    const rennes = { kind: 'cap-emploi', region: '53', departement: '35' } as const;
    expect(await server.staff.presentFor(rennes)).toBe(1);
    expect(await server.staff.presentFor({ ...rennes, region: '84' })).toBe(0);
    expect(await server.staff.serves(rennes)).toBe(true);
    await one.submit('/desk/deconnexion');
    expect(await server.staff.presentFor(rennes)).toBe(0);
  });
});

describe('what could not be sent', () => {
  it('is shown to supervisors of that operator, without its content, and sent again on their word', async () => {
    const dispatch = { handoff: file, kind: 'file', operator: { kind: 'apec', region: '53', departement: null }, idempotencyKey: 'k', payload: { secret: '41 ans' }, conversation: person, attempts: 8, createdAt: new Date().toISOString(), dueAt: new Date().toISOString(), lastError: '550 <b>boîte pleine</b>', isDead: true } as const;
    server.dead.push({ ...dispatch, number: 7 }, { ...dispatch, number: 8, operator: { kind: 'regional', region: '84', departement: null } });
    const chief = await server.enter(`chef-${count}@apec.fr`, [APEC], 'supervisor');
    await chief.get('/desk/envois');
    expect(chief.page.text).toContain('550 &lt;b&gt;boîte pleine&lt;/b&gt;');
    expect(chief.page.text).not.toMatch(/41 ans|\/envois\/8\//);
    await chief.submit('/desk/envois/7/relancer');
    expect(server.retried).toEqual([7]);
    expect(await chief.post('/desk/envois/8/relancer', chief.proof())).toMatchObject({ status: 410 });
  });

  it('is not sent any more once the person was told that it has not left; an erasure still is', async () => {
    await server.say(person, 'je retire mon accord');
    const dispatch = { handoff: file, operator: { kind: 'apec', region: '53', departement: null }, idempotencyKey: 'k', payload: null, conversation: person, attempts: 8, createdAt: new Date().toISOString(), dueAt: new Date().toISOString(), lastError: null, isDead: true } as const;
    server.dead.splice(0, server.dead.length, { ...dispatch, number: 9, kind: 'file' }, { ...dispatch, number: 10, kind: 'withdrawal' });
    const chief = await server.enter(`cheffe-${count}@apec.fr`, [APEC], 'supervisor');
    await chief.get('/desk/envois');
    expect(chief.page.text).not.toContain('/envois/9/');
    const proof = chief.proof();
    expect(await chief.post('/desk/envois/9/relancer', proof)).toMatchObject({ status: 409 });
    await chief.get('/desk/envois');
    await chief.submit('/desk/envois/10/relancer');
    expect(server.retried).toContain(10);
    expect(server.retried).not.toContain(9);
  });
});
