/** Figures on the page: a picture that only its own browser gets, and the same rows as a table. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FIGURES, FIGURES_REPLY } from '../../support/figures-card.ts';
import { visitorOf, type Visitor } from '../../support/visitor.ts';
import { ConversationsInMemory, type RunningWeb, serveWeb } from '../../support/web-in-memory.ts';

const conversations = new ConversationsInMemory();
let web: RunningWeb;
let visitor: Visitor;
let page: string;
let picture: string;

beforeAll(async () => {
  conversations.answer = () => [FIGURES_REPLY];
  web = await serveWeb(conversations);
  visitor = visitorOf(web.url);
  await visitor.post('/chat', { message: 'ça recrute dans quoi ?' });
  page = await (await visitor.get('/chat')).text();
  picture = /src="([^"]*light\.svg)"/.exec(page)?.[1] ?? '';
});
afterAll(() => web.stop());

describe('figures', () => {
  test('are drawn for day and night, under the policy of the page', async () => {
    expect(page).toContain(`media="(prefers-color-scheme: dark)" srcset="${picture.replace('light.svg', 'dark.svg')}"`);
    for (const address of [picture, picture.replace('light.svg', 'dark.svg')]) {
      const answer = await visitor.get(address);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain('image/svg+xml');
      expect(answer.headers.get('content-security-policy')).toContain("style-src 'self'");
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await answer.text()).toMatch(/^<svg/);
    }
  });

  test('are a table too, row by row, with what is secret and where the person is', () => {
    const rows = [...page.matchAll(/<tr><th scope="row">(.*?)<\/th><td>(.*?)<\/td><td>(.*?)<\/td><\/tr>/gs)].map(([, ...cells]) => cells);
    expect(rows).toHaveLength(FIGURES.rows.length);
    expect(rows[1]).toEqual([expect.stringContaining('(chez vous)'), 'au moins 1\u00a0540', '0']);
    expect(rows[0]?.[0]).toContain('&lt;bars&gt;');
  });

  test('have words in place of the picture', () => {
    expect(page).toMatch(/alt="Diagramme en barres\. En tête : Serveurs[^"]*2\u00a0274\. Tous les chiffres sont dans le tableau qui suit\."/);
  });

  test.each([
    ['another browser', () => visitorOf(web.url).get(picture)],
    ['an entry without figures', () => visitor.get('/chat/figures/m1/light.svg')],
    ['another light', () => visitor.get(picture.replace('light.svg', 'pink.svg'))],
  ])('are not found by %s', async (_who, ask) => {
    expect((await ask()).status).toBe(404);
  });
});
