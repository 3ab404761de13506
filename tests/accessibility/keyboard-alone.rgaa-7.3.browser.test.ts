import { afterEach, expect, test } from 'vitest';
import { focused } from '../support/chromium.ts';
import { type ConversationPage, openConversation } from '../support/conversation-page.ts';

let conversation: ConversationPage;
afterEach(() => conversation.close());

test('a person asks, reads a source, presses a choice and leaves, without a mouse', async () => {
  conversation = await openConversation();
  const { page } = conversation;
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Aller à la zone de message');
  await page.keyboard.press('Enter');
  expect(await focused(page)).toBe('textarea#message');

  await page.keyboard.type('c’est quoi le CEP');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('c’est payant ?');
  await page.keyboard.press('Enter');
  await page.locator('#entry-2 .choice').first().waitFor();
  expect(await page.locator('#entry-1 .prose').innerText()).toBe('c’est quoi le CEP\nc’est payant ?');

  const reached: string[] = [];
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press('Shift+Tab');
    reached.push(await page.evaluate(() => document.activeElement?.textContent?.trim().replace(/\s+/g, ' ') ?? ''));
    if (reached.at(-1) === '2') break;
  }
  expect(reached).toEqual([
    'Ma fiche',
    'Ce que j’ai compris',
    'Non',
    'Oui',
    'Une autre source',
    'Article L6111-6 du Code du travail (nouvel onglet)',
    'Voir mon-cep.org (nouvel onglet)',
    'Mon employeur le saura-t-il ?',
    'Qui peut me recevoir ?',
    '1',
    '2',
  ]);

  await page.keyboard.press('Enter');
  expect(new URL(page.url()).hash).toBe('#source-2-2');
  // The mark opens what was folded, and leads there.
  expect(await page.locator('#source-2-2').isVisible()).toBe(true);
  await page.getByRole('button', { name: 'Qui peut me recevoir' }).focus();
  await page.keyboard.press('Space');
  await page.locator('#entry-4').waitFor();
  const leave = page.getByRole('button', { name: 'Quitter et effacer' });
  await leave.focus();
  await page.keyboard.press('Enter');
  // The question is asked first, and the way back has the focus.
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Revenir à la conversation');
  await page.keyboard.press('Escape');
  expect(await leave.evaluate((button) => document.activeElement === button)).toBe(true);
  expect(conversation.conversations.all.size).toBe(1);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^Tout est effacé, le/ }).waitFor();
  expect(conversation.conversations.all.size).toBe(0);
});

test('what has the focus is never hidden by the bars that stand still', async () => {
  conversation = await openConversation({ viewport: { width: 360, height: 640 } });
  const { page } = conversation;
  await page.fill('#message', 'c’est payant ?');
  await page.keyboard.press('Enter');
  await page.locator('#entry-2 .choice').first().waitFor();
  for (let presses = 0; presses < 8; presses += 1) {
    await page.keyboard.press('Shift+Tab');
    const isSeen = await page.evaluate(() => {
      const { left, top, bottom } = (document.activeElement as Element).getBoundingClientRect();
      const found = document.elementFromPoint(left + 8, (top + bottom) / 2);
      return found !== null && (found.contains(document.activeElement) || document.activeElement?.contains(found));
    });
    expect(isSeen, `focus ${presses + 1} before the text box`).toBe(true);
  }
});
