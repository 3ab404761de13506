import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { indexKey } from '../../../knowledge/index/build/key.ts';
import { FILES } from '../../../knowledge/index/files.ts';
import { IndexError, openIndex, readMeta } from '../../../knowledge/index/open-index.ts';
import { search } from '../../../knowledge/index/search.ts';
import { buildSmallIndex } from '../../support/small-index.ts';

const firstFor = async (folder: string, question: string) => (await search(openIndex(folder), question, { date: '2026-11-23', limit: 3 })).passages[0]?.passage.id;

describe('building an index', () => {
  it('gives what it was built from, and tells each step in French', async () => {
    const lines: string[] = [];
    const folder = await buildSmallIndex({ onProgress: (line) => lines.push(line) });
    expect(await firstFor(folder, 'c’est quoi le bilan de compétences')).toBe('fiche:bilan');
    expect(await firstFor(folder, 'être payé chaque mois')).toBe('fiche:salaire');
    expect(lines.join('\n')).toMatch(/mots[\s\S]*vecteurs/);
  });

  it('takes the place of the old index in one move, and leaves nothing beside it', async () => {
    const folder = await buildSmallIndex();
    const before = readMeta(folder)?.builtAt ?? '';
    await buildSmallIndex({ folder });
    expect(readdirSync(dirname(folder))).toEqual(['knowledge']);
    expect((readMeta(folder)?.builtAt ?? '') >= before).toBe(true);
  });

  it('clears what a killed build left beside it', async () => {
    const folder = await buildSmallIndex();
    // No process can have this number.
    mkdirSync(`${folder}.4194305.draft`);
    await buildSmallIndex({ folder });
    expect(readdirSync(dirname(folder))).toEqual(['knowledge']);
  });

  it('that fails leaves the old index whole', async () => {
    const folder = await buildSmallIndex();
    const endpoint = { model: 'away', embedDocuments: () => Promise.reject(new Error('loin')), embedQuery: () => Promise.reject(new Error('loin')) };
    await expect(buildSmallIndex({ folder, endpoint })).rejects.toThrow('loin');
    expect(await firstFor(folder, 'congés')).toBe('fiche:conges');
    expect(readdirSync(dirname(folder))).toEqual(['knowledge']);
  });
});

describe('a damaged index', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await buildSmallIndex();
  });

  it.each([FILES.arrays, FILES.dictionary, FILES.passages, FILES.meta, FILES.cards])('with %s cut short is told in one line that says how to repair it', (file) => {
    const path = join(folder, file);
    const whole = readFileSync(path);
    truncateSync(path, Math.floor(whole.length / 2));
    expect(() => openIndex(folder)).toThrow(IndexError);
    expect(() => openIndex(folder)).toThrow(/^L'index des connaissances .+ Lancez « npm run knowledge » pour le construire\.$/);
    writeFileSync(path, whole);
    expect(openIndex(folder).meta.passages).toBe(4);
  });

  it('with one changed byte is noticed', () => {
    const path = join(folder, FILES.arrays);
    const whole = readFileSync(path);
    const changed = Buffer.from(whole);
    changed[whole.length - 9] = (changed[whole.length - 9] as number) ^ 1;
    writeFileSync(path, changed);
    expect(() => openIndex(folder)).toThrow(IndexError);
    writeFileSync(path, whole);
  });

  it('that is not there is told the same way', () => {
    rmSync(folder, { recursive: true });
    expect(() => openIndex(folder)).toThrow(IndexError);
    expect(readMeta(folder)).toBeNull();
  });
});

describe('the key of an index', () => {
  it('stays the same as long as nothing changes, and follows operator documents and the model', () => {
    const documents = mkdtempSync(join(tmpdir(), 'accueil-cep-documents-'));
    writeFileSync(join(documents, 'horaires.md'), 'Ouvert le lundi.');
    const key = indexKey(documents, null);
    expect(indexKey(documents, null)).toBe(key);
    expect(indexKey(undefined, null)).not.toBe(key);
    expect(indexKey(documents, 'a-model')).not.toBe(key);
    writeFileSync(join(documents, 'horaires.md'), 'Ouvert le mardi.');
    expect(indexKey(documents, null)).not.toBe(key);
  });
});
