import { afterEach, expect, test } from 'vitest';
import { focused, PHONE } from '../support/chromium.ts';
import { type ConversationPage, gate, openConversation } from '../support/conversation-page.ts';
import { ANSWER } from '../support/web-in-memory.ts';

let conversation: ConversationPage;
afterEach(() => conversation.close());

test('a choice pressed with the keyboard leaves the focus in the text box, never on the body', async () => {
  conversation = await openConversation();
  const { page } = conversation;
  await page.getByRole('button', { name: 'Savoir qui contacter' }).focus();
  await page.keyboard.press('Enter');
  expect(await focused(page)).toBe('textarea#message');
  await page.locator('#entry-2').waitFor();
  expect(await focused(page)).toBe('textarea#message');
});

test('on a phone the focus goes to the message sent, so that the keyboard does not cover the reply', async () => {
  conversation = await openConversation(PHONE);
  const { page } = conversation;
  await page.getByRole('button', { name: 'Savoir qui contacter' }).tap();
  await page.locator('#entry-2').waitFor();
  expect(await focused(page)).toBe('li#entry-1');
});

test('a choice that is withdrawn while it has the focus hands it to the text box', async () => {
  conversation = await openConversation();
  const { page, conversations } = conversation;
  const waiting = gate();
  conversations.answer = async (text) => {
    if (text === 'deux') await waiting.opened;
    return [ANSWER];
  };
  for (const text of ['un', 'deux']) {
    await page.fill('#message', text);
    await page.keyboard.press('Enter');
  }
  await page.locator('#entry-3').waitFor();
  await page.evaluate(() => document.querySelector<HTMLElement>('#entry-3')?.focus());
  waiting.open();
  await page.locator('#entry-4 .pressable').first().waitFor();
  await page.locator('#entry-4 .pressable button').first().focus();
  const [key] = conversations.all.keys();
  await conversations.ports().receive(key ?? '', { id: 'from-another-tab', text: 'trois' });
  await page.locator('#entry-6').waitFor();
  expect(await focused(page)).toBe('textarea#message');
});

test('text typed while the bot is thinking stays, in a box that is never disabled', async () => {
  conversation = await openConversation();
  const { page, conversations } = conversation;
  const waiting = gate();
  conversations.answer = async () => {
    await waiting.opened;
    return [ANSWER];
  };
  await page.fill('#message', 'c’est payant ?');
  await page.keyboard.press('Enter');
  await page.locator('#typing').waitFor();
  await page.keyboard.type('et pour un intérimaire');
  expect(await page.locator('#message').isEnabled()).toBe(true);
  waiting.open();
  await page.locator('#entry-2').waitFor();
  expect(await page.inputValue('#message')).toBe('et pour un intérimaire');
  expect(await focused(page)).toBe('textarea#message');
  expect(await page.locator('#typing').isVisible()).toBe(false);
});
