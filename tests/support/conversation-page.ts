/** A conversation open in Chromium, for the tests that drive it. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { ConversationsInMemory, type RunningWeb, serveWeb } from './web-in-memory.ts';
import { DESK, openChromium } from './chromium.ts';

export interface ConversationPage {
  browser: Browser;
  conversations: ConversationsInMemory;
  web: RunningWeb;
  page: Page;
  close(): Promise<void>;
}

export async function openConversation(options: BrowserContextOptions = {}, path = '/chat'): Promise<ConversationPage> {
  const conversations = new ConversationsInMemory();
  const [web, browser] = await Promise.all([serveWeb(conversations), openChromium()]);
  const context = await browser.newContext({ ...DESK, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  await page.goto(web.url + path);
  return {
    browser,
    conversations,
    web,
    page,
    close: async () => {
      await browser.close();
      await web.stop();
    },
  };
}

/** A gate for the bot: no reply goes out before it is opened. */
export function gate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
