/**
 * Takes the picture of the README from a running server: a desk by day beside a phone by night.
 * `npm start`, then `npx node tests/support/take-screenshot.ts http://localhost:3978 docs/screenshots/chat.png`
 */
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { openChromium, PHONE } from './chromium.ts';

const [server = 'http://localhost:3978', file = 'docs/screenshots/chat.png'] = process.argv.slice(2);

async function picture(browser: Browser, options: BrowserContextOptions): Promise<string> {
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${server}/chat`);
  await page.fill('#message', 'c’est quoi le CEP, c’est payant ?');
  await page.keyboard.press('Enter');
  await page.locator('.entry .source').first().waitFor();
  await page.locator('.entry.person').evaluate((entry) => entry.scrollIntoView({ block: 'start' }));
  const taken = await page.screenshot();
  await page.getByRole('button', { name: 'Quitter et effacer' }).click();
  await page.getByRole('button', { name: 'Tout effacer' }).click();
  await context.close();
  return `<img src="data:image/png;base64,${taken.toString('base64')}">`;
}

const browser = await openChromium();
const desk = await picture(browser, { viewport: { width: 960, height: 720 } });
const phone = await picture(browser, { ...PHONE, viewport: { width: 360, height: 720 }, colorScheme: 'dark' });
const page = await browser.newPage({ viewport: { width: 1460, height: 800 } });
await page.setContent(`<style>
  body { margin: 0; height: 800px; display: flex; gap: 32px; align-items: center; justify-content: center; background: #d9e4e1; }
  img { border-radius: 16px; box-shadow: 0 10px 40px rgb(0 0 0 / 18%); }
</style>${desk}${phone}`);
await page.screenshot({ path: file });
await browser.close();
