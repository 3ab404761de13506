/** A person in Teams, as Microsoft's own playground shows it, and a counsellor at the desk: two browsers, the real endpoint. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Directory, openDirectory } from '../../../adapters/desk/access/directory.ts';
import { DESK, openChromium } from '../../support/chromium.ts';
import { APEC, DeskBrowser, enrol } from '../../support/desk-server.ts';
import { openPlayground, type Playground, withoutPlayground } from '../../support/playground.ts';
import { type RunningProduct, runProduct } from '../../support/running-product.ts';

/** `PICTURES=folder` keeps what was seen. */
const PICTURES = process.env['PICTURES'];
const soon = { timeout: 20_000 };

describe.skipIf(withoutPlayground)('in the Teams playground', () => {
  const folder = mkdtempSync(join(tmpdir(), 'accueil-playground-'));
  let product: RunningProduct;
  let directory: Directory;
  let playground: Playground;
  let browser: Browser;
  let teams: Page;

  beforeAll(async () => {
    product = await runProduct({ DESK_DATABASE_FILE: join(folder, 'desk.sqlite'), BOT_FRAMEWORK_DEVELOPMENT: true });
    directory = openDirectory(join(folder, 'desk.sqlite'));
    browser = await openChromium();
    playground = await openPlayground(`${product.url}/api/messages`);
    teams = await (await browser.newContext(DESK)).newPage();
    await teams.goto(playground.url);
  });
  afterAll(async () => {
    playground?.stop();
    await browser.close();
    await product.stop();
    await directory.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const shown = async () => (await teams.locator('body').innerText()).replaceAll('\'', '’').replace(/\s+/g, ' ');
  const heard = (words: string) => expect.poll(shown, soon).toContain(words);
  async function say(text: string): Promise<void> {
    const box = teams.locator('[role=textbox][contenteditable=true]');
    await box.click();
    await teams.keyboard.type(text);
    await teams.keyboard.press('Enter');
  }
  const press = (name: string) => teams.getByRole('button', { name, exact: true }).last().click();

  async function counsellor(email: string): Promise<Page> {
    const forms = new DeskBrowser(product.url);
    await enrol(forms, `/desk/invitation/${(await directory.invite({ email, name: null, role: 'counsellor', scopes: [APEC] }, new Date())).token}`, 'claire');
    const context = await browser.newContext({ viewport: { width: 1024, height: 768 } });
    await context.addCookies([...forms.cookies].map(([name, value]) => ({ name, value, domain: 'localhost', path: '/desk' })));
    const page = await context.newPage();
    await page.goto(`${product.url}/desk`);
    return page;
  }

  test('a question is answered with its source and its date, and a button asks the next one', async () => {
    await heard('Je suis un robot d’accueil');
    await say('c’est payant le CEP ?');
    await heard('gratuit');
    await heard('Article L6111-6');
    await heard('en vigueur depuis');
    await press('Le CEP utilise-t-il mon CPF ?');
    await heard('ni avec vos droits formation');
    if (PICTURES) await teams.screenshot({ path: join(PICTURES, 'teams-answer.png') });
  });

  test('a person asks for somebody, agrees to the fiche, talks with the counsellor, and is given back to the bot', async () => {
    const claire = await counsellor('claire@apec.fr');
    await say('je suis cadre en CDI à Rennes, 41 ans, je voudrais changer de métier');
    await heard('Votre porte d’entrée : Apec');
    await say('je veux parler à quelqu’un');
    await heard('Rien n’est parti');
    if (PICTURES) await teams.screenshot({ path: join(PICTURES, 'teams-fiche.png') });
    await press('Oui, transmettre');
    await heard('C’est fait : votre fiche est à l’accueil de l’Apec');

    await claire.getByRole('button', { name: /^Prendre la demande/ }).click();
    await claire.getByRole('heading', { name: 'Fiche de liaison' }).waitFor();
    await heard('prend la conversation');
    await claire.fill('#texte', 'Bonjour, je vous lis sur Teams.');
    await claire.getByRole('button', { name: 'Envoyer' }).click();
    await heard('Bonjour, je vous lis sur Teams.');
    await say('merci de me répondre');
    await expect.poll(() => claire.locator('body').innerText(), soon).toContain('merci de me répondre');
    // The bot is silent while a person is there: the last words of the other side are still the counsellor’s.
    expect((await shown()).split('Test Bot').at(-1)).toContain('Bonjour, je vous lis sur Teams.');

    await claire.getByText('Terminer', { exact: true }).click();
    await claire.locator('#raison').selectOption({ index: 1 });
    await claire.getByRole('button', { name: 'Terminer la conversation' }).click();
    await heard('C’est de nouveau le robot qui vous répond');
    await say('c’est quoi la VAE ?');
    await heard('validation des acquis');
    if (PICTURES) await teams.screenshot({ path: join(PICTURES, 'teams-after.png') });
    expect(product.errors).toEqual([]);
  });
});
