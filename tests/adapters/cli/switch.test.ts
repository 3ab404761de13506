/** `npm run switch` beside a running server: people hear of it within seconds, without a restart. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningProduct, runProduct } from '../../support/running-product.ts';
import { visitorOf } from '../../support/visitor.ts';

const folder = mkdtempSync(join(tmpdir(), 'accueil-switch-'));
const DATABASE_FILE = join(folder, 'store.sqlite');
let product: RunningProduct;

beforeAll(async () => {
  product = await runProduct({ DATABASE_FILE });
});
afterAll(async () => {
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
});

function command(...given: string[]): { out: string; error: string; status: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '../../../adapters/cli/switch.ts'), ...given], { encoding: 'utf8', env: { ...process.env, DATABASE_FILE, NODE_OPTIONS: '' } });
  return { out: stdout, error: stderr, status };
}

async function answer(): Promise<string> {
  const visitor = visitorOf(product.url);
  await visitor.post('/chat', { message: 'c’est gratuit ?' }, { 'sec-fetch-site': 'same-origin' });
  return (await visitor.get('/chat')).text();
}

it('turns the running bot off with a message, and back', async () => {
  expect(await answer()).toContain('L6111-6');
  expect(command('arret', '--message', 'Nous revenons à 14 h.', '--by', 'nour').out).toContain('Mode : arrêt');
  await expect.poll(answer, { timeout: 8_000 }).toContain('Nous revenons à 14 h.');
  expect(command('show').out).toContain('(nour)');
  expect(command('normal').status).toBe(0);
  await expect.poll(answer, { timeout: 8_000 }).toContain('L6111-6');
});

it('says which modes there are when it is given none of them', () => {
  const { error, status } = command('dodo');
  expect(status).toBe(1);
  expect(error).toContain('information-seulement');
});
