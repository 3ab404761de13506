/** A maintainer at the review list: from a refusal to a test or a card in one press. */
import { parse as parseHtml } from 'node-html-parser';
import { parse } from 'yaml';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FEEDBACK } from '../../../bot/feedback/texts.ts';
import { parisDay } from '../../../bot/paris-day.ts';
import { refusal } from '../../contracts/reviews.ts';
import { type DeskBrowser, type DeskServer, serveDesk } from '../../support/desk-server.ts';

const UNKNOWN = 'quel est le taux de réussite à la VAE aide-soignante';
let server: DeskServer;
let browser: DeskBrowser;

beforeAll(async () => {
  server = await serveDesk();
  browser = await server.enter('contenus@operateur.fr', [], 'maintainer');
  for (const person of ['un', 'deux', 'trois']) await server.say(person, UNKNOWN);
  await server.say('quatre', 'une recette de tarte aux pommes facile');
  await server.say('cinq', "c'est payant le CEP ?", 'c’est faux');
  await server.say('six', "c'est payant le CEP ?", 'oui ça m’aide');
  // Which messages tell of health is `tests/bot/feedback/`'s matter.
  await server.reception.store.noteReview({ voice: 'sept', line: refusal({ text: FEEDBACK.withheld }), day: parisDay(new Date()) });
});
afterAll(() => server.stop());

const items = async (path = '/desk/relecture') => {
  await browser.get(path);
  return parseHtml(browser.page.text).querySelectorAll('.queue > li').map((item) => ({ text: item.text.replace(/\s+/g, ' ').trim(), number: Number(item.id.replace('ligne-', '')) }));
};
const numberOf = async (words: string) => (await items()).find(({ text }) => text.includes(words))!.number;

it('shows the most frequent first, with what happened, and which answers help', async () => {
  const [first, ...others] = await items();
  expect(first!.text).toMatch(/taux de réussite.*3 fois Sans réponse\. Rien dans les textes/);
  const all = others.map(({ text }) => text).join('\n');
  expect(all).toMatch(/tarte aux pommes.*Sans réponse\. La question est hors du domaine/);
  expect(all).toMatch(/c'est payant le CEP \?.*Jugée mauvaise : je pense que c'est faux.*thème cep · fiche cep-/);
  expect(browser.page.text.replace(/\s+/g, ' ')).toMatch(/Réponses jugées utiles.*cep-.*<td>1<\/td><td>1<\/td>/);
  expect(browser.page.text).not.toMatch(/directline|said-\d/);
});

it('keeps the kind that is asked for', async () => {
  const bad = await items('/desk/relecture?genre=bad-mark');
  expect(bad.map(({ text }) => text.includes('payant'))).toEqual([true]);
});

it('downloads a test in one press, marks the line treated, and gives the file again', async () => {
  const number = await numberOf('taux de réussite');
  const path = `/desk/relecture/${number}/test`;
  const { status, text, headers } = await browser.submit(path);
  expect([status, headers.get('content-disposition')]).toEqual([200, 'attachment; filename=quel-est-le-taux-de-reussite-a-la-vae-aide-soignante.yaml']);
  expect(parse(text)).toEqual([{ personne: UNKNOWN }, { bot: ['À COMPLÉTER'], fin: 'answered' }]);
  expect((await items()).map(({ number: left }) => left)).not.toContain(number);
  const [treated] = await items('/desk/relecture?etat=traitees');
  expect(treated!.text).toContain('un test en a été fait');
  expect((await browser.submit(path)).status).toBe(200);
  await browser.get('/desk/relecture?etat=traitees');
  await browser.submit(`/desk/relecture/${number}/rouvrir`);
  expect(browser.one('.notice')).toContain('de nouveau à traiter');
  expect((await items()).map(({ number: back }) => back)).toContain(number);
});

it('downloads a card in one press, and sets a line aside', async () => {
  const bad = await numberOf('payant');
  const { text } = await browser.submit(`/desk/relecture/${bad}/fiche`);
  expect((parse(text) as { theme: string }[])[0]).toMatchObject({ theme: 'cep', questions: expect.arrayContaining(["c'est payant le CEP ?"]) });
  const recipe = await numberOf('tarte');
  await browser.submit(`/desk/relecture/${recipe}/ecarter`);
  expect(browser.one('.notice')).toContain('écartée');
  const lines = (await server.directory.audit.lines({ what: 'review-treated' }));
  expect(lines.at(-1)).toMatchObject({ who: 'contenus@operateur.fr', detail: `${recipe} nothing` });
  expect(JSON.stringify(lines)).not.toContain('tarte');
});

it('makes nothing of a message that was not kept, and says when a line is gone', async () => {
  const health = await numberOf('il parle de santé');
  expect(browser.page.text).not.toContain(`/desk/relecture/${health}/test`);
  expect((await browser.post(`/desk/relecture/${health}/test`, browser.proof())).status).toBe(400);
  await browser.get('/desk/relecture');
  expect((await browser.post('/desk/relecture/9999/test', browser.proof())).status).toBe(410);
  await browser.get('/desk/relecture');
  expect((await browser.post('/desk/relecture/x/fiche', browser.proof())).status).toBe(410);
});
