/** `npm run doctor` as a technician runs it, on a healthy deployment and on broken ones. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KNOWLEDGE_DIR } from '../../../support/built-knowledge.ts';
import { type RunningProduct, runProduct } from '../../../support/running-product.ts';

const COMMAND = ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '../../../../adapters/cli/doctor.ts')];
const HARD = '9f2c7be15d8a40e3b6f1c29d74e805ab3c6d91f7e2480ba5';

let folder: string;
let product: RunningProduct | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accueil-doctor-'));
});
afterEach(async () => {
  await product?.stop();
  product = undefined;
  rmSync(folder, { recursive: true, force: true });
});

interface Report { ok: boolean; findings: { check: string; level: string; says: string; mend: string | null }[] }

/** Not synchronously: the server that it looks at runs in this process. */
async function doctor(environment: Record<string, string>, options: string[] = [], as: { uid?: number; gid?: number } = {}): Promise<{ status: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [...COMMAND, ...options], { cwd: folder, env: { PATH: process.env['PATH'], KNOWLEDGE_DIR: resolve(KNOWLEDGE_DIR), PORT: '1', HOST: '127.0.0.1', ...environment }, ...as });
  let [out, err] = ['', ''];
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (err += piece.toString()));
  const status = await new Promise<number | null>((done) => child.once('close', done));
  return { status, out, err };
}

describe('a deployment in order', () => {
  it('is found so, beside the running server, with exit code 0', async () => {
    const file = join(folder, 'store.sqlite');
    product = await runProduct({ DATABASE_FILE: file });
    const { status, out } = await doctor({ DATABASE_FILE: file, PORT: new URL(product.url).port });
    expect(out).not.toMatch(/ERREUR/);
    expect(out).toMatch(/prêt\./);
    expect(out).toMatch(/La clé ouvre ce qui est gardé/);
    expect(out).toMatch(/0 erreur\(s\)/);
    expect(status).toBe(0);
    // It still answers: nobody has taken its file away.
    expect((await fetch(`${product.url}/readyz`)).status).toBe(200);
  });

  it('before the first start is left as it was found: no file is made', async () => {
    await doctor({ DATABASE_FILE: join(folder, 'data/store.sqlite') });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is told to a machine too, check by check', async () => {
    const { ok, findings } = JSON.parse((await doctor({ PORT: '' }, ['--json'])).out) as Report;
    expect(new Set(findings.map(({ check }) => check))).toEqual(new Set(['node', 'settings', 'secrets', 'disk', 'database', 'clock', 'knowledge', 'port', 'public-address', 'mail', 'outbox', 'retention']));
    expect(ok).toBe(findings.every(({ level }) => level !== 'error'));
  });
});

describe('a deployment with a fault', () => {
  it('every wrong value is named with its repair, what hangs on it is left out, and the exit code is 1', async () => {
    const { status, out } = await doctor({ PORT: 'abc', SMTP_URL: 'mail', DESK_OIDC_ISSUER: 'https://sso.example.fr' });
    expect(status).toBe(1);
    for (const name of ['PORT', 'SMTP_URL', 'DESK_OIDC_CLIENT_ID', 'DESK_OIDC_CLIENT_SECRET']) expect(out).toMatch(new RegExp(`ERREUR .*${name} :.*\\n.*→ Corrigez ${name}`));
    expect(out).toMatch(/- +Serveur +Non vérifié : corrigez d’abord PORT\./);
  });

  it('a folder in which one may not write is named, with the setting that leads there', async () => {
    const data = join(folder, 'data');
    mkdirSync(data);
    chmodSync(folder, 0o755);
    chmodSync(data, 0o555);
    // Root may write anywhere: the command runs as nobody then.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const { status, out } = await doctor({ DATABASE_FILE: join(data, 'store.sqlite') }, [], nobody);
    expect(out).toMatch(/ERREUR +Disque +DATABASE_FILE : on ne peut pas écrire dans .*data \(le droit d’écrire manque\)\.\n.*→ Donnez ce droit/);
    expect(status).toBe(1);
  });

  it('of a .env that others may read, or with a name that nobody reads, is told', async () => {
    writeFileSync(join(folder, '.env'), `DESK_SECRET=${HARD}\nDESK_SECRETS=${HARD}\n`);
    chmodSync(join(folder, '.env'), 0o644);
    const { status, out } = await doctor({});
    expect(out).toMatch(/\.env peut être lu par tous.*\n.*→ Lancez « chmod o= \.env »/);
    expect(out).toMatch(/DESK_SECRETS : aucun réglage ne porte ce nom/);
    expect(out).not.toContain(HARD);
    expect(status).toBe(1);
    chmodSync(join(folder, '.env'), 0o640);
    expect((await doctor({})).status).toBe(0);
  });
});

it('an option that does not exist is answered with the help', async () => {
  const { status, err } = await doctor({}, ['--mend']);
  expect(status).toBe(1);
  expect(err).toMatch(/--json/);
});
