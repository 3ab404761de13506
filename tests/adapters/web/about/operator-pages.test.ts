/** The legal notice, the page that says how it works, the ways to them, and what the start says of what is missing. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { ABOUT_PAGES, CONDITIONS, DRAWN } from '../../../../adapters/web/about/texts.ts';
import { gapsInFrench, operatorGaps } from '../../../../adapters/web/operator/gaps.ts';
import { readOperator } from '../../../../adapters/web/operator/operator-table.ts';
import { EMPTY, FILLED, readPage } from '../../../support/operator-pages.ts';

const TODAY = '2026-11-23';
const OUTSIDE = { model: { name: 'mistral-small', host: 'api.mistral.ai' }, embeddingsHost: 'vecteurs.example.fr', isTeamsOpen: true };

describe('the legal notice', () => {
  it('says everything of the publisher and the host', async () => {
    const { words } = await readPage('/mentions-legales');
    for (const said of [...Object.values(FILLED.hosting), 'Association Conseil Armor', 'Association loi 1901', '123 456 789', '1 rue de la Gare', '02 99 00 00 00', 'accueil@armor.example', 'Soazig Le Goff']) expect(words).toContain(said);
    expect(words).not.toContain('à compléter');
  });

  it('shows what is missing where it should stand', async () => {
    const { words } = await readPage('/mentions-legales', { table: EMPTY });
    for (const label of ['Organisme', 'Directeur de la publication', 'Hébergeur', 'Téléphone']) expect(words).toContain(`${label} à compléter par l’opérateur`);
  });
});

describe('how it works', () => {
  it('says first that a machine answers, and leads to a person in one press', async () => {
    const { words, page } = await readPage('/comment-ca-marche');
    expect(words).toMatch(/Vous écrivez à une machine.*article 50.*Une personne, à tout moment.*Comment il répond/);
    expect(page).toMatch(/<form[^>]+method="post" action="\/chat">[\s\S]*name="choice" value="Je veux parler à quelqu’un"/);
  });

  it('says whether a language model has a part in it', async () => {
    const without = (await readPage('/comment-ca-marche')).words;
    expect(without).toContain('Aucune intelligence artificielle générative');
    expect(without).not.toContain('mistral');
    const { words } = await readPage('/comment-ca-marche', OUTSIDE);
    expect(words).toContain('le modèle mistral-small.');
    expect(words).not.toContain('Aucune intelligence artificielle générative');
  });
});

describe('the ways to these pages', () => {
  it.each(['/chat', '/chat/quitter', '/mentions', '/nulle-part', ...ABOUT_PAGES.map((name) => `/${name}`)])('stand at the foot of %s', async (path) => {
    const { page } = await readPage(path);
    for (const name of [...ABOUT_PAGES, 'mentions']) expect(page).toContain(`href="/${name}"`);
  });

  it('open beside the panel where the chat is in one', async () => {
    expect((await readPage('/chat?embedded=1')).page).toContain('href="/confidentialite" target="_blank"');
  });

  it.each(ABOUT_PAGES)('/%s is there, and every place of its words has its value', async (name) => {
    for (const table of [EMPTY, FILLED]) {
      const { status, page, words } = await readPage(`/${name}`, { ...OUTSIDE, table });
      expect(status).toBe(200);
      expect(words).not.toMatch(/\{\w+\}|\bundefined\b|\bnull\b/);
      for (const [, link] of page.matchAll(/href="(\/[a-z-]+)"/g)) if (link !== '/chat') expect((await readPage(link ?? '')).status, link).toBe(200);
    }
  });
});

it('each condition and each drawing of the words is used', () => {
  const words = readFileSync(new URL('../../../../prompts/about.yaml', import.meta.url), 'utf8');
  for (const condition of CONDITIONS) expect(words).toContain(`when: ${condition}\n`);
  for (const drawn of DRAWN) expect(words).toContain(`draw: ${drawn}\n`);
});

describe('what is still missing', () => {
  it('is named at the start, one by one', () => {
    const said = gapsInFrench(operatorGaps(EMPTY, TODAY));
    expect(said).toMatch(/^Pages de l’opérateur, à compléter dans adapters\/web\/operator\/operator\.yaml : la dénomination de l’organisme ; .*audit[^\n]*\.$/);
    expect(operatorGaps(EMPTY, TODAY).length).toBeGreaterThan(15);
  });

  it('is nothing once the table is filled', () => {
    expect(operatorGaps(FILLED, TODAY)).toEqual([]);
    expect(gapsInFrench([])).toBeNull();
  });

  it.each([
    ['2026-11-22', 'n’est plus valable depuis le 22 novembre 2026'],
    ['2026-12-01', 'n’est valable que jusqu’au 1er décembre 2026'],
    ['2028-01-01', 'plus d’un an'],
  ])('security.txt that ends on %s is spoken of', (expires, words) => {
    expect(gapsInFrench(operatorGaps({ ...FILLED, security: { ...FILLED.security, expires } }, TODAY))).toContain(words);
  });

  it('an audit that has become too old is asked for again', () => {
    expect(gapsInFrench(operatorGaps(FILLED, '2030-01-01'))).toContain('un nouvel audit d’accessibilité');
  });
});

it.each([
  ['an e-mail that is none', (table: typeof FILLED) => ({ ...table, privacy: { ...table.privacy, officerEmail: 'dpo' } }), 'privacy.officerEmail'],
  ['a contact without its kind', (table: typeof FILLED) => ({ ...table, security: { ...table.security, contacts: ['securite@armor.example'] } }), 'mailto:nom@example.fr'],
  ['a site without https', (table: typeof FILLED) => ({ ...table, organisation: { ...table.organisation, site: 'http://armor.example' } }), 'organisation.site'],
  ['a row that nobody knows', (table: typeof FILLED) => ({ ...table, couleur: 'bleu' }), 'couleur'],
])('%s stops the start with its place', (_what, change, words) => {
  expect(readOperator(stringify(parse(stringify(FILLED))))).toEqual(FILLED);
  expect(() => readOperator(stringify(change(FILLED)))).toThrow(words);
});
