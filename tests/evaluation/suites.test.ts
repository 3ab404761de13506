/** The questions themselves are checked: a label that names nothing would make every figure lie. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Expected } from '../../adapters/cli/evaluate/expected.ts';
import { halfOf, readFollowUps, readOutOfScope, readQuestions } from '../../adapters/cli/evaluate/suite-data.ts';

const require = createRequire(import.meta.url);
const officialFile = (path: string) => readFileSync(require.resolve(path), 'utf8');

describe('the evaluation suites', () => {
  const questions = readQuestions();
  const articles = new Set<string>();
  const sheets = new Set<string>();

  beforeAll(() => {
    for (const [, number = ''] of officialFile('@socialgouv/legi-data/data/LEGITEXT000006072050.json').matchAll(/"num": ?"([^"]+)"/g)) {
      articles.add(number.replace(/[*. ]/g, ''));
    }
    for (const [, slug = ''] of officialFile('@socialgouv/fiches-travail-data/data/fiches-travail.json').matchAll(/"url": ?"[^"]*\/([^"/]+)"/g)) sheets.add(slug);
  });

  const unknownOf = (expected: Expected) => [...expected.articles.filter((name) => !articles.has(name)), ...expected.sheets.filter((name) => !sheets.has(name))];

  it('holds at least 240 questions, 100 outside the field and 25 dialogues', () => {
    expect(questions.length).toBeGreaterThanOrEqual(240);
    expect(readOutOfScope().length).toBeGreaterThanOrEqual(100);
    expect(readFollowUps().length).toBeGreaterThanOrEqual(25);
  });

  it('names each question once', () => {
    const ids = [...questions, ...readFollowUps()].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(questions.map(({ question }) => question)).size).toBe(questions.length);
  });

  it('expects only articles and sheets that the packages hold, and at least one', () => {
    for (const { id, expected } of [...questions, ...readFollowUps()]) {
      expect(unknownOf(expected), id).toEqual([]);
      expect(expected.articles.length + expected.sheets.length, id).toBeGreaterThan(0);
    }
  });

  it('keeps about half of the questions aside, the same ones at every run', () => {
    const heldout = questions.filter(({ half }) => half === 'heldout').length / questions.length;
    expect(heldout).toBeGreaterThan(0.42);
    expect(heldout).toBeLessThan(0.58);
    expect([halfOf('cep-quoi-payant'), halfOf('vae-seul')]).toEqual(['heldout', 'tune']);
  });
});
