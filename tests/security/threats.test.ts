/** docs/security.md promises a control and a test for each threat: they are there. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const at = (path: string) => new URL(`../../${path}`, import.meta.url);
const rows = readFileSync(at('docs/security.md'), 'utf8').split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| threat')).map((line) => line.split('|').map((cell) => cell.trim()));
const pathsIn = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, path]) => path ?? '');

it.each(rows.map(([, threat = '', , where = '', tests = '']) => [threat, pathsIn(where), pathsIn(tests)] as const))('%s: has a control and a test', (_threat, where, tests) => {
  expect(where.length).toBeGreaterThan(0);
  expect(tests.length).toBeGreaterThan(0);
  expect([...where, ...tests].filter((path) => !existsSync(at(path)))).toEqual([]);
  for (const test of tests) expect(test).toMatch(/^tests\/.*\.test\.ts$/);
});
