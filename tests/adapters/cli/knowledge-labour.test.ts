/** `npm run knowledge -- labour`, as a person runs it. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runLabour } from '../../../adapters/cli/labour/labour-command.ts';
import { readConfig } from '../../../adapters/config.ts';
import { openLabour } from '../../../knowledge/labour-market/open-labour.ts';
import { labourFiles, writeLabourFolder } from '../../support/labour-folder.ts';
import { CLIENT, isTension, type Producers, startProducers } from '../../support/producers.ts';

const PROGRAM = resolve('adapters/cli/knowledge.ts');
let scratch: string;
let knowledge: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'labour-cli-'));
  knowledge = join(scratch, 'knowledge');
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

interface Run {
  code: number;
  out: string;
  err: string;
}

/** The program itself. */
function runProgram(options: string[], environment: Record<string, string> = {}): Promise<Run> {
  return new Promise((done) => {
    // A folder of its own: no `.env` of whoever runs the tests.
    execFile(process.execPath, ['--disable-warning=ExperimentalWarning', PROGRAM, 'labour', ...options], { cwd: scratch, env: { ...process.env, LABOUR_DATA_DIR: '', KNOWLEDGE_DIR: knowledge, ...environment } }, (error, out, err) => done({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out, err }));
  });
}

/** The same command in this process, at a pace that suits a test. */
async function run(options: string[], environment: Record<string, string> = {}): Promise<Run> {
  const out: string[] = [];
  try {
    await runLabour(options, readConfig({ KNOWLEDGE_DIR: knowledge, ...environment }), (line) => void out.push(line), { perSecond: 2_000, firstPause: 1 });
    return { code: 0, out: out.join('\n'), err: '' };
  } catch (error) {
    return { code: 1, out: out.join('\n'), err: (error as Error).message };
  }
}

describe('from a folder', () => {
  it('imports, and says what it read', async () => {
    const { code, out, err } = await runProgram(['--from', writeLabourFolder(join(scratch, 'official'))]);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toMatch(/Enquête BMO 2025 : \d+ lignes, 12 bassins d’emploi, comparée à 2024\./);
    expect(openLabour(knowledge).tables().precision).toBe('imported');
  });

  it('takes the folder that LABOUR_DATA_DIR names', async () => {
    expect((await run([], { LABOUR_DATA_DIR: writeLabourFolder(join(scratch, 'official')) })).code).toBe(0);
    expect(openLabour(knowledge).tables().precision).toBe('imported');
  });

  it('refuses in one line that names file, line and reason', async () => {
    const files = labourFiles();
    (files.bmo_2025?.[3] ?? [])[3] = 'douze';
    const { code, out, err } = await runProgram(['--from', writeLabourFolder(join(scratch, 'spoilt'), files)]);
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err.trim()).toBe('Import refusé. bmo_2025.csv, ligne 4 : projets : « douze » n’est pas un nombre de projets. Rien n’a été changé : les chiffres d’avant restent.');
  });

  it('says what to type when it is told nothing, or something else', async () => {
    expect((await run([])).err).toContain('npm run knowledge -- labour --from DOSSIER');
    expect((await run(['--form', 'x'])).err).toContain('Option inconnue');
    expect((await run(['--from', join(scratch, 'nowhere')])).err).toContain('n’existe pas');
    const file = join(scratch, 'file');
    writeFileSync(file, '');
    expect((await run([], { LABOUR_DATA_DIR: file })).err).toContain('LABOUR_DATA_DIR');
  });
});

describe('--live', () => {
  let producers: Producers;
  beforeEach(async () => {
    producers = await startProducers();
  });
  afterEach(() => producers.close());
  const settings = () => ({ INSEE_API_URL: `${producers.url}/BDM`, FRANCE_TRAVAIL_TOKEN_URL: `${producers.url}/token`, FRANCE_TRAVAIL_API_URL: `${producers.url}/partenaire` });

  it('asks Insee without an account, and says what France Travail would need', async () => {
    const { code, out, err } = await run(['--live'], settings());
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toMatch(/Insee, taux de chômage : \d+ territoires, jusqu’au trimestre 2026-T2\./);
    expect(out).toContain('FRANCE_TRAVAIL_CLIENT_ID');
  });

  it('asks for the départements that are named, with credentials', async () => {
    // A few trades only: the real register has five hundred.
    await run(['--from', writeLabourFolder(join(scratch, 'official'))]);
    const { out, err } = await run(['--live', '--departements', '35,2a'], { ...settings(), FRANCE_TRAVAIL_CLIENT_ID: CLIENT.id, FRANCE_TRAVAIL_CLIENT_SECRET: CLIENT.secret });
    expect(err).toBe('');
    expect(out).toContain('France Travail, difficultés de recrutement, 2A : 11 métiers, année 2025.');
    expect(producers.exchanges.filter(isTension)).toHaveLength(33);
    expect([...openLabour(knowledge).tables().tension.keys()].sort()).toEqual(['2A', '35', 'FR']);
  });

  it('fails aloud, and says which figures stay', async () => {
    producers.mischief = (_exchange, response) => (response.writeHead(404).end(), true);
    const { code, err } = await run(['--live'], settings());
    expect(code).toBe(1);
    expect(err.trim()).toBe('Insee : refuse la demande (HTTP 404). Vérifiez INSEE_API_URL. Les chiffres importés ou intégrés restent.');
    expect((await run(['--live', '--departements', '99'], settings())).err).toContain('« 99 » n’est pas le numéro d’un département');
  });
});
