/** The accessibility statement has the parts that the RGAA wants, and claims nothing that was not looked at. */
import { existsSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { ABOUT } from '../../../../adapters/web/about/texts.ts';
import { accessibilityState } from '../../../../adapters/web/operator/accessibility-state.ts';
import { EMPTY, FILLED, readPage } from '../../../support/operator-pages.ts';

const audit = (rate: number, on = '2026-10-01') => ({ by: 'Audits Clairs', on, version: '4.1.2', rate });

test.each([
  ['no audit at all', null, 'non conforme'],
  ['an audit of more than three years', audit(100, '2023-11-22'), 'non conforme'],
  ['an audit of three years to the day', audit(100, '2023-11-23'), 'totalement conforme'],
  ['less than half of the criteria', audit(49.9), 'non conforme'],
  ['half of them', audit(50), 'partiellement conforme'],
  ['nearly all', audit(99.9), 'partiellement conforme'],
  ['all', audit(100), 'totalement conforme'],
])('%s', (_what, found, label) => {
  expect(accessibilityState(found, '2026-11-23').label).toBe(label);
});

describe('without an audit', () => {
  it('says « non conforme », why, and which tests there are', async () => {
    const { words } = await readPage('/accessibilite', { table: EMPTY });
    expect(words).toContain('Accueil CEP est non conforme');
    expect(words).toContain('aucun audit en cours de validité');
    for (const { what } of ABOUT.tested) expect(words).toContain(what);
    for (const what of ABOUT.untested) expect(words).toContain(what);
    expect(words).not.toContain('% des critères');
  });
});

describe('with an audit', () => {
  it('says its result, who made it, what is not accessible, and still what was not tried', async () => {
    const { words, page } = await readPage('/accessibilite');
    expect(words).toContain('Accueil CEP est partiellement conforme');
    expect(words).toContain('L’audit fait par Audits Clairs le 1er octobre 2026 montre que 78,4 % des critères');
    expect(words).toContain('Le contraste d’un lien est trop faible.');
    expect(words).toContain('Déclaration établie le 15 octobre 2026.');
    expect(words).toContain('Les lecteurs d’écran eux-mêmes');
    for (const link of [FILLED.accessibility.multiYearPlan, FILLED.accessibility.yearPlan, 'mailto:acces@armor.example', 'tel:0299111111', 'https://formulaire.defenseurdesdroits.fr/']) expect(page).toContain(`href="${link}"`);
  });
});

it.each(['État de conformité', 'Résultats des essais', 'Contenus non accessibles', 'Établissement de cette déclaration', 'Retour d’information et contact', 'Voies de recours'])('has the part « %s »', async (title) => {
  expect((await readPage('/accessibilite')).page).toContain(`<h2>${title}</h2>`);
});

it.each(ABOUT.tested.map(({ what, test: file }) => [what, file]))('« %s » is shown by a test', (_what, file) => {
  expect(existsSync(new URL(`../../../../${file}`, import.meta.url))).toBe(true);
});

it('the state stands on the chat page, beside the link', async () => {
  expect((await readPage('/chat')).words).toContain('Accessibilité : partiellement conforme');
  expect((await readPage('/chat', { table: EMPTY })).words).toContain('Accessibilité : non conforme');
});
