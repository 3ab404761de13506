/** axe-core on every page, in both lights, on the smallest phone and on a desk. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, openChromium, PHONE } from '../support/chromium.ts';
import { FIGURES_REPLY } from '../support/figures-card.ts';
import { ANSWER, ConversationsInMemory, type RunningWeb, serveWeb } from '../support/web-in-memory.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FIGURES_WANTED = 'ça recrute dans quoi ?';
const LIGHTS = ['light', 'dark'] as const;
const SCREENS = { phone: PHONE, desk: DESK };

let browser: Browser;
let web: RunningWeb;

beforeAll(async () => {
  browser = await openChromium();
  const conversations = new ConversationsInMemory();
  conversations.answer = (text) => [text === FIGURES_WANTED ? FIGURES_REPLY : ANSWER];
  web = await serveWeb(conversations);
});
afterAll(async () => {
  await browser.close();
  await web.stop();
});

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

const PAGES: Record<string, (page: Page) => Promise<unknown>> = {
  'the page of a new visitor': (page) => page.goto(`${web.url}/chat`),
  'an answer with its sources': async (page) => {
    await page.goto(`${web.url}/chat`);
    await page.fill('#message', 'c’est payant ?');
    await page.keyboard.press('Enter');
    await page.locator('#entry-2').waitFor();
    for (const summary of await page.locator('#entry-2 summary').all()) await summary.click();
  },
  'what was wrong with an answer, asked and thanked for': async (page) => {
    await page.goto(`${web.url}/chat`);
    await page.fill('#message', 'c’est payant ?');
    await page.keyboard.press('Enter');
    await page.locator('.feedback').getByRole('button', { name: 'Non' }).click();
    await page.getByRole('button', { name: 'trop compliqué' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'trop compliqué' }).click();
    await page.getByRole('button', { name: 'En plus simple' }).waitFor();
  },
  'figures, their picture and their table': async (page) => {
    await page.goto(`${web.url}/chat`);
    await page.fill('#message', FIGURES_WANTED);
    await page.keyboard.press('Enter');
    await page.locator('#entry-2 .figures summary').click();
    // Drawn whole: nothing is missing under the policy of the page.
    await expect.poll(() => page.locator('#entry-2 .figures img').evaluate((image: HTMLImageElement) => image.naturalWidth), { timeout: 10_000 }).toBeGreaterThan(200);
  },
  'a message almost too long': async (page) => {
    await page.goto(`${web.url}/chat`);
    await page.fill('#message', 'a'.repeat(2_010));
  },
  'a refused message': async (page) => {
    await page.goto(`${web.url}/chat`);
    await page.evaluate(() => HTMLFormElement.prototype.submit.call(document.querySelector('#composer')));
    await page.locator('#problem').waitFor();
  },
  'the chat in a frame': (page) => page.goto(`${web.url}/chat?embedded=1`),
  'the fiche of the person': async (page) => {
    await page.goto(`${web.url}/chat`);
    await page.fill('#message', 'bonjour');
    await page.keyboard.press('Enter');
    await page.locator('#entry-2').waitFor();
    await page.getByRole('link', { name: 'Ma fiche' }).click();
    await page.getByRole('heading', { name: 'Ma fiche de liaison' }).waitFor();
  },
  'the question before erasing, in place': async (page) => {
    await page.goto(`${web.url}/chat`);
    await page.fill('#message', 'bonjour');
    await page.keyboard.press('Enter');
    await page.locator('#entry-2').waitFor();
    await page.getByRole('button', { name: 'Quitter et effacer' }).click();
    await page.getByRole('button', { name: 'Tout effacer' }).waitFor();
  },
  'the question before erasing, on a page': async (page) => {
    await page.goto(`${web.url}/chat`);
    await page.fill('#message', 'bonjour');
    await page.keyboard.press('Enter');
    await page.locator('#entry-2').waitFor();
    await page.goto(`${web.url}/chat/quitter`);
    await page.getByRole('button', { name: 'Tout effacer' }).waitFor();
  },
  'the farewell': (page) => page.goto(`${web.url}/chat/quitter`),
  'the mentions': (page) => page.goto(`${web.url}/mentions`),
  'how it works': (page) => page.goto(`${web.url}/comment-ca-marche`),
  'the privacy notice': (page) => page.goto(`${web.url}/confidentialite`),
  'the accessibility statement': (page) => page.goto(`${web.url}/accessibilite`),
  'the legal notice': (page) => page.goto(`${web.url}/mentions-legales`),
  'an address that does not exist': (page) => page.goto(`${web.url}/nulle-part`),
  'the demonstration': (page) => page.goto(web.url),
  'the demonstration with the launcher open': async (page) => {
    await page.goto(web.url);
    await page.getByRole('button', { name: 'Une question ?' }).click();
    await page.frameLocator('iframe').locator('#message').waitFor();
  },
};

describe.each(Object.entries(SCREENS))('on a %s', (_screen, screen) => {
  describe.each(LIGHTS)('in %s', (colorScheme) => {
    test.each(Object.entries(PAGES))('%s', async (_name, open) => {
      const context = await browser.newContext({ ...screen, colorScheme, reducedMotion: 'reduce', bypassCSP: true });
      const page = await context.newPage();
      await open(page);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await context.close();
    });
  });
});
