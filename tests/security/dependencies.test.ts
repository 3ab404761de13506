/** What we install, read from the lock file: where each package comes from, under which licence, and that none is known to be weak. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const versions = z.record(z.string(), z.strictObject({ version: z.string().regex(/^\d+\.\d+\.\d+$/), why: z.string() }));
const TABLE = z
  .strictObject({ licences: z.array(z.string()), readByHand: z.record(z.string(), z.string()), mendedSince: versions, unwanted: z.record(z.string(), z.string()), adverts: z.record(z.string(), z.string()) })
  .parse(parse(readFileSync(new URL('dependencies.yaml', import.meta.url), 'utf8')));

const packageSchema = z.object({ version: z.string(), resolved: z.string().optional(), integrity: z.string().optional(), license: z.string().optional(), hasInstallScript: z.boolean().optional() });
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));
const { '': root, ...locked } = z.object({ packages: z.record(z.string(), z.unknown()) }).parse(read('package-lock.json')).packages;
const manifest = z.object({ allowScripts: z.record(z.string(), z.boolean()), dependencies: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()), optionalDependencies: z.record(z.string(), z.string()) }).parse(read('package.json'));
const PACKAGES = Object.entries(locked).map(([path, entry]) => ({ name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length), ...packageSchema.parse(entry) }));

/** Where a package comes from when the lock file does not say. */
const REGISTRY = 'https://registry.npmjs.org/';

/** Numbers only: what comes before a release counts as the release. */
function isOlder(version: string, than: string): boolean {
  const [one, other] = [version, than].map((text) => text.split('-')[0]!.split('.').map(Number));
  const at = one!.findIndex((part, index) => part !== other![index]);
  return at >= 0 && one![at]! < other![at]!;
}

describe('every package of the lock file', () => {
  it('is there at all', () => {
    expect(root).toBeDefined();
    expect(PACKAGES.length).toBeGreaterThan(100);
  });

  it('comes from the registry of npm, with the hash of its content', () => {
    expect(PACKAGES.filter(({ resolved = REGISTRY, integrity }) => !resolved.startsWith(REGISTRY) || !integrity?.startsWith('sha512-')).map(({ name }) => name)).toEqual([]);
  });

  it('may be used in a product that is given away', () => {
    expect(PACKAGES.filter(({ name, license }) => !(name in TABLE.readByHand) && !TABLE.licences.includes(license ?? '')).map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
  });

  it('is of a version without a known weakness', () => {
    const weak = PACKAGES.filter(({ name, version }) => TABLE.mendedSince[name] !== undefined && isOlder(version, TABLE.mendedSince[name].version));
    expect(weak.map(({ name, version }) => `${name} ${version}: ${TABLE.mendedSince[name]?.why}`)).toEqual([]);
  });

  it('is none that we do not want', () => {
    expect(PACKAGES.filter(({ name }) => name in TABLE.unwanted).map(({ name }) => `${name}: ${TABLE.unwanted[name]}`)).toEqual([]);
  });

  it('runs no script at its install that was not allowed', () => {
    expect(PACKAGES.filter(({ name, hasInstallScript }) => hasInstallScript && !manifest.allowScripts[name] && !(name in TABLE.adverts)).map(({ name }) => name)).toEqual([]);
  });
});

it('our own dependencies are fixed to one version each', () => {
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
  expect(Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+/.test(version))).toEqual([]);
});

it.each([['1.2.3', '1.2.3', false], ['1.2.2', '1.2.3', true], ['0.9.9', '1.0.0', true], ['10.0.0', '9.9.9', false], ['1.2.3-beta.1', '1.2.3', false]])('%s is older than %s: %s', (one, other, older) => {
  expect(isOlder(one, other)).toBe(older);
});
