/** What comes by itself to a page that is open: server-sent events over real HTTP. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { APEC, type DeskBrowser, type DeskServer, REGIONAL_53, serveDesk } from '../../support/desk-server.ts';

let server: DeskServer;
let claire: DeskBrowser;
let karim: DeskBrowser;

beforeAll(async () => {
  server = await serveDesk();
  claire = await server.enter('claire@apec.fr', [APEC]);
  karim = await server.enter('karim@apec.fr', [APEC]);
});
afterAll(() => server.stop());

interface Stream {
  /** Everything that came so far. */
  text(): string;
  close(): void;
}

async function follow(browser: DeskBrowser, path: string): Promise<Stream> {
  const stop = new AbortController();
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(new URL(path, server.url), { headers: { cookie, accept: 'text/event-stream' }, signal: stop.signal });
  let text = '';
  const decoder = new TextDecoder();
  void (async () => {
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true });
  })().catch(() => undefined);
  return { text: () => text, close: () => stop.abort() };
}

const soon = { timeout: 10_000 };
const lastParts = (stream: Stream) => stream.text().split('\n\n').findLast((event) => event.startsWith('event: parts')) ?? '';

it('the queue shows who comes, and drops at once what a colleague has taken', async () => {
  const stream = await follow(karim, '/desk/flux');
  await expect.poll(stream.text, soon).toContain('En attente');
  const file = await server.cadre();
  await expect.poll(() => lastParts(stream), soon).toContain(`/dossiers/${file}`);
  await claire.get('/desk');
  await claire.submit(`/desk/dossiers/${file}/prendre`);
  await expect.poll(() => lastParts(stream), soon).not.toContain(`/dossiers/${file}`);
  stream.close();
});

it('nobody of another operator hears of it', async () => {
  const other = await server.enter('regional@operateur.fr', [REGIONAL_53]);
  const stream = await follow(other, '/desk/flux');
  await expect.poll(stream.text, soon).toContain('En attente');
  const file = await server.cadre();
  const theirs = await server.salarie();
  await expect.poll(stream.text, soon).toContain(theirs);
  expect(stream.text()).not.toContain(file);
  stream.close();
});

it('the file shows each line once, from either side, also after a lost connection', async () => {
  const person = 'suivie';
  const file = await server.cadre(person);
  await claire.get('/desk');
  await claire.submit(`/desk/dossiers/${file}/prendre`);
  const position = Number([...claire.page.text.matchAll(/data-position="(\d+)"/g)].at(-1)?.[1]);
  const first = await follow(claire, `/desk/dossiers/${file}/flux?after=${position}`);
  await expect.poll(first.text, soon).toContain('event: parts');
  await server.say(person, 'merci de me répondre');
  await expect.poll(first.text, soon).toContain('merci de me répondre');
  first.close();
  await server.say(person, 'vous êtes là ?');
  const id = Number(/id: (\d+)\nevent: entry\n.*merci de me répondre/.exec(first.text())?.[1]);
  const again = await follow(claire, `/desk/dossiers/${file}/flux?after=${id}`);
  await expect.poll(again.text, soon).toContain('vous êtes là ?');
  expect(again.text()).not.toContain('merci de me répondre');
  for (const stream of [first, again]) {
    const ids = [...stream.text().matchAll(/^id: (\d+)$/gm)].map(([, number]) => Number(number));
    expect(ids).toEqual([...new Set(ids)].toSorted((one, other) => one - other));
  }
  again.close();
});

it('a file that leaves for another operator, or that the person takes back, ends its page', async () => {
  for (const [person, end] of [['transferee', 'transfer'], ['retiree', 'withdraw']] as const) {
    const file = await server.cadre(person);
    await claire.get('/desk');
    await claire.submit(`/desk/dossiers/${file}/prendre`);
    const stream = await follow(claire, `/desk/dossiers/${file}/flux?after=1000`);
    await expect.poll(stream.text, soon).toContain('event: parts');
    if (end === 'transfer') await claire.submit(`/desk/dossiers/${file}/transferer`, { vers: 'regional:53', motif: 'plus près' });
    await server.say(person, end === 'transfer' ? 'oui, d’accord' : 'je retire mon accord');
    await expect.poll(stream.text, soon).toContain('event: gone\ndata: "gone"');
  }
});

it('a page that is open makes its counsellor present, and a closed one no longer for long', async () => {
  const absent = await server.enter('seule@cap.fr', [{ kind: 'cap-emploi', region: '53' }]);
  const { id = '' } = (await server.directory.byEmail('seule@cap.fr')) ?? {};
  const stream = await follow(absent, '/desk/flux');
  await expect.poll(() => server.staff.isPresent(id), soon).toBe(true);
  stream.close();
});

it('the supervisor’s figures come by themselves too', async () => {
  const chief = await server.enter('chef@apec.fr', [APEC], 'supervisor');
  const stream = await follow(chief, '/desk/suivi/flux');
  await expect.poll(stream.text, soon).toContain('conseillers sont au bureau');
  expect(stream.text()).not.toMatch(/dossiers|41 ans/);
  stream.close();
});

it('rgpd art. 17: what a person erases leaves the open page of the counsellor, and the queue, at once', async () => {
  const [file, waiting] = [await server.cadre('efface'), await server.cadre('attend')];
  await claire.get('/desk');
  await claire.submit(`/desk/dossiers/${file}/prendre`);
  const [page, queue] = [await follow(claire, `/desk/dossiers/${file}/flux`), await follow(claire, '/desk/flux')];
  await expect.poll(page.text, soon).toContain('event: parts');
  await expect.poll(() => lastParts(queue), soon).toContain(waiting);
  // Sooner than the ten seconds after which every page looks by itself.
  const atOnce = { timeout: 4_000 };
  await server.reception.conversations.erase('efface');
  await expect.poll(page.text, atOnce).toContain('event: gone');
  await server.reception.conversations.erase('attend');
  await expect.poll(() => lastParts(queue), atOnce).not.toContain(waiting);
  queue.close();
});
