/** RFC 9116: `/.well-known/security.txt`. */
import { expect, it } from 'vitest';
import { securityTxt } from '../../../../adapters/web/about/security-txt.ts';
import { EMPTY, FILLED, readPage } from '../../../support/operator-pages.ts';

it('is plain text that names whom to tell, the best way first, and one end', async () => {
  const { status, type, page } = await readPage('/.well-known/security.txt');
  expect(status).toBe(200);
  expect(type).toBe('text/plain; charset=utf-8');
  const fields = page.trim().split('\n').map((line) => /^([A-Z][A-Za-z-]+): (\S.*)$/.exec(line)?.slice(1) ?? [line]);
  expect(fields).toEqual([
    ['Contact', 'mailto:securite@armor.example'],
    ['Contact', 'https://www.armor.example/securite'],
    ['Expires', '2027-06-30T23:59:59Z'],
    ['Preferred-Languages', 'fr, en'],
    ['Canonical', 'https://accueil.armor.example/.well-known/security.txt'],
    ['Policy', 'https://www.armor.example/failles'],
  ]);
});

it('names no address of its own where nobody said how this server is reached', () => {
  expect(securityTxt(FILLED, null)).not.toContain('Canonical');
});

it.each([
  ['anybody to tell', { ...FILLED.security, contacts: [] }],
  ['an end', { ...FILLED.security, expires: '' }],
])('is not served without %s, rather than served wrong', async (_what, security) => {
  expect((await readPage('/.well-known/security.txt', { table: { ...FILLED, security } })).status).toBe(404);
});

it('is not there before the operator has filled in its table', async () => {
  expect((await readPage('/.well-known/security.txt', { table: EMPTY })).status).toBe(404);
});
