/** The card of the situation and that of the operator, in real Chromium over the whole product. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openChromium, PHONE } from '../../support/chromium.ts';
import { runProduct, type RunningProduct } from '../../support/running-product.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser: Browser;
let product: RunningProduct;
beforeAll(async () => {
  [browser, product] = await Promise.all([openChromium(), runProduct()]);
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

async function talk(javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ ...PHONE, reducedMotion: 'reduce', bypassCSP: true, javaScriptEnabled });
  const page = await context.newPage();
  await page.goto(`${product.url}/chat`);
  return page;
}

async function send(page: Page, text: string): Promise<void> {
  const replies = await page.locator('.entry.bot').count();
  await page.fill('#message', text);
  await page.getByRole('button', { name: 'Envoyer' }).click();
  await page.locator('.entry.bot').nth(replies).waitFor();
}

const last = (page: Page) => page.locator('.entry.bot').last();

test('a person sees what was understood, corrects a line in place, and the operator changes', async () => {
  const page = await talk();
  await send(page, 'je suis cadre au chômage à Lyon, 45 ans');
  await expect.poll(() => last(page).textContent(), { timeout: 10_000 }).toContain('Apec');
  expect(await last(page).locator('a[href="tel:0809361212"]').count()).toBe(1);
  await page.locator('#understood button').click();
  await page.locator('.facts').waitFor();
  expect(await page.locator('.fact').allTextContents()).toEqual(expect.arrayContaining([expect.stringContaining('Lyon (69)')]));
  expect(await page.locator('.fact').filter({ hasText: 'Cadre' }).textContent()).toContain('ce serait France Travail');
  await page.locator('.fact').filter({ hasText: 'Cadre' }).getByRole('button', { name: 'Corriger' }).click();
  await page.getByRole('button', { name: 'Non', exact: true }).click();
  await expect.poll(() => last(page).textContent(), { timeout: 10_000 }).toContain('France Travail reçoit');
  await page.context().close();
});

test('the cards work without a script', async () => {
  const page = await talk(false);
  await page.fill('#message', 'je suis cadre au chômage à Lyon, 45 ans');
  await page.getByRole('button', { name: 'Envoyer' }).click();
  await page.locator('#understood button').click();
  await page.locator('.fact').filter({ hasText: 'Lyon' }).getByRole('button', { name: 'Retirer' }).click();
  expect(await last(page).textContent()).toContain('C’est oublié');
  expect(await page.locator('.entry.bot').last().locator('.fact').filter({ hasText: 'Lyon' }).count()).toBe(0);
  await page.context().close();
});

test('axe finds nothing on the cards (rgaa)', async () => {
  const page = await talk();
  await send(page, 'je suis cadre au chômage à Lyon, 45 ans');
  await send(page, 'ce que j’ai compris');
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.context().close();
});
