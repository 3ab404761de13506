/** What the technician sees when the start goes wrong: one line that says what to do, and no stack. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gapsInFrench, operatorGaps } from '../../adapters/web/operator/gaps.ts';
import { OPERATOR } from '../../adapters/web/operator/operator-table.ts';
import { parisDay } from '../../bot/paris-day.ts';
import { KNOWLEDGE_DIR } from '../support/built-knowledge.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accueil-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The server as `npm start` starts it. */
function launch(environment: Record<string, string>) {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'adapters/main.ts'], {
    env: { ...process.env, KNOWLEDGE_DIR, DATABASE_FILE: join(folder, 'store.sqlite'), PORT: '0', LOG_LEVEL: 'silent', ...environment },
  });
}

/** Starts it, and waits for its end. */
function start(environment: Record<string, string>): Promise<{ code: number | null; errors: string }> {
  const child = launch(environment);
  let errors = '';
  child.stderr.on('data', (piece: Buffer) => (errors += piece.toString()));
  return new Promise((resolve) => child.on('exit', (code) => resolve({ code, errors: errors.trim() })));
}

describe('a start that cannot succeed ends with one line', () => {
  it('that names the wrong variable', async () => {
    const { code, errors } = await start({ PORT: 'trois mille' });
    expect(code).toBe(1);
    expect(errors).toMatch(/^Configuration refusée\. PORT[^\n]*$/);
  });

  it('that says which port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, errors } = await start({ PORT: String(port) });
    expect(code).toBe(1);
    expect(errors).toMatch(new RegExp(`^Le port ${port} est déjà pris[^\\n]*$`));
    await new Promise((resolve) => other.close(resolve));
  });

  it.each(['DATABASE_FILE', 'KNOWLEDGE_DIR'])('that says where %s cannot be made, at once', async (name) => {
    const { code, errors } = await start({ [name]: '/proc/nulle/part/base.sqlite' });
    expect(code).toBe(1);
    expect(errors).toMatch(new RegExp(`^${name} : le dossier /proc/nulle/part[^\\n]*Donnez un autre chemin[^\\n]*$`));
  });

  it('that names HOST when it is no address of this machine', async () => {
    const { code, errors } = await start({ HOST: '192.0.2.1' });
    expect(code).toBe(1);
    expect(errors).toMatch(/^HOST n’est pas une adresse de cette machine[^\n]*$/);
  });

  it('that says what to do with a database that is none', async () => {
    writeFileSync(join(folder, 'store.sqlite'), 'ceci n’est pas une base de données '.repeat(100));
    const { code, errors } = await start({});
    expect(code).toBe(1);
    expect(errors).toMatch(/^Le fichier [^\n]*n'est pas une base lisible[^\n]*$/);
  });
});

it('a server that starts says what the operator’s pages still lack, to whoever looks on and in its log', async () => {
  const child = launch({ LOG_LEVEL: 'info' });
  let [said, log] = ['', ''];
  child.stderr.on('data', (piece: Buffer) => (log += piece.toString()));
  child.stdout.on('data', (piece: Buffer) => {
    said += piece.toString();
    if (said.includes('répond sur')) child.kill('SIGTERM');
  });
  await new Promise((resolve) => child.on('exit', resolve));
  const gaps = operatorGaps(OPERATOR, parisDay(new Date()));
  expect(said).toContain(gapsInFrench(gaps) ?? '');
  expect(log.includes('operator-pages-incomplete')).toBe(gaps.length > 0);
  for (const { place } of gaps) expect(log).toContain(`"${place}"`);
});

it('a server that is told to stop says so in its log, and ends well', async () => {
  const child = launch({ LOG_LEVEL: 'info' });
  let log = '';
  child.stderr.on('data', (piece: Buffer) => (log += piece.toString()));
  child.stdout.on('data', (piece: Buffer) => void (piece.includes('répond sur') && child.kill('SIGTERM')));
  const code = await new Promise((resolve) => child.on('exit', resolve));
  expect(code).toBe(0);
  expect(log).toMatch(/"signal":"SIGTERM".*"server-stopped"/);
});
