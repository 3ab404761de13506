/** The page that an operator shows to its supervisory authority. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'node-html-parser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SuiteResult } from '../../../../../adapters/cli/evaluate/figures.ts';
import type { ReportInput } from '../../../../../adapters/cli/evaluate/report/report.ts';
import { failureInFrench, REPORT } from '../../../../../adapters/cli/evaluate/report/texts.ts';
import { versionsOf } from '../../../../../adapters/cli/evaluate/report/versions.ts';
import { writeReport } from '../../../../../adapters/cli/evaluate/report/write-report.ts';
import { readThresholds } from '../../../../../adapters/cli/evaluate/thresholds.ts';
import { readConfig } from '../../../../../adapters/config.ts';
import { openKnowledgeBase } from '../../../../../knowledge/open-knowledge-base.ts';
import { KNOWLEDGE_DIR } from '../../../../support/built-knowledge.ts';

const plainSpaces = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, ' ');
const THRESHOLDS: ReportInput['thresholds'] = {
  found: { label: 'bon document (heldout)', atLeast: 0.9, note: 'plancher' },
  invented: { label: 'réponses sans source', atMost: 0 },
  length: { label: 'longueur médiane, en mots', atMost: 90 },
  mrr: { label: 'questions réelles, MRR@10', atLeast: 0.48, only: 'REAL_QUESTIONS absent' },
};
const result = (changes: Partial<SuiteResult> = {}): SuiteResult => ({
  tables: [{ title: 'Recherche', columns: ['', 'questions', 'premier', 'MRR@10'], rows: [['tune', 1, 1, 1], ['heldout', 120, 0.925, 0.75]], note: 'une note' }],
  figures: { found: 0.925, invented: 0, length: 88 },
  failures: [
    { id: 'cep-1', half: 'tune', detail: 'c’est <b>payant</b> | pas ? | rank > 10 | found L1, L2' },
    { id: 'cep-2', half: 'heldout', detail: 'secret de la moitié tenue à l’écart | not answered (abstained)' },
  ],
  ...changes,
});

describe('the report', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'accueil-report-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (changes: Partial<SuiteResult> = {}, day = '2026-11-23T17:04:00Z') =>
    writeReport(folder, { now: new Date(day), measured: [{ suite: 'retrieval', result: result(changes) }], thresholds: THRESHOLDS, versions: [{ what: 'Programme', value: '0.1.0' }] });
  const page = () => parse(readFileSync(join(folder, 'rapport.html'), 'utf8'));
  const markdown = () => plainSpaces(readFileSync(join(folder, 'rapport.md'), 'utf8'));
  const lines = () => page().querySelectorAll('tbody')[0]!.querySelectorAll('tr').map((row) => plainSpaces(row.querySelectorAll('th, td').map(({ text }) => text.trim()).join(' ; ')));

  it('shows every figure beside its threshold, in words and numbers for everybody', () => {
    write();
    expect(lines()).toEqual([
      'bon document (questions tenues à l’écart) plancher ; 92,5 % ; au moins 90 % ; – ; tenu',
      'réponses sans source ; 0 ; au plus 0 ; – ; tenu',
      'longueur médiane, en mots ; 88 ; au plus 90 ; – ; tenu',
      'questions réelles, MRR ; – ; au moins 0,48 ; – ; non mesuré : REAL_QUESTIONS absent',
    ]);
    expect(page().querySelector('.verdict')?.text).toBe('Toutes les mesures faites tiennent leur seuil. 1 mesure(s) pas faites cette fois.');
    expect(page().text).toContain('Mesuré le 23 novembre 2026 à 18:04, heure de Paris.');
    expect(markdown()).toContain('| bon document (questions tenues à l’écart) (plancher) | 92,5 % | au moins 90 % | – | tenu |');
  });

  it('says what has become better or worse since the run before', () => {
    write();
    write({ figures: { found: 0.85, invented: 0, length: 80 } }, '2026-11-24T08:00:00Z');
    expect(lines()).toEqual([
      'bon document (questions tenues à l’écart) plancher ; 85 % ; au moins 90 % ; 92,5 % (moins bien) ; hors du seuil',
      'réponses sans source ; 0 ; au plus 0 ; 0 (inchangé) ; tenu',
      'longueur médiane, en mots ; 80 ; au plus 90 ; 88 (mieux) ; tenu',
      expect.stringContaining('non mesuré'),
    ]);
    expect(page().querySelector('.verdict.outside')?.text).toContain('1 mesure(s) hors du seuil');
    expect(page().text).toContain('La fois d’avant est celle du 23 novembre 2026');
  });

  it('remembers a figure over a run that did not measure it', () => {
    write();
    write({ figures: { invented: 0 } });
    write({ figures: { found: 0.95 } });
    expect(lines()[0]).toContain('92,5 % (mieux)');
  });

  it('lists every failure in full, those kept aside under their caution, and lets none write HTML', () => {
    write();
    const text = plainSpaces(page().querySelectorAll('details').map((part) => part.text).join('\n'));
    expect(text).toContain('le bon texte n’est pas parmi les dix premiers');
    expect(text).toMatch(/questions tenues à l’écart \(1\)Questions tenues à l’écart : qui règle/);
    expect(text).toContain('pas de réponse (sans réponse)');
    expect(page().querySelector('details b')).toBeNull();
    expect(markdown()).toContain('c’est \\<b\\>payant\\</b\\>');
    // A bar in what was said makes no column of its own.
    for (const row of markdown().split('\n')) if (row.startsWith('| cep-')) expect(row.split(/(?<!\\)\|/)).toHaveLength(5);
  });

  it('writes shares as percentages, counts as counts, marks as marks', () => {
    write();
    const table = page().querySelectorAll('section table').at(-1);
    expect(plainSpaces(table?.text ?? '')).toMatch(/questions de réglage1100 %1questions tenues à l’écart12092,5 %0,75/);
  });

  it('needs nothing beside it: no script, no picture, no address', () => {
    write();
    const source = readFileSync(join(folder, 'rapport.html'), 'utf8');
    expect(source).not.toMatch(/<script|<img|<link|@import|url\(|https?:/);
  });

  it('says what to do when the figures before cannot be read, and overwrites nothing', () => {
    writeFileSync(join(folder, 'figures.json'), '{ oups');
    expect(() => write()).toThrow(/figures\.json ne peut pas être lu.*rangez-le ailleurs/);
    expect(readFileSync(join(folder, 'figures.json'), 'utf8')).toBe('{ oups');
  });

  it('names the versions of texts, index, prompts, model and machine, and no path nor name of the machine', () => {
    const versions = versionsOf(readConfig({ KNOWLEDGE_DIR, EMBEDDINGS_URL: 'https://modeles.example.fr/v1', EMBEDDINGS_MODEL: 'bge-m3' }), openKnowledgeBase({ folder: KNOWLEDGE_DIR }));
    const all = versions.map(({ what, value }) => `${what} : ${value}`).join('\n');
    for (const expected of [/legi-data@\d/, /fiches-travail-data@\d/, /Index.* : [0-9a-f]{12}, construit le/, /prompts\) : [0-9a-f]{12}/, /bge-m3/, /Machine : /, /Programme : 0\.1\.0/]) expect(all).toMatch(expected);
    expect(all).not.toMatch(/\/home|\/root|\/tmp|example\.fr/);
  });
});

describe('the words of the report', () => {
  it('have a name for every suite and a known unit for every threshold', () => {
    for (const name of ['retrieval', 'scope', 'answers', 'abstention', 'follow-ups', 'reading', 'routing', 'routing-talk', 'occupations', 'places', 'red-team']) expect(Object.keys(REPORT.suites)).toContain(name);
    expect(Object.keys(readThresholds()).length).toBeGreaterThan(10);
  });

  it.each([
    ['not answered (out-of-scope)', 'pas de réponse (refusée comme hors du domaine)'],
    ['abstained, cites nothing', 'sans réponse, ne cite rien'],
    ['does not say « cites nothing »', 'ne dit pas « cites nothing »'],
    ['names null, not apec; does not show cap-emploi beside', 'nomme aucun au lieu de apec; ne montre pas aussi cap-emploi'],
    ['ends as answered, not protected or abstained', 'finit par « une réponse » au lieu de protection de la personne ou sans réponse'],
    ['says that cadre is missing', 'dit à tort qu’il manque « cadre »'],
    ['F1703 Maçon (« maçon »), not M1805', 'F1703 Maçon (« maçon ») au lieu de M1805'],
    ['masks nothing, not phone', 'masque rien au lieu de phone'],
  ])('turn « %s » into French', (found, french) => {
    expect(failureInFrench(found)).toBe(french);
  });
});
