/** The file for Teams: what the published schema of its manifest says, what the two icons are, and what is said when something is missing. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import draftFour from 'ajv-draft-04';
import formats from 'ajv-formats';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { teamsManifest } from '../../../../adapters/bot-framework/teams-package/manifest.ts';
import { PackageError, teamsApp } from '../../../../adapters/bot-framework/teams-package/teams-app.ts';
import { teamsPackage } from '../../../../adapters/bot-framework/teams-package/teams-package.ts';
import { KNOWLEDGE_DIR } from '../../../support/built-knowledge.ts';
import { OPERATOR, OPERATOR_FILE } from '../../../../adapters/web/operator/operator-table.ts';

const ENVIRONMENT = { MICROSOFT_APP_ID: '8d1c5a2e-3b4f-4c6d-9e7a-0f1b2c3d4e5f', PUBLIC_URL: 'https://accueil.example.fr', OPERATOR_NAME: 'Mon Conseil Régional CEP' };
/** With the words of this installation, which must fit, and a colour that is known. */
const TABLE = { file: OPERATOR_FILE, organisation: { shortName: '', site: '' }, teams: { ...OPERATOR.teams, colour: '#0e5257' } };
const app = teamsApp(ENVIRONMENT, TABLE);
const files = unzipSync(teamsPackage(app));

const folder = mkdtempSync(join(tmpdir(), 'accueil-teams-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What Microsoft's own schema of that version finds wrong; the package holds it, so that nothing is asked of the network. */
function problemsOf(manifest: unknown, version: string): string[] {
  const schema = JSON.parse(readFileSync(createRequire(import.meta.url).resolve(`@microsoft/app-manifest/build/json-schemas/teams/v${version}/MicrosoftTeams.schema.json`), 'utf8')) as object;
  const ajv = new draftFour.default({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.validate(schema, manifest);
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('the manifest', () => {
  const manifest = JSON.parse(strFromU8(files['manifest.json']!)) as Record<string, unknown>;

  it('is what the schema that it names asks for', () => {
    expect(manifest.manifestVersion).toBe(OPERATOR.teams.manifestVersion);
    expect(problemsOf(manifest, OPERATOR.teams.manifestVersion)).toEqual([]);
  });

  it.each(['1.17', '1.25', '1.29'])('is also one of version %s, for a Teams that lags behind', (manifestVersion) => {
    expect(problemsOf(teamsManifest({ ...app, texts: { ...app.texts, manifestVersion } }), manifestVersion)).toEqual([]);
  });

  it('would be refused with a line too long or an address without https: the check is a real one', () => {
    expect(problemsOf(teamsManifest({ ...app, texts: { ...app.texts, shortDescription: 'a'.repeat(81) } }), '1.30')).not.toEqual([]);
    expect(problemsOf(teamsManifest({ ...app, texts: { ...app.texts, manifestVersion: '1.25' }, operator: { ...app.operator, site: 'ftp://example.fr' } }), '1.25')).not.toEqual([]);
  });

  it('opens one bot for one person, and leads to the papers on our own pages', () => {
    expect(manifest).toMatchObject({
      id: ENVIRONMENT.MICROSOFT_APP_ID,
      bots: [{ botId: ENVIRONMENT.MICROSOFT_APP_ID, scopes: ['personal'] }],
      developer: { name: 'Mon Conseil Régional CEP', privacyUrl: 'https://accueil.example.fr/confidentialite', termsOfUseUrl: 'https://accueil.example.fr/mentions-legales' },
    });
  });
});

it('the bot understands each command that Teams offers', () => {
  const lines = OPERATOR.teams.commands.map(({ title }, at) => JSON.stringify({ id: String(at), turns: ['je suis cadre à Lyon', title] }));
  const { stdout } = spawnSync(process.execPath, ['adapters/cli/ask.ts'], { input: lines.join('\n'), encoding: 'utf8', env: { ...process.env, KNOWLEDGE_DIR, LOG_LEVEL: 'silent', NODE_NO_WARNINGS: '1' } });
  const outcomes = stdout.trim().split('\n').map((line) => (JSON.parse(line) as { turns: { outcome: string }[] }).turns.at(-1)?.outcome);
  expect(outcomes).toHaveLength(lines.length);
  expect(outcomes.filter((outcome) => outcome === undefined || ['abstained', 'out-of-scope', 'failed'].includes(outcome))).toEqual([]);
});

describe('the icons', () => {
  /** Size, and each pixel as red, green, blue, opacity. */
  function read(name: string): { size: number[]; pixels: number[][] } {
    const png = Buffer.from(files[name]!);
    const size = [png.readUInt32BE(16), png.readUInt32BE(20)];
    const data = png.subarray(png.indexOf('IDAT') + 4, png.indexOf('IEND') - 8);
    const raw = inflateSync(data);
    const width = size[0]! * 4 + 1;
    const pixels = Array.from({ length: size[0]! * size[1]! }, (_, at) => {
      const start = Math.floor(at / size[0]!) * width + 1 + (at % size[0]!) * 4;
      return [...raw.subarray(start, start + 4)];
    });
    return { size, pixels };
  }

  it('the coloured one is 192 by 192, full to its corners, its mark inside what is never cut', () => {
    const { size, pixels } = read('color.png');
    expect(size).toEqual([192, 192]);
    expect(pixels.every(([, , , opacity]) => opacity === 255)).toBe(true);
    const outside = pixels.filter((_, at) => [at % 192, Math.floor(at / 192)].some((place) => place < 36 || place >= 156));
    expect(new Set(outside.map(String))).toEqual(new Set(['14,82,87,255']));
    expect(new Set(pixels.map(String)).size).toBeGreaterThan(20);
  });

  it('the outline is 32 by 32, white on nothing', () => {
    const { size, pixels } = read('outline.png');
    expect(size).toEqual([32, 32]);
    expect(pixels.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(true);
    const opacities = pixels.map(([, , , opacity]) => opacity!);
    expect(opacities[0]).toBe(0);
    expect(opacities.filter((opacity) => opacity === 255).length).toBeGreaterThan(40);
  });
});

it('the same settings make the same file, to the byte', () => {
  expect(Buffer.from(teamsPackage(app)).equals(Buffer.from(teamsPackage(app)))).toBe(true);
});

describe('npm run teams', () => {
  function teams(environment: Record<string, string>, ...given: string[]) {
    const { stdout, stderr, status } = spawnSync(process.execPath, [join(import.meta.dirname, '../../../../adapters/cli/teams.ts'), ...given], {
      encoding: 'utf8', cwd: folder, env: { PATH: process.env.PATH, NODE_NO_WARNINGS: '1', ...environment },
    });
    return { out: stdout, error: stderr, status };
  }

  it('writes the package, without the password of the bot', () => {
    const { out, error, status } = teams(ENVIRONMENT, 'package', '--out', join(folder, 'neuf', 'teams.zip'));
    expect([status, error]).toEqual([0, '']);
    expect(out).toContain('teams.zip');
    expect(Object.keys(unzipSync(readFileSync(join(folder, 'neuf', 'teams.zip'))))).toEqual(['manifest.json', 'color.png', 'outline.png']);
  });

  it('says everything that is missing, in one go', () => {
    const { error, status } = teams({}, 'package');
    expect(status).toBe(1);
    for (const words of ['MICROSOFT_APP_ID : il manque', 'PUBLIC_URL : il manque', 'docs/teams.md']) expect(error).toContain(words);
    expect(error).not.toContain('    at ');
  });

  it.each([
    ['an id that is none', { MICROSOFT_APP_ID: 'mon-robot' }, 'ce n’est pas un identifiant d’application'],
    ['an address without https', { PUBLIC_URL: 'http://accueil.example.fr' }, 'Teams n’accepte que https'],
    ['what is no address', { PUBLIC_URL: 'accueil.example.fr' }, 'PUBLIC_URL : ce n’est pas une adresse'],
  ])('refuses %s', (_what, changes, words) => {
    const { error, status } = teams({ ...ENVIRONMENT, ...changes }, 'package');
    expect(status).toBe(1);
    expect(error).toContain(words);
  });

  it('asks for a short name where Teams has no room for the whole one, and takes it', () => {
    const long = { ...ENVIRONMENT, OPERATOR_NAME: 'Groupement des conseils en évolution professionnelle' };
    expect(() => teamsApp(long, TABLE)).toThrow(PackageError);
    expect(() => teamsApp(long, TABLE)).toThrow('Donnez un nom court');
    expect(teamsApp(long, { ...TABLE, organisation: { ...TABLE.organisation, shortName: 'CEP Armor' } }).operator.shortName).toBe('CEP Armor');
  });

  it('shows what it does when nothing is asked', () => {
    expect(teams({}).out).toContain('npm run teams -- package');
  });
});
