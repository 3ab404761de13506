/** A person on /chat and a counsellor at /desk, in two browsers, from « je veux parler à quelqu'un » to the end. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Directory, openDirectory } from '../../../adapters/desk/access/directory.ts';
import { openChromium, PHONE } from '../../support/chromium.ts';
import { APEC, DeskBrowser, enrol, PASSWORD, totp } from '../../support/desk-server.ts';
import { type RunningProduct, runProduct } from '../../support/running-product.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** The smallest screen that a counsellor is asked to have, and a tablet held upright. */
const SCREEN = { viewport: { width: 1024, height: 768 } };
const TABLET = { viewport: { width: 768, height: 1024 }, hasTouch: true };

const folder = mkdtempSync(join(tmpdir(), 'accueil-desk-browser-'));
let product: RunningProduct;
let directory: Directory;
let browser: Browser;

beforeAll(async () => {
  product = await runProduct({ DESK_DATABASE_FILE: join(folder, 'desk.sqlite') });
  directory = openDirectory(join(folder, 'desk.sqlite'));
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
  await product.stop();
  await directory.close();
  rmSync(folder, { recursive: true, force: true });
});

const link = async (email: string, role: 'counsellor' | 'supervisor' = 'counsellor') => `/desk/invitation/${(await directory.invite({ email, name: null, role, scopes: [APEC] }, new Date())).token}`;

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** axe finds nothing in either light, and nothing is wider than the screen, there and on a tablet. */
async function expectClean(page: Page): Promise<void> {
  for (const viewport of [TABLET.viewport, SCREEN.viewport]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await violations(page), `${page.url()} ${viewport.width} ${colorScheme}`).toEqual([]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${page.url()} ${viewport.width}`).toBeLessThanOrEqual(0);
  }
}

/** Signed in, in a browser of their own. */
async function counsellor(email: string, role?: 'supervisor'): Promise<Page> {
  const forms = new DeskBrowser(product.url);
  await enrol(forms, await link(email, role), email.split('@')[0] ?? '');
  const context = await browser.newContext({ ...SCREEN, bypassCSP: true, acceptDownloads: true });
  await context.addCookies([...forms.cookies].map(([name, value]) => ({ name, value, domain: 'localhost', path: '/desk' })));
  const page = await context.newPage();
  await page.goto(`${product.url}/desk`);
  return page;
}

async function person(...said: string[]): Promise<Page> {
  const page = await (await browser.newContext(PHONE)).newPage();
  await page.goto(`${product.url}/chat`);
  for (const text of said) await tell(page, text);
  return page;
}
async function tell(page: Page, text: string): Promise<void> {
  const before = await page.locator('.entry').count();
  await page.fill('#message', text);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.entry').count(), { timeout: 15_000 }).toBeGreaterThan(before + 1);
}
const soon = { timeout: 15_000 };
const text = (page: Page, selector: string) => page.locator(selector).first().innerText();

test('from the invitation to the desk, with a camera or without, and axe finds nothing on the way', async () => {
  const page = await (await browser.newContext({ ...SCREEN, bypassCSP: true })).newPage();
  await page.goto(`${product.url}${await link('nouvelle@apec.fr')}`);
  await expectClean(page);
  await page.getByLabel('Votre nom').fill('Nour');
  await page.getByLabel('Choisissez un mot de passe').fill(PASSWORD);
  await page.getByLabel('Le même mot de passe').fill(PASSWORD);
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByLabel('Votre mot de passe').fill(PASSWORD);
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByRole('img', { name: 'Code QR du second facteur' }).waitFor();
  await expectClean(page);
  const secret = (await text(page, '.secret')).replaceAll(' ', '');
  await page.getByLabel('Code à six chiffres').fill(totp(secret));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'File d’attente' }).waitFor();
  await expectClean(page);
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await page.getByRole('heading', { name: 'Se connecter' }).waitFor();
  await expectClean(page);
  await page.context().close();
});

test('a person asks for somebody, is taken, talks, and is given back to the bot', async () => {
  const claire = await counsellor('claire@apec.fr');
  const karim = await counsellor('karim@apec.fr');
  await claire.getByText('Personne n’attend.').waitFor();
  await claire.getByRole('button', { name: 'M’avertir' }).click();

  const someone = await person('je suis cadre en CDI à Rennes, 41 ans, je voudrais changer de métier', 'je veux parler à quelqu’un');
  await tell(someone, 'oui, transmettre');
  const take = claire.getByRole('button', { name: /^Prendre la demande/ });
  await take.waitFor();
  await expect.poll(() => claire.title(), soon).toMatch(/^\(1\) /);
  await karim.getByRole('button', { name: /^Prendre la demande/ }).waitFor();

  // With the keyboard alone.
  await take.focus();
  await claire.keyboard.press('Enter');
  await claire.getByRole('heading', { name: 'Fiche de liaison' }).waitFor();
  await karim.getByText('Personne n’attend.').waitFor();
  await expect.poll(() => someone.locator('#transcript').innerText(), soon).toContain('claire');
  expect(await text(claire, '.fiche')).toContain('41 ans');
  await claire.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));
  await expectClean(claire);
  await claire.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = false)));
  expect(await claire.evaluate(() => document.querySelector('#texte')?.getBoundingClientRect().bottom ?? Infinity), 'the answer box is on the screen').toBeLessThanOrEqual(768);

  await claire.focus('#texte');
  await claire.keyboard.type('Bonjour, je vous lis.');
  await claire.keyboard.press('Enter');
  await expect.poll(() => someone.locator('#transcript').innerText(), soon).toContain('Bonjour, je vous lis.');
  await expect.poll(() => claire.inputValue('#texte'), soon).toBe('');

  // What is being written outlives what comes meanwhile.
  await claire.fill('#note', 'à rappeler');
  await claire.focus('#texte');
  await claire.keyboard.type('Je commence une phrase');
  await someone.fill('#message', 'bonjour, merci');
  await someone.keyboard.press('Enter');
  await expect.poll(() => claire.locator('#transcript').innerText(), soon).toContain('bonjour, merci');
  await claire.getByRole('button', { name: 'Enregistrer la note' }).click();
  await expect.poll(() => text(claire, '#notes'), soon).toContain('à rappeler');
  expect(await claire.inputValue('#texte')).toBe('Je commence une phrase');

  await claire.getByRole('button', { name: 'Mettre en attente' }).click();
  await claire.getByRole('button', { name: 'Reprendre' }).click();
  await expect.poll(() => text(claire, '#state'), soon).toContain('en conversation avec vous');
  await claire.getByText('Réponses prêtes').click();
  await claire.getByRole('link', { name: 'Conclure' }).click();
  await expect.poll(() => claire.inputValue('#texte'), soon).toContain('bonne continuation');
  await claire.getByRole('button', { name: 'Envoyer' }).click();
  await expect.poll(() => someone.locator('#transcript').innerText(), soon).toContain('bonne continuation');

  const [download] = await Promise.all([claire.waitForEvent('download'), claire.getByRole('link', { name: 'Exporter (JSON)' }).click()]);
  expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toMatchObject({ version: 1, state: 'assigned' });
  await claire.getByRole('link', { name: 'Imprimer' }).click();
  await claire.getByRole('button', { name: 'Imprimer' }).waitFor();
  await expectClean(claire);
  await claire.goBack();

  await claire.locator('#fold-clore > summary').click();
  await claire.getByLabel('Raison').selectOption('repondu');
  await claire.getByRole('button', { name: 'Terminer la conversation' }).click();
  await claire.getByText('La conversation est terminée.').waitFor();
  await expect.poll(() => someone.locator('#transcript').innerText(), soon).toMatch(/robot qui vous répond/);
  await tell(someone, 'c’est payant le cep ?');
  await expect.poll(() => someone.locator('#transcript').innerText(), soon).toContain('gratuit');

  const chief = await counsellor('chef@apec.fr', 'supervisor');
  await chief.getByRole('heading', { name: 'Suivi' }).waitFor();
  expect(await text(chief, '#volumes')).toContain('La personne a sa réponse');
  await expectClean(chief);
  await chief.goto(`${product.url}/desk/envois`);
  await expectClean(chief);
  for (const page of [claire, karim, someone, chief]) await page.context().close();
});

test('a person who takes the agreement back empties the counsellor’s screen', async () => {
  const claire = await counsellor('claire2@apec.fr');
  const someone = await person('je suis cadre en CDI à Rennes, 41 ans, je voudrais changer de métier', 'je veux parler à quelqu’un');
  await tell(someone, 'oui, transmettre');
  await claire.getByRole('button', { name: /^Prendre la demande/ }).click();
  await claire.getByRole('heading', { name: 'Fiche de liaison' }).waitFor();
  await someone.fill('#message', 'je retire mon accord');
  await someone.keyboard.press('Enter');
  await claire.getByText('Ce dossier n’est plus à votre accueil').waitFor();
  expect(await claire.locator('body').innerText()).not.toContain('41 ans');
  for (const page of [claire, someone]) await page.context().close();
});

test('nothing on the desk is refused by its own security policy', async () => {
  const forms = new DeskBrowser(product.url);
  await enrol(forms, await link('stricte@apec.fr'), 'stricte');
  const context = await browser.newContext(SCREEN);
  await context.addCookies([...forms.cookies].map(([name, value]) => ({ name, value, domain: 'localhost', path: '/desk' })));
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(`${product.url}/desk`);
  await page.getByRole('button', { name: 'M’avertir' }).click();
  await context.clearCookies();
  await page.goto(`${product.url}${await link('encore@apec.fr')}`);
  await page.getByLabel('Votre nom').fill('Encore');
  await page.getByLabel('Choisissez un mot de passe').fill(PASSWORD);
  await page.getByLabel('Le même mot de passe').fill(PASSWORD);
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByLabel('Votre mot de passe').fill(PASSWORD);
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByRole('img', { name: 'Code QR du second facteur' }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});
