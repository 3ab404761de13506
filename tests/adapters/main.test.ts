/** What the technician sees when the start goes wrong: one line that says what to do, and no stack. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KNOWLEDGE_DIR } from '../support/built-knowledge.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accueil-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the server as `npm start` does, and waits for its end. */
function start(environment: Record<string, string>): Promise<{ code: number | null; errors: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'adapters/main.ts'], {
    env: { ...process.env, KNOWLEDGE_DIR, DATABASE_FILE: join(folder, 'store.sqlite'), PORT: '0', LOG_LEVEL: 'silent', ...environment },
  });
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

  it('that says what to do with a database that is none', async () => {
    writeFileSync(join(folder, 'store.sqlite'), 'ceci n’est pas une base de données '.repeat(100));
    const { code, errors } = await start({});
    expect(code).toBe(1);
    expect(errors).toMatch(/^Le fichier [^\n]*n'est pas une base lisible[^\n]*$/);
  });
});
