/** The operator's pages in a real browser under the real policy: nothing is refused, nothing is wider than a phone, a person is one press away. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ABOUT_PAGES } from '../../adapters/web/about/texts.ts';
import { openChromium, PHONE } from '../support/chromium.ts';
import { aboutOf } from '../support/operator-pages.ts';
import { ConversationsInMemory, type RunningWeb, serveWeb } from '../support/web-in-memory.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser: Browser;
let web: RunningWeb;

beforeAll(async () => {
  browser = await openChromium();
  web = await serveWeb(new ConversationsInMemory(), { settings: { about: aboutOf({ model: { name: 'mistral-small', host: 'api.mistral.ai' }, embeddingsHost: 'vecteurs.example.fr', isTeamsOpen: true }) } });
});
afterAll(async () => {
  await browser.close();
  await web.stop();
});

const tooWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

describe.each(ABOUT_PAGES)('/%s of an operator that filled in its table', (name) => {
  test('shows no error, and asks nothing of another site', async () => {
    const page = await (await browser.newContext(PHONE)).newPage();
    const errors: string[] = [];
    const asked: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${web.url}/${name}`, { waitUntil: 'networkidle' });
    expect(errors).toEqual([]);
    expect(asked.filter((address) => !address.startsWith(web.url))).toEqual([]);
    await page.context().close();
  });

  test.each(['light', 'dark'] as const)('axe finds nothing in %s on a phone, with letters twice as large either', async (colorScheme) => {
    const page = await (await browser.newContext({ ...PHONE, colorScheme, bypassCSP: true })).newPage();
    await page.goto(`${web.url}/${name}`);
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
    expect(await tooWide(page)).toBeLessThanOrEqual(0);
    await page.addStyleTag({ content: 'html { font-size: 200%; }' });
    expect(await tooWide(page)).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});

test('from the chat to the page that says how it works, and from there to a person, without a script', async () => {
  const page = await (await browser.newContext({ ...PHONE, javaScriptEnabled: false })).newPage();
  await page.goto(`${web.url}/chat`);
  await page.getByRole('link', { name: 'Comment ça marche' }).tap();
  await page.getByRole('button', { name: 'Parler à une personne' }).tap();
  await page.locator('#entry-1').waitFor();
  expect(await page.locator('#entry-1').innerText()).toContain('Je veux parler à quelqu’un');
  await page.context().close();
});

test('the links at the foot are far enough apart to be pressed', async () => {
  const page = await (await browser.newContext(PHONE)).newPage();
  await page.goto(`${web.url}/chat`);
  for (const link of await page.locator('.about-links a').all()) expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(24);
  await page.context().close();
});
