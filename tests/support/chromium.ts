/** A real browser for the tests that need one, with nothing asked of the network beside our own pages. */
import { type Browser, chromium, type Page } from 'playwright-core';

/** Where Debian puts it; `CHROMIUM` says otherwise. */
const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';

export function openChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox', '--disable-background-networking'] });
}

export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
export const DESK = { viewport: { width: 1280, height: 860 } };

/** What has the focus, as a person would name it: `textarea#message`, `li.entry`, `body`. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null) return 'nothing';
    const name = element.tagName.toLowerCase();
    return element.id ? `${name}#${element.id}` : `${name}${element.className ? `.${element.className.split(' ')[0]}` : ''}`;
  });
}
