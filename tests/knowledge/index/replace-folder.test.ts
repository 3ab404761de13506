/** A build puts its folder in place in one move; what others keep in that folder goes along. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { replaceFolder } from '../../../knowledge/index/build/replace-folder.ts';

let scratch: string;
let folder: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'replace-'));
  folder = join(scratch, 'knowledge');
  mkdirSync(join(folder, 'labour'), { recursive: true });
  writeFileSync(join(folder, 'index.json'), 'old');
  writeFileSync(join(folder, 'labour', 'tables.json.gz'), 'imported');
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

const content = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : null);

it('imported labour-market figures survive a new index', async () => {
  await replaceFolder(folder, async (draft) => writeFileSync(join(draft, 'index.json'), 'new'), ['labour']);
  expect(content('index.json')).toBe('new');
  expect(content('labour/tables.json.gz')).toBe('imported');
});

it('an import that ends during the build is not undone by it', async () => {
  await replaceFolder(folder, async (draft) => {
    writeFileSync(join(draft, 'index.json'), 'new');
    writeFileSync(join(folder, 'labour', 'tables.json.gz'), 'imported meanwhile');
  }, ['labour']);
  expect(content('labour/tables.json.gz')).toBe('imported meanwhile');
});

it('a build that fails changes nothing', async () => {
  await expect(replaceFolder(folder, () => Promise.reject(new Error('no')), ['labour'])).rejects.toThrow('no');
  expect(content('index.json')).toBe('old');
  expect(content('labour/tables.json.gz')).toBe('imported');
});

it('a builder that was killed between its two moves left no folder: the old one is put back before the next build', async () => {
  const dead = `${folder}.999999999.draft.old`;
  mkdirSync(join(dead, 'labour'), { recursive: true });
  writeFileSync(join(dead, 'labour', 'tables.json.gz'), 'imported');
  rmSync(folder, { recursive: true });
  await replaceFolder(folder, async (draft) => writeFileSync(join(draft, 'index.json'), 'new'), ['labour']);
  expect(content('index.json')).toBe('new');
  expect(content('labour/tables.json.gz')).toBe('imported');
});
