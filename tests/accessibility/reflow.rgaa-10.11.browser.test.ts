import { afterEach, expect, test } from 'vitest';
import { type ConversationPage, openConversation } from '../support/conversation-page.ts';

let conversation: ConversationPage;
afterEach(() => conversation.close());

// 1280 × 1024 zoomed four times.
test('zoomed four times, everything is read by scrolling one way and nothing stands over the words', async () => {
  conversation = await openConversation({ viewport: { width: 320, height: 256 } });
  const { page } = conversation;
  await page.fill('#message', 'c’est payant ?');
  await page.keyboard.press('Enter');
  await page.locator('#entry-2').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  for (const bar of ['.bar', '.dock']) {
    expect(await page.locator(bar).evaluate((element) => getComputedStyle(element).position)).toBe('static');
  }
});

test('everything that is pressed is at least 44 pixels high on a phone', async () => {
  conversation = await openConversation({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
  const { page } = conversation;
  for (const button of await page.getByRole('button').all()) {
    const box = await button.boundingBox();
    expect(box?.height, await button.innerText()).toBeGreaterThanOrEqual(44);
  }
});
