/** The same step on the built-in tables, on imported ones, and on the complete ones that LABOUR_DATA_DIR names: only the finest area differs, and it is said. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ports } from '../../bot/ports.ts';
import type { Reply } from '../../bot/reply.ts';
import { newState } from '../../bot/state.ts';
import { answerLabour } from '../../bot/steps/answer-labour.ts';
import type { Turn } from '../../bot/turn.ts';
import { importLabour } from '../../knowledge/labour-market/import/import-labour.ts';
import { openLabour } from '../../knowledge/labour-market/open-labour.ts';
import { type LabourTables, openLabourTables } from '../../knowledge/labour-market/tables.ts';
import { missingPapers } from '../support/figure-papers.ts';
import { labourFiles, writeLabourFolder } from '../support/labour-folder.ts';

const scratch = mkdtempSync(join(tmpdir(), 'labour-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function ask(text: string, tables: LabourTables): { outcome: string | null; reply: Reply; text: string } {
  const turn: Turn = {
    message: { conversation: 'test:1', channel: 'test', id: '1', kind: 'message', text, reference: null, clientData: null, receivedAt: '2026-11-23T10:00:00Z', masked: [] },
    state: newState(), now: new Date('2026-11-23T10:00:00Z'), command: null, reading: null, detour: false, mayBegin: false, answer: null, replies: [], outcome: null, dispatches: [],
  };
  const { outcome, replies } = answerLabour(turn, { knowledge: { labour: () => tables } as Ports['knowledge'] });
  const reply = replies[0] ?? { text: '', citations: [], choices: [] };
  return { outcome, reply, text: reply.text };
}
async function imported(folder: string, name: string): Promise<LabourTables> {
  const knowledge = join(scratch, name);
  await importLabour(folder, knowledge, '2026-11-23');
  return openLabour(knowledge).tables();
}

const QUESTIONS = [
  (place: string) => `quels métiers recrutent ${place} ?`,
  (place: string) => `y a du boulot d'aide soignante ${place} ?`,
  (place: string) => `ça recrute des souffleurs de verre ${place} ?`,
  (place: string) => `je suis vendeuse, vers quels métiers proches je peux aller ${place} ?`,
  (place: string) => `quels métiers de la transition écologique ${place} ?`,
  (place: string) => `taux de chômage ${place}`,
];
const REAL = process.env.LABOUR_DATA_DIR;

describe.each([
  ['built in', async () => openLabourTables()],
  ['imported from a small folder', () => imported(writeLabourFolder(join(scratch, 'small')), 'small-knowledge')],
  ...(REAL ? ([['of LABOUR_DATA_DIR', () => imported(REAL, 'real-knowledge')]] as const) : []),
] as const)('on tables %s', (_name, open) => {
  let tables: LabourTables;
  beforeAll(async () => {
    tables = await open();
  });

  it('every figure has its year, its area and its source, in every département and for every question', () => {
    const places = [...[...tables.projects.keys()].map((code) => `dans le ${code}`), 'à Rennes', 'à Redon', 'au Havre', 'à Ajaccio', 'à Saint-Denis (974)', 'à Mamoudzou', 'en Bretagne', 'dans le bassin de Redon', 'dans la zone d’emploi de Rennes', 'autour de Brest (29)'];
    let answered = 0;
    for (const place of places) {
      for (const question of QUESTIONS) {
        const { outcome, reply } = ask(question(place), tables);
        expect(outcome, question(place)).toMatch(/^(?:answered|abstained)$/);
        expect(missingPapers(reply.text, reply.citations), `${question(place)}\n${reply.text}`).toEqual([]);
        if (reply.card?.kind === 'figures') expect(`${reply.card.title}`, reply.card.title).toMatch(/20\d\d/);
        expect(reply.text, 'no text of the table is left unfilled').not.toMatch(/\{\w+\}|undefined|NaN/);
        if (outcome === 'answered') answered += 1;
      }
    }
    expect(answered).toBeGreaterThan(places.length * 3);
  });
});

describe('the area that is meant', () => {
  const built = openLabourTables();
  let full: LabourTables;
  beforeAll(async () => {
    full = await imported(writeLabourFolder(join(scratch, 'areas')), 'areas-knowledge');
  });

  it.each([
    ['quels métiers recrutent autour de Rennes ?', /^Bassin d’emploi de Rennes, en 2025/],
    ['quels métiers recrutent à Redon ?', /^Bassin d’emploi de Redon, en 2025/],
    ['quels métiers recrutent dans le bassin du Havre ?', /^Bassin d’emploi du Havre, en 2025/],
    ["quels métiers recrutent dans le bassin d'emploi de Grande-Terre ?", /^Bassin d’emploi de Grande-Terre, en 2025/],
    ['quels métiers recrutent dans le 29 ?', /^Finistère \(29\), en 2025/],
    ['quels métiers recrutent en Bretagne ?', /^Bretagne, en 2025/],
    ["quels métiers recrutent dans la zone d'emploi de Brest ?", /^Les embauches prévues sont publiées par bassin d’emploi[\s\S]*\n\nBassin d’emploi de Brest, en 2025/],
    ["taux de chômage dans la zone d'emploi de Brest", /^Zone d’emploi de Brest : /],
    ['taux de chômage à Redon', /^Zone d’emploi de Redon : /],
    ['taux de chômage du bassin de Redon', /^L’Insee publie le chômage par zone d’emploi[\s\S]*\n\nZone d’emploi de Redon : /],
    ['taux de chômage à Cayenne', /^$|^Guyane \(973\) : /],
    ['taux de chômage dans le 35', /^Ille-et-Vilaine \(35\) : /],
  ])('« %s »', (question, begins) => {
    expect(ask(question, full).text).toMatch(begins);
  });

  it.each([
    ['quels métiers recrutent autour de Rennes ?', /^Ille-et-Vilaine \(35\), en 2025/],
    ['quels métiers recrutent dans le bassin de Rennes ?', /^Je n’ai pas ici les chiffres par bassin d’emploi[\s\S]*\n\nIlle-et-Vilaine \(35\), en 2025/],
    ["taux de chômage dans la zone d'emploi de Rennes", /^Je n’ai pas ici les taux par zone d’emploi[\s\S]*\n\nIlle-et-Vilaine \(35\) : /],
  ])('« %s », where nothing was imported', (question, begins) => {
    expect(ask(question, built).text).toMatch(begins);
  });

  it.each(['quels métiers recrutent dans un bassin de natation à Rennes ?', 'ca recrute des maitres nageurs de bassin en Bretagne ?'])('« %s » names no zoning', (question) => {
    expect(ask(question, built).text).not.toContain('bassin d’emploi');
  });

  it('a bassin is asked about wherever the person lives', () => {
    const turnText = ask('j’habite à Brest (29), quels métiers recrutent dans le bassin de Redon ?', full).text;
    expect(turnText).toMatch(/^Bassin d’emploi de Redon/);
  });

  it('codes clash, and no zone is taken for the bassin of its code: 5313 is the bassin of Redon and the zone of Brest', () => {
    expect(full.bassins.get('5313' as never)?.name).toBe('Redon');
    expect(full.zones.get('5313' as never)?.name).toBe('Brest');
    expect(ask('taux de chômage à Brest (29)', full).text).toMatch(/^Zone d’emploi de Brest/);
  });
});

describe('what is secret', () => {
  it('in a bassin is said to be so, and the figure is that of a wider area', async () => {
    const files = labourFiles();
    for (const row of files.bmo_2025 ?? []) if (row[0] === 'V0X60' && row[2] === '5314') row.splice(3, 3, '', '', '');
    const { text } = ask("y a du boulot d'aide soignante à Rennes ?", await imported(writeLabourFolder(join(scratch, 'secret'), files), 'secret-knowledge'));
    expect(text).toMatch(/^Bassin d’emploi de Rennes : le chiffre de ce métier est secret[\s\S]*Voici un territoire plus large : Ille-et-Vilaine \(35\)\./);
    expect(text).toContain('Ille-et-Vilaine (35), en 2025 : au moins');
  });

  it('everywhere is never said to be zero', async () => {
    const files = labourFiles();
    for (const row of files.bmo_2025 ?? []) if (row[0] === 'V0X60') row.splice(3, 3, '', '', '');
    const { text, outcome } = ask("y a du boulot d'aide soignante à Rennes ?", await imported(writeLabourFolder(join(scratch, 'all-secret'), files), 'all-secret-knowledge'));
    expect(outcome).toBe('answered');
    expect(text).toContain('leur nombre est secret');
    expect(text).not.toMatch(/\b0\b/);
  });
});

describe('near trades', () => {
  it('are those that recruit more than the present one, in one and the same area', async () => {
    const files = labourFiles();
    const set = (fap: string, projects: number) => {
      for (const row of files.bmo_2025 ?? []) if (row[0] === fap && row[2] === '5320') row.splice(3, 3, projects, 0, 0);
      if (!files.bmo_2025?.some((row) => row[0] === fap && row[2] === '5320')) files.bmo_2025?.push([fap, '29', '5320', projects, 0, 0]);
    };
    set('R1X62', 50);
    set('R1X60', 120);
    set('R0X61', 20);
    const tables = await imported(writeLabourFolder(join(scratch, 'near'), files), 'near-knowledge');
    const { text } = ask('je suis vendeuse à Brest (29), vers quels métiers proches je peux aller ?', tables);
    expect(text).toMatch(/qui ont plus d’embauches prévues que le vôtre, en 2025, bassin d’emploi de Brest/);
    expect(text).toContain('vendeurs en alimentation) : 120');
    expect(text).not.toContain('caissiers) : 20');
    expect(text).toMatch(/Pour comparer, .*bassin d’emploi de Brest, en 2025 : 50\./);
    set('R1X62', 9_000);
    const none = ask('je suis vendeuse à Brest (29), vers quels métiers proches je peux aller ?', await imported(writeLabourFolder(join(scratch, 'near-none'), files), 'near-none-knowledge'));
    expect(none.text).toContain('Aucun des métiers proches');
  });
});

describe('the check of papers', () => {
  const source = { id: 'x', title: 'x', publisher: 'Insee', url: 'https://insee.fr', article: null, inForceSince: null, publishedOn: null, validUntil: null, authority: 'ministry' as const, quote: '', period: 'données 2025' };
  it.each([
    ['no year', 'Finistère (29) : 12 embauches. [1]', [source]],
    ['no area', 'En 2025 : 12 embauches. [1]', [source]],
    ['no source', 'Finistère (29), en 2025 : 12 embauches.', []],
    ['no period', 'Finistère (29), en 2025 : 12 embauches. [1]', [{ ...source, period: '' }]],
    ['leads nowhere', 'Finistère (29), en 2025 : 12 embauches. [1] [2]', [source]],
  ])('finds %s', (what, text, citations) => {
    expect(missingPapers(text, citations).join()).toContain(what);
  });
  it('is content with the whole', () => expect(missingPapers('Finistère (29), en 2025 : 12 embauches. [1]', [source])).toEqual([]));
});
