import { afterEach, beforeEach, expect, test } from 'vitest';
import { PHONE } from '../support/chromium.ts';
import { type ConversationPage, openConversation } from '../support/conversation-page.ts';

let conversation: ConversationPage;
beforeEach(async () => {
  conversation = await openConversation({ ...PHONE, javaScriptEnabled: false });
});
afterEach(() => conversation.close());

test('without JavaScript a person asks, presses a choice, unfolds a quote and leaves', async () => {
  const { page } = conversation;
  await page.fill('#message', 'c’est payant ?');
  await page.getByRole('button', { name: 'Envoyer' }).tap();
  await page.getByRole('link', { name: 'Article L6111-6 du Code du travail (nouvel onglet)' }).waitFor();
  expect(new URL(page.url()).hash).toBe('#last');

  // On paper nothing stays folded.
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByText('sans se justifier').isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });
  expect(await page.getByText('sans se justifier').isVisible()).toBe(false);

  // A mark leads to its source, also where that one is folded away.
  await page.locator('#entry-2 .mark', { hasText: '2' }).tap();
  expect(await page.locator('#source-2-2').isVisible()).toBe(true);
  await page.getByText('Lire la suite').tap();
  expect(await page.getByText('sans se justifier').isVisible()).toBe(true);

  await page.getByRole('button', { name: 'Qui peut me recevoir' }).tap();
  await page.locator('#entry-4').waitFor();
  expect(await page.locator('#entry-3 .prose').innerText()).toBe('Qui peut me recevoir ?');

  await page.getByRole('button', { name: 'Quitter et effacer' }).tap();
  await page.getByRole('link', { name: 'Revenir à la conversation' }).tap();
  await page.locator('#entry-4').waitFor();
  await page.getByRole('button', { name: 'Quitter et effacer' }).tap();
  await page.getByRole('button', { name: 'Tout effacer' }).tap();
  await page.getByRole('heading', { name: /^Tout est effacé, le/ }).waitFor();
  await page.getByRole('link', { name: 'Commencer une nouvelle conversation' }).tap();
  await page.getByRole('button', { name: 'Poser une question' }).waitFor();
});
