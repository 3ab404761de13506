/** RGPD art. 35: each measure of docs/aipd.md is where it is said to be, and has a test. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const at = (path: string) => new URL(`../../../${path}`, import.meta.url);
const page = readFileSync(at('docs/aipd.md'), 'utf8');
const risks = page.split('## Les risques')[1]?.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| risque') && line.split('|').length > 8) ?? [];
const pathsIn = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, path]) => path ?? '');

it.each(risks.map((line) => line.split('|').map((cell) => cell.trim())))('|%s %s: has a measure that is there, and a test', (...cells) => {
  const [, , , before = '', , after = '', where, test] = cells;
  expect(before).toMatch(/^G[1-4] V[1-4]$/);
  expect(after).toMatch(/^G[1-4] V[1-4]$/);
  const level = (text: string) => [...text.matchAll(/\d/g)].reduce((product, [digit]) => product * Number(digit), 1);
  expect(level(after), 'a measure lowers the risk').toBeLessThan(level(before));
  const paths = [...pathsIn(where), ...pathsIn(test)];
  expect(paths.length).toBeGreaterThan(1);
  expect(paths.filter((path) => !existsSync(at(path)))).toEqual([]);
});

it('every path that the page names is there', () => {
  expect(pathsIn(page).filter((path) => /^(?:bot|adapters|tests|prompts|knowledge)\//.test(path) && !existsSync(at(path)))).toEqual([]);
});

it('there are as many risks as a reader expects', () => expect(risks.length).toBeGreaterThan(8));
