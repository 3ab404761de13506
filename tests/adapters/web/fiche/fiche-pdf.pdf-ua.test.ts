import { getDocumentProxy } from 'unpdf';
import { expect, it } from 'vitest';
import { fichePdf } from '../../../../adapters/web/fiche/fiche-pdf.ts';
import { writable } from '../../../../adapters/web/fiche/writable.ts';
import { ownCopyOf } from '../../../support/own-copies.ts';

interface Node {
  role?: string;
  children?: Node[];
}
const roles = ({ role, children = [] }: Node): string[] => [...(role === undefined ? [] : [role]), ...children.flatMap(roles)];

async function read(file: Buffer) {
  const pdf = await getDocumentProxy(new Uint8Array(file));
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, index) => pdf.getPage(index + 1)));
  const texts = await Promise.all(pages.map(async (page) => (await page.getTextContent()).items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('')));
  const trees = await Promise.all(pages.map((page) => page.getStructTree()));
  const links = (await Promise.all(pages.map((page) => page.getAnnotations()))).flat() as { url?: string }[];
  return { pdf, texts, text: texts.join('\n').replace(/\s+/g, ' '), roles: trees.flatMap((tree) => roles(tree as Node)), links: links.map(({ url }) => url) };
}

it('is tagged, titled and in French', async () => {
  const { pdf, roles } = await read(await fichePdf(ownCopyOf()));
  expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
  const { info } = (await pdf.getMetadata()) as unknown as { info: Record<string, unknown> };
  expect(info).toMatchObject({ Title: 'Ma fiche de liaison', Language: 'fr-FR' });
  expect((await pdf.getViewerPreferences() as Record<string, unknown>)['DisplayDocTitle']).toBe(true);
  expect(roles.filter((role) => role === 'H1')).toHaveLength(1);
  for (const role of ['Document', 'H2', 'P', 'L', 'LI', 'LBody', 'Link']) expect(roles, role).toContain(role);
});

it('holds its own letters, and everything that is drawn is in its structure', async () => {
  const source = (await fichePdf(ownCopyOf())).toString('latin1');
  for (const name of ['/MarkInfo', '/StructTreeRoot', '/Lang (fr-FR)', '/FontFile', 'pdfuaid']) expect(source, name).toContain(name);
  expect(source).not.toMatch(/\/BaseFont \/Helvetica/);
});

it('says what the page says, and what is written by others is text', async () => {
  const { text, links } = await read(await fichePdf(ownCopyOf()));
  for (const words of ['Ma fiche de liaison', 'Référence : K7F2QD', '<script>alert(1)</script>', '=HYPERLINK(', 'Âge : non partagé', 'déduit de vos mots', 'Code du travail, article L6111-6 (1er janvier 2024)', 'Pour les joindre : Apec']) expect(text, words).toContain(words);
  expect(text).not.toMatch(/synthèse/i);
  expect(links).toEqual(['https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037388660']);
});

it('goes over several pages when there is much to say, and stays whole', async () => {
  const questions = Array.from({ length: 60 }, (_, index) => ({ question: `Question ${index + 1} : ${'mot '.repeat(40)}`, answered: false, sources: [] }));
  const { pdf, text, roles } = await read(await fichePdf(ownCopyOf({ questions, lines: [{ id: 'demande', section: 'request', label: 'Votre demande', value: 'mot '.repeat(3_000), said: null, origin: 'stated', shared: true }] })));
  expect(pdf.numPages).toBeGreaterThan(3);
  expect(text).toContain('Question 60');
  expect(roles.filter((role) => role === 'P').length).toBeGreaterThan(120);
});

it('writes what its letters can draw, and shows that something is missing where they cannot', () => {
  expect(writable('Łódź, Nîmes, cœur, 12 €, « ça »')).toBe('Lódz, Nîmes, cœur, 12 €, « ça »');
  expect(writable('ok 👍👍 Привет')).toBe('ok ? ?');
  expect(writable('a\u202eb\r\nc\u0000d')).toBe('ab\ncd');
});
