import { afterEach, expect, test } from 'vitest';
import { type ConversationPage, openConversation } from '../support/conversation-page.ts';
import { PHONE } from '../support/chromium.ts';

let conversation: ConversationPage;
afterEach(() => conversation.close());

test('with letters twice as large on a small phone, no word is crushed or cut', async () => {
  conversation = await openConversation({ ...PHONE, bypassCSP: true });
  const { page } = conversation;
  await page.addStyleTag({ content: 'html { font-size: 200%; }' });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  for (const words of ['h1', '.leave button', '#composer label']) {
    const lines = await page.locator(words).evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top / 8))).size;
    });
    expect(lines, words).toBeLessThanOrEqual(2);
  }
});
