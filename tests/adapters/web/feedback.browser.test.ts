import { afterEach, beforeEach, expect, test } from 'vitest';
import { PHONE } from '../../support/chromium.ts';
import { type ConversationPage, openConversation } from '../../support/conversation-page.ts';

let conversation: ConversationPage;
afterEach(() => conversation.close());

/** Smallest side of what can be pressed, in CSS pixels (WCAG 2.2, 2.5.8). */
const TARGET_AT_LEAST = 24;

beforeEach(async () => {
  conversation = await openConversation(PHONE);
  const { page } = conversation;
  await page.fill('#message', 'c’est payant ?');
  await page.keyboard.press('Enter');
  await page.locator('.feedback').waitFor();
});
const focusedText = () => conversation.page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
const marks = () => [...([...conversation.conversations.all.values()][0]?.marks.values() ?? [])];

test('a person says with the keyboard that the answer is too complicated, and gets it in plain words', async () => {
  const { page } = conversation;
  await page.locator('.feedback').getByRole('button', { name: 'Non' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: 'Qu’est-ce qui ne va pas' }).waitFor();
  // What is asked has the focus, so that a screen reader says it and the reasons are next.
  expect(await focusedText()).toContain('Qu’est-ce qui ne va pas');
  await page.keyboard.press('Tab');
  expect(await focusedText()).toBe('Ce n’est pas ma question');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'En plus simple' }).waitFor();
  expect(await focusedText()).toContain('Merci');
  expect(marks()).toEqual([{ helps: false, reason: 'trop-complique' }]);
  // Nothing was said in the conversation for it.
  expect(await page.locator('.entry').count()).toBe(3);
  await page.getByRole('button', { name: 'En plus simple' }).click();
  await page.locator('#entry-4').waitFor();
  expect(await page.locator('#entry-3 .prose').innerText()).toBe('En plus simple');
  // The word on the first answer went with the moment; the second answer has its own.
  expect(await page.locator('.feedback').count()).toBe(1);
});

test('every button is large enough, and stands inside the page', async () => {
  const { page } = conversation;
  const sizes = () => page.locator('.feedback button').evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect()).map(({ width, height, right }) => [Math.min(width, height), right]));
  for (const step of ['Oui et non', 'raisons']) {
    for (const [side = 0, right = 0] of await sizes()) {
      expect(side, step).toBeGreaterThanOrEqual(TARGET_AT_LEAST);
      expect(right, step).toBeLessThanOrEqual(PHONE.viewport.width);
    }
    if (step === 'Oui et non') await page.locator('.feedback').getByRole('button', { name: 'Non' }).click();
    await page.getByRole('button', { name: 'trop compliqué' }).waitFor();
  }
});

test('a word that could not be sent is told, and can be sent again', async () => {
  const { page } = conversation;
  await page.route('**/chat/avis', (route) => route.abort());
  const yes = page.locator('.feedback').getByRole('button', { name: 'Oui' });
  await yes.click();
  await page.getByText('Votre avis n’a pas pu être envoyé').first().waitFor();
  await page.unroute('**/chat/avis');
  await yes.click();
  await page.getByText('Merci, c’est noté').waitFor();
  expect(marks()).toEqual([{ helps: true }]);
});
