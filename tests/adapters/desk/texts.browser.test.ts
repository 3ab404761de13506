/** A maintainer sees which texts have changed, old and new side by side. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TextWatch } from '../../../knowledge/knowledge-base.ts';
import { DESK, openChromium } from '../../support/chromium.ts';
import { type DeskServer, serveDesk } from '../../support/desk-server.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WORDS = 'Le conseil est gratuit pour chacun, quel que soit son âge. '.repeat(12);
let server: DeskServer;
let browser: Browser;

beforeAll(async () => {
  server = await serveDesk();
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

test('rgaa: the page of changed texts reads at every width, and says what to do', async () => {
  const forms = await server.enter('contenus@operateur.fr', [], 'maintainer');
  const context = await browser.newContext({ ...DESK, bypassCSP: true });
  await context.addCookies([...forms.cookies].map(([name, value]) => ({ name, value, url: server.url })));
  const page = await context.newPage();
  await page.goto(`${server.url}/desk/textes`);
  await page.getByText('Toutes les fiches reposent').waitFor();

  Object.assign(server.texts, {
    changed: [{ card: 'cep-cout', title: 'Combien coûte le CEP ?', file: 'cep.yaml', reviewed: '2026-11-23', problems: ['les mots « gratuit » ne sont plus là'], texts: [
      { passage: 'code-du-travail:L6111-6', title: 'Article L6111-6 du Code du travail', url: 'https://www.legifrance.gouv.fr/', since: '2027-01-01', before: WORDS, now: WORDS.replaceAll('gratuit', 'payant') },
      { passage: 'code-du-travail:L6111-7', title: 'code-du-travail:L6111-7', url: null, since: null, before: null, now: null },
    ] }],
    ending: [{ card: 'ptp', title: 'Qu’est-ce que le PTP ?', text: 'Article L6323-17-2 du Code du travail', url: 'https://www.legifrance.gouv.fr/', ends: '2027-01-01' }],
  } satisfies TextWatch);
  await page.getByRole('link', { name: 'Textes qui changent' }).click();
  await page.getByText('Une fois la fiche relue').waitFor();
  for (const words of ['Combien coûte le CEP', 'npm run knowledge -- review cep-cout', 'Pas gardé sur cette machine', 'prend fin le 1er janvier 2027', 'les mots « gratuit » ne sont plus là']) {
    expect(await page.locator('main').innerText()).toContain(words);
  }
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
      expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)), `${width} ${colorScheme}`).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  }
  if (process.env['SCREENSHOTS']) await page.screenshot({ path: `${process.env['SCREENSHOTS']}/texts.png`, fullPage: true });
});
