/** Whatever an operator's folder or table holds: read, or left out with one line that says why. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ZodError } from 'zod';
import { readOperatorDocuments } from '../../knowledge/corpus/operator-documents.ts';
import { openingHoursSchema } from '../../knowledge/operators/opening-hours.ts';
import { makeDocx, makePdf } from '../support/office-documents.ts';
import { anyMessage, fuzz, patience, runsOf } from '../support/fuzz.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PAPERS = 'title: Notre guide\npublisher: Opérateur\ndate: 2026-05-01\n';
let count = 0;

/** Each read of a folder takes many documents at once: a folder of one would measure the disk. */
async function read(files: [name: string, content: string | Uint8Array][]): Promise<Awaited<ReturnType<typeof readOperatorDocuments>>> {
  const here = join(folder, `d${++count}`);
  mkdirSync(here);
  for (const [name, content] of files) writeFileSync(join(here, name), content);
  const documents = await readOperatorDocuments(here, new Date('2026-11-23'));
  rmSync(here, { recursive: true });
  return documents;
}

const broken = (whole: Buffer) => fc.tuple(fc.nat({ max: whole.length - 1 }), fc.uint8Array({ minLength: 1, maxLength: 12 }), fc.boolean()).map(([at, bytes, cut]) => (cut ? whole.subarray(0, at) : Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(at + bytes.length)])));

describe('the documents of an operator', () => {
  const markup = fc.array(fc.oneof(anyMessage, fc.constantFrom('# Titre', '## ', '<div hidden>', '</p>', '<table><tr><td>', '<!--', '-->', '| a | b |', '```', '&#x0;', '&amp;amp;', '<script>', '[x](y)', '\n\n')), { maxLength: 12 }).map((parts) => parts.join('\n'));
  const papers = fc.oneof({ weight: 4, arbitrary: fc.constant(PAPERS) }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) }, { weight: 1, arbitrary: fc.jsonValue().map((value) => JSON.stringify(value)) });

  it('in Markdown and HTML: each gives passages, or one line', async () => {
    const batch = fc.array(fc.tuple(papers, markup, fc.constantFrom('md', 'html')), { minLength: 20, maxLength: 20 });
    await fuzz(0.005, batch, async (documents) => {
      const { passages, problems } = await read(documents.map(([head, body, kind], index) => [`n${index}.${kind}`, `---\n${head}\n---\n${body}`]));
      for (let index = 0; index < documents.length; index++) {
        const name = new RegExp(`\\bn${index}\\.(md|html)\\b`);
        expect(passages.some(({ id }) => name.test(id)) || problems.some((problem) => name.test(problem)), JSON.stringify(documents[index])).toBe(true);
      }
    });
  }, patience(0.1));

  it.each([['pdf', makePdf('Bonjour')], ['docx', makeDocx('Titre', 'Un paragraphe.')]])('damaged, as %s: read, or left out with one line', async (kind, whole) => {
    const samples = fc.sample(broken(Buffer.from(whole)), runsOf(0.004));
    const { passages, problems } = await read(samples.flatMap((content, index): [string, string | Uint8Array][] => [[`n${index}.${kind}`, content], [`n${index}.${kind}.yaml`, PAPERS]]));
    for (let index = 0; index < samples.length; index++) {
      const name = `n${index}.${kind}`;
      expect(passages.some(({ id }) => id.includes(name)) || problems.some((problem) => problem.startsWith(name)), name).toBe(true);
    }
  }, patience(0.1));
});

describe('a table of an operator', () => {
  const cell = fc.oneof(fc.constantFrom('apec', 'regional', 'lundi-vendredi', '09:00-12:00', '25:99-26:00', '53', 'paris', 'local', '~', '[]', '{}', '*a', '&a', '<<', '!!js/function x', '2026-13-45'), fc.string({ maxLength: 8 }));
  const yaml = fc.array(fc.tuple(fc.constantFrom('hours:', 'clocks:', '  - kind:', '    week:', '    clock:', '    closings:', '- ', '  ? ', '  : '), cell).map(([key, value]) => `${key} ${value}`), { maxLength: 10 }).map((lines) => lines.join('\n'));

  it('is read, or refused by the reader of YAML or by its schema with what is wrong', async () => {
    await fuzz(0.08, yaml, (text) => {
      try {
        openingHoursSchema.parse(parse(text, { logLevel: 'error' }));
      } catch (error) {
        expect(error instanceof ZodError || (error instanceof Error && /YAML|ReferenceError|Alias/.test(`${error.name} ${error.message}`)), String(error)).toBe(true);
        expect((error as Error).message).not.toBe('');
      }
    });
  }, patience(0.08));
});
