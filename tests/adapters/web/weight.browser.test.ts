import { expect, test } from 'vitest';
import { openChromium, PHONE } from '../../support/chromium.ts';
import { ConversationsInMemory, serveWeb } from '../../support/web-in-memory.ts';

/** Bytes on the wire, headers included, before the first message: what a phone at the edge of a village waits for. Letters are 26 of these kilobytes. */
const BUDGET = 44_000;

test('everything before the first message fits the budget, and comes from this server alone', async () => {
  const [web, browser] = await Promise.all([serveWeb(new ConversationsInMemory()), openChromium()]);
  const page = await (await browser.newContext(PHONE)).newPage();
  const network = await page.context().newCDPSession(page);
  const received: Record<string, number> = {};
  const addresses = new Map<string, string>();
  await network.send('Network.enable');
  network.on('Network.responseReceived', ({ requestId, response }) => addresses.set(requestId, response.url));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => (received[addresses.get(requestId) ?? requestId] = encodedDataLength));
  await page.goto(`${web.url}/chat`, { waitUntil: 'networkidle' });
  await browser.close();
  await web.stop();

  expect(Object.keys(received).filter((address) => !address.startsWith(web.url))).toEqual([]);
  const total = Object.values(received).reduce((sum, bytes) => sum + bytes, 0);
  expect(total, JSON.stringify(received, null, 2)).toBeLessThan(BUDGET);
});
