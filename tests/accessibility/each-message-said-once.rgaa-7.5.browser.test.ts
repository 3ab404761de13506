import { afterEach, beforeEach, expect, test } from 'vitest';
import { say } from '../../bot/reply.ts';
import { type ConversationPage, openConversation } from '../support/conversation-page.ts';

let conversation: ConversationPage;

beforeEach(async () => {
  conversation = await openConversation();
  await conversation.page.evaluate(() => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) said.push(node.textContent ?? '');
    }).observe(document.querySelector('#announcer') as Element, { childList: true, subtree: true });
  });
});
afterEach(() => conversation.close());

const said = () => conversation.page.evaluate(() => (globalThis as unknown as { said: string[] }).said);

test('each reply is said once, what the person wrote is not, and the region is emptied', async () => {
  const { page, conversations } = conversation;
  conversations.answer = (text) => [say(`Réponse à ${text}.`), say('Autre chose ?')];
  for (const text of ['un', 'deux']) {
    await page.fill('#message', text);
    await page.keyboard.press('Enter');
  }
  await page.locator('#entry-6').waitFor();
  expect(await said()).toEqual(['Réponse : Réponse à un.', 'Réponse : Autre chose ?', 'Réponse : Réponse à deux.', 'Réponse : Autre chose ?']);
  await expect.poll(() => page.locator('#announcer').textContent(), { timeout: 10_000 }).toBe('');
});

test('the page has one live region, off the screen, and the transcript is not one', async () => {
  const regions = await conversation.page.locator('[aria-live], [role=log], [role=status], [role=alert]').all();
  expect(await Promise.all(regions.map((region) => region.getAttribute('id')))).toEqual(['announcer']);
});
