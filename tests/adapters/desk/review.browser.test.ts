/** From a word on an answer, in one browser, to a file for the tests, in another. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDirectory } from '../../../adapters/desk/access/directory.ts';
import { DESK, openChromium, PHONE } from '../../support/chromium.ts';
import { DeskBrowser, enrol } from '../../support/desk-server.ts';
import { type RunningProduct, runProduct } from '../../support/running-product.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'accueil-review-browser-'));
let product: RunningProduct;
let browser: Browser;

beforeAll(async () => {
  product = await runProduct({ DESK_DATABASE_FILE: join(folder, 'desk.sqlite') });
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function maintainer(): Promise<Page> {
  const directory = openDirectory(join(folder, 'desk.sqlite'));
  const { token } = await directory.invite({ email: 'contenus@operateur.fr', name: null, role: 'counsellor', scopes: [], maintains: true }, new Date());
  await directory.close();
  const forms = new DeskBrowser(product.url);
  await enrol(forms, `/desk/invitation/${token}`, 'Sam');
  const context = await browser.newContext({ ...DESK, bypassCSP: true, acceptDownloads: true, reducedMotion: 'reduce' });
  await context.addCookies([...forms.cookies].map(([name, value]) => ({ name, value, url: product.url })));
  return context.newPage();
}

test('what a person says on the page is a line at the desk, which the keyboard turns into a test', async () => {
  const chat = await (await browser.newContext(PHONE)).newPage();
  await chat.goto(`${product.url}/chat`);
  await chat.fill('#message', 'c’est payant le CEP ?');
  await chat.keyboard.press('Enter');
  await chat.locator('.feedback').getByRole('button', { name: 'Non' }).click();
  await chat.getByRole('button', { name: 'Je pense que c’est faux' }).click();
  await chat.getByText('Nous allons vérifier').waitFor();
  // It is still said when the page is opened again.
  await chat.reload();
  await chat.getByText('Nous allons vérifier').waitFor();

  const desk = await maintainer();
  await desk.goto(`${product.url}/desk`);
  expect(new URL(desk.url()).pathname).toBe('/desk/relecture');
  const line = desk.locator('.queue > li').filter({ hasText: 'payant' });
  expect(await line.innerText()).toMatch(/1 fois.*je pense que c'est faux/i);
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [360, 768, 1280]) {
      await desk.setViewportSize({ width, height: 800 });
      await desk.emulateMedia({ colorScheme });
      await desk.evaluate(AXE);
      const { violations } = await desk.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
      expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)), `${width} ${colorScheme}`).toEqual([]);
      expect(await desk.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  }
  const button = line.getByRole('button', { name: 'Faire un test' });
  await button.focus();
  const [download] = await Promise.all([desk.waitForEvent('download'), desk.keyboard.press('Enter')]);
  expect(download.suggestedFilename()).toBe('c-est-payant-le-cep.yaml');
  expect(readFileSync(await download.path(), 'utf8')).toContain('- personne: c’est payant le CEP ?');
  await desk.goto(`${product.url}/desk/relecture?etat=traitees`);
  expect(await desk.locator('.queue > li').innerText()).toContain('un test en a été fait');

  // Whoever quits takes their word with them, treated or not.
  await chat.getByRole('button', { name: 'Quitter et effacer' }).click();
  await chat.getByRole('button', { name: 'Tout effacer' }).click();
  await chat.getByText(/^Tout est effacé/).waitFor();
  await desk.reload();
  expect(await desk.locator('.queue > li').count()).toBe(0);
});
