/** What cannot be sent is said in words, and nothing of it is lost. */
import { afterEach, expect, test } from 'vitest';
import { type ConversationPage, openConversation } from '../../support/conversation-page.ts';

let conversation: ConversationPage;
afterEach(() => conversation.close());

/** What the live region is given to say. */
async function listen(): Promise<() => Promise<string[]>> {
  const { page } = conversation;
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) said.push(node.textContent ?? '');
    }).observe(document.querySelector('#announcer') as Element, { childList: true });
  });
  return () => page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
}

test('an empty message gets a gentle word, said once however often it is sent', async () => {
  conversation = await openConversation();
  const { page } = conversation;
  const said = await listen();
  await page.getByRole('button', { name: 'Envoyer' }).click();
  await page.getByRole('button', { name: 'Envoyer' }).click();
  expect(await page.locator('#notice').innerText()).toContain('Écrivez d’abord votre message');
  expect(await said()).toEqual(['Écrivez d’abord votre message, puis envoyez-le.']);
  await page.fill('#message', 'bonjour');
  expect(await page.locator('#notice').isVisible()).toBe(false);
  await page.keyboard.press('Enter');
  await page.locator('#entry-2').waitFor();
  expect(await page.locator('#notice').isVisible()).toBe(false);
});

test('a message that is too long stays in the box, and the page says what to do', async () => {
  conversation = await openConversation();
  const { page } = conversation;
  await page.fill('#message', 'a'.repeat(2_100));
  await page.keyboard.press('Enter');
  expect(await page.locator('#notice').innerText()).toContain('trop long');
  expect((await page.inputValue('#message')).length).toBe(2_100);
  await page.fill('#message', 'plus court');
  expect(await page.locator('#notice').isVisible()).toBe(false);
});
