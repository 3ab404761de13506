/** Microsoft's own Web Chat, on a page of another origin, against the whole product. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DESK, openChromium } from '../../support/chromium.ts';
import { type RunningProduct, runProduct } from '../../support/running-product.ts';
import { webChatBundle } from '../../support/web-chat-bundle.ts';

let product: RunningProduct;
let site: Server;
let browser: Browser;
let page: Page;

const PAGE = (domain: string) => `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Un autre site</title>
<style>html,body,#chat{height:100%;margin:0}</style><div id="chat"></div><script src="/webchat.js"></script>
<script>
fetch('${domain}/tokens/generate', { method: 'POST' }).then((answer) => answer.json()).then(({ token }) =>
  WebChat.renderWebChat({ directLine: WebChat.createDirectLine({ token, domain: '${domain}' }), locale: 'fr-FR' }, document.getElementById('chat')));
</script></html>`;

beforeAll(async () => {
  const bundle = readFileSync(webChatBundle());
  product = await runProduct();
  const domain = `${product.url}/v3/directline`;
  site = createServer((request, response) => {
    const isBundle = request.url === '/webchat.js';
    response.setHeader('Content-Type', isBundle ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8');
    response.end(isBundle ? bundle : PAGE(domain));
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  browser = await openChromium();
  page = await (await browser.newContext(DESK)).newPage();
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
});
afterAll(async () => {
  await browser?.close();
  await new Promise((resolve) => site?.close(resolve));
  await product?.stop();
});

// Web Chat repeats every bubble in an off-screen live region: only these are seen.
const bubbles = () => page.locator('.webchat__bubble__content');
const actions = () => page.locator('button.webchat__suggested-action');

it('greets, with the four ways in', async () => {
  await bubbles().first().waitFor();
  expect(await bubbles().first().innerText()).toContain('robot');
  await expect.poll(() => actions().allInnerTexts()).toEqual(['Poser une question', 'Savoir qui contacter', 'Voir les emplois près de moi', 'Parler à une personne']);
});

it('answers a question typed by keyboard, once, with its sources', async () => {
  await page.locator('[data-id="webchat-sendbox-input"]').focus();
  await page.keyboard.type("c'est quoi le CEP, c'est payant ?");
  await page.keyboard.press('Enter');
  await expect.poll(() => bubbles().count(), { timeout: 10_000 }).toBe(3);
  const answer = bubbles().nth(2);
  expect(await answer.innerText()).toContain('gratuit');
  const links = await answer.locator('a[href^="https://www.legifrance.gouv.fr/"], a[href^="https://travail-emploi.gouv.fr/"]').count();
  expect(links).toBeGreaterThan(0);
  const dates = await answer.locator('.webchat__link-definitions__list-item-badge').allInnerTexts();
  expect(dates.length).toBeGreaterThan(0);
  for (const date of dates) expect(date).toMatch(/\d{4}$/);
  mkdirSync('var/screenshots', { recursive: true });
  await page.screenshot({ path: 'var/screenshots/web-chat.png' });
});

it('goes on when a suggested action is pressed', async () => {
  await actions().first().click();
  await expect.poll(() => bubbles().count(), { timeout: 10_000 }).toBe(5);
});
