import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ConversationPage, openConversation } from '../../support/conversation-page.ts';
import { PHONE } from '../../support/chromium.ts';

let conversation: ConversationPage;
afterEach(() => conversation.close());

const opener = (page: Page) => page.getByRole('button', { name: 'Une question ?' });
const openerHasFocus = (page: Page) => opener(page).evaluate((button) => (button.getRootNode() as ShadowRoot).activeElement === button);

describe('on a desk', () => {
  beforeEach(async () => {
    conversation = await openConversation({}, '/');
  });

  test('nothing is asked of the chat before the button is pressed, then the panel takes the focus', async () => {
    const { page } = conversation;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.reload();
    expect(asked).not.toContain('/chat');
    await opener(page).click();
    await page.frameLocator('iframe').getByText('Je suis un robot').waitFor();
    expect(await page.getByRole('dialog').getAttribute('aria-labelledby')).toBe('title');
    expect(await page.getByRole('dialog', { name: 'Accueil CEP · Mon Conseil Régional CEP' }).isVisible()).toBe(true);
    expect(await page.locator('iframe').evaluate((frame) => (frame.getRootNode() as ShadowRoot).activeElement === frame)).toBe(true);
  });

  test.each(['in the panel', 'in the conversation'])('Escape pressed %s closes it and gives the focus back', async (where) => {
    const { page } = conversation;
    await opener(page).click();
    const message = page.frameLocator('iframe').locator('#message');
    await message.waitFor();
    if (where === 'in the conversation') await message.focus();
    else await page.getByRole('button', { name: 'Réduire' }).focus();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await openerHasFocus(page)).toBe(true);
    expect(await opener(page).getAttribute('aria-expanded')).toBe('false');
  });

  test('the conversation is still there when the panel opens again', async () => {
    const { page } = conversation;
    await opener(page).click();
    const chat = page.frameLocator('iframe');
    await chat.locator('#message').fill('c’est payant ?');
    await chat.locator('#message').press('Enter');
    await chat.locator('#entry-2').waitFor();
    await page.getByRole('button', { name: 'Réduire' }).click();
    await opener(page).click();
    expect(await chat.locator('#entry-2').isVisible()).toBe(true);
  });
});

test('on a phone the panel covers the whole screen and the site behind is out of reach', async () => {
  conversation = await openConversation(PHONE, '/');
  const { page } = conversation;
  await opener(page).tap();
  expect(await page.getByRole('dialog').boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 740 });
  expect(await page.getByRole('dialog').evaluate((dialog) => dialog.matches(':modal'))).toBe(true);
});
