import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ConversationPage, openConversation } from '../../support/conversation-page.ts';
import { say } from '../../../bot/reply.ts';
import { serveWeb } from '../../support/web-in-memory.ts';

let conversation: ConversationPage;

beforeEach(async () => {
  conversation = await openConversation();
  conversation.conversations.answer = (text) => [say(`Réponse à ${text}`)];
});
afterEach(() => conversation.close());

async function send(text: string): Promise<void> {
  await conversation.page.fill('#message', text);
  await conversation.page.keyboard.press('Enter');
}
function answered(text: string): Promise<void> {
  return conversation.page.locator('.transcript').getByText(`Réponse à ${text}`).waitFor();
}
async function shown(): Promise<string[]> {
  const texts = await conversation.page.locator('.transcript .prose').allInnerTexts();
  return texts.slice(1);
}
async function restart(): Promise<void> {
  conversation.web = await serveWeb(conversation.conversations, { port: conversation.web.port });
}

test('a server that stops and comes back loses nothing and doubles nothing', async () => {
  const { page } = conversation;
  await send('un');
  await answered('un');
  await conversation.web.stop();
  await page.locator('#notice', { hasText: 'Connexion perdue, nouvelle tentative…' }).waitFor();

  await send('deux');
  await page.locator('.unsent', { hasText: 'deux' }).waitFor();
  await page.locator('#message').pressSequentially('trois');
  await restart();
  await answered('deux');
  expect(await page.inputValue('#message')).toBe('trois');
  await page.locator('#notice').waitFor({ state: 'hidden' });
  await page.keyboard.press('Enter');
  await answered('trois');
  expect(await shown()).toEqual(['un', 'Réponse à un', 'deux', 'Réponse à deux', 'trois', 'Réponse à trois']);
});

test('a first message written while the server is away is sent when it comes back', async () => {
  await conversation.web.stop();
  await send('un');
  await conversation.page.locator('#notice', { hasText: 'Connexion perdue' }).waitFor();
  await restart();
  await answered('un');
  expect(await shown()).toEqual(['un', 'Réponse à un']);
});

test('an acknowledgement lost on the way does not make two messages', async () => {
  const { page } = conversation;
  await send('un');
  await answered('un');
  let attempts = 0;
  await page.route('**/chat', async (route) => {
    attempts += 1;
    if (attempts > 1) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await send('deux');
  await answered('deux');
  await expect.poll(() => attempts).toBe(2);
  await page.locator('#notice').waitFor({ state: 'hidden' });
  expect(await shown()).toEqual(['un', 'Réponse à un', 'deux', 'Réponse à deux']);
});

test('the first message sent again because its acknowledgement was lost makes one conversation', async () => {
  const { page } = conversation;
  let attempts = 0;
  await page.route('**/chat', async (route) => {
    attempts += 1;
    if (attempts > 1) return route.continue();
    // Sent by hand, for the browser must not keep the cookie of an answer that it never had.
    const { url, postData, headers } = { url: route.request().url(), postData: route.request().postData() ?? '', headers: route.request().headers() };
    await fetch(url, { method: 'POST', body: postData, headers: { 'content-type': headers['content-type'] ?? '', accept: 'application/json' } });
    await route.abort();
  });
  await send('un');
  await answered('un');
  expect(attempts).toBe(2);
  expect(conversation.conversations.all.size).toBe(1);
  await page.getByRole('button', { name: 'Quitter et effacer' }).click();
  await page.getByRole('button', { name: 'Tout effacer' }).click();
  await page.getByRole('heading', { name: /^Tout est effacé, le/ }).waitFor();
  expect(conversation.conversations.all.size).toBe(0);
});

test('reloading shows the same conversation, opened at the last reply', async () => {
  const { page } = conversation;
  await send('un');
  await answered('un');
  await page.reload();
  expect(await shown()).toEqual(['un', 'Réponse à un']);
  await send('deux');
  await answered('deux');
  expect(await shown()).toEqual(['un', 'Réponse à un', 'deux', 'Réponse à deux']);
});

test('a conversation erased in another tab says so, and the next message begins a new one', async () => {
  const { page } = conversation;
  await send('un');
  await answered('un');
  const other = await page.context().newPage();
  await other.goto(`${conversation.web.url}/chat`);
  await other.getByRole('button', { name: 'Quitter et effacer' }).click();
  await other.getByRole('button', { name: 'Tout effacer' }).click();
  await page.locator('#notice', { hasText: 'Cette conversation n’est plus ouverte' }).waitFor();
  await send('deux');
  await answered('deux');
  expect(await shown()).toEqual(['deux', 'Réponse à deux']);
});
