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

describe('as a site wants it', () => {
  beforeEach(async () => {
    conversation = await openConversation({}, '/?operateur=deux');
  });
  const button = (page: Page) => page.getByRole('button', { name: 'Besoin d’un conseil ?' });

  test('it has the colour, the side and the words of its script, and letters that are read on that colour', async () => {
    const { page } = conversation;
    const { background, ink, x } = await button(page).evaluate((one) => ({ background: getComputedStyle(one).backgroundColor, ink: getComputedStyle(one).color, x: one.getBoundingClientRect().x }));
    expect({ background, ink }).toEqual({ background: 'rgb(91, 42, 134)', ink: 'rgb(255, 255, 255)' });
    expect(x).toBeLessThan(40);
    for (const [colour, wanted] of [['#ffe000', 'rgb(0, 0, 0)'], ['#003366', 'rgb(255, 255, 255)']] as const) {
      expect(await inkOn(page, colour)).toBe(wanted);
    }
  });

  test('a button of the site opens it, and gets the focus back', async () => {
    const { page } = conversation;
    const theirs = page.getByRole('link', { name: 'Poser une question' });
    await theirs.click();
    await page.getByRole('dialog', { name: /Cap Nouveau Métier/ }).waitFor();
    await page.getByRole('button', { name: 'Réduire' }).click();
    expect(await theirs.evaluate((link) => document.activeElement === link)).toBe(true);
    expect(new URL(page.url()).pathname).toBe('/');
  });

  test('a script of the site opens and closes it', async () => {
    const { page } = conversation;
    await page.evaluate(() => (globalThis as unknown as { accueilCep: { open(): void } }).accueilCep.open());
    await page.getByRole('dialog').waitFor();
    await page.evaluate(() => (globalThis as unknown as { accueilCep: { close(): void } }).accueilCep.close());
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  test('left open, it is open on the next page of the site, without taking the focus; closed, it stays closed', async () => {
    const { page } = conversation;
    await button(page).click();
    await page.frameLocator('iframe').locator('#message').waitFor();
    await page.reload();
    await page.getByRole('dialog').waitFor();
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    await page.getByRole('button', { name: 'Réduire' }).click();
    await page.reload();
    await button(page).waitFor();
    expect(await page.getByRole('dialog').isVisible()).toBe(false);
  });
});

/** The colour of the letters on a button of that colour, from a launcher of its own. */
async function inkOn(page: Page, colour: string): Promise<string> {
  return page.evaluate(async (given) => {
    const script = document.createElement('script');
    script.src = '/launcher.js';
    script.dataset.colour = given;
    const loaded = new Promise((resolve) => script.addEventListener('load', resolve));
    document.body.append(script);
    await loaded;
    const host = document.body.lastElementChild;
    return getComputedStyle(host?.shadowRoot?.querySelector('.open') ?? document.body).color;
  }, colour);
}
