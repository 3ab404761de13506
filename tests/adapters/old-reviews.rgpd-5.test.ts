import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSqliteStore } from '../../adapters/store/sqlite.ts';
import { parisDay } from '../../bot/paris-day.ts';
import { refusal } from '../contracts/reviews.ts';
import { runProduct } from '../support/running-product.ts';

it('a server that starts removes the lines of the review list that were kept for long enough, and leaves the others', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'accueil-old-reviews-'));
  const file = join(folder, 'store.sqlite');
  const before = openSqliteStore(file);
  await before.noteReview({ voice: 'old', line: refusal({ text: 'vieille question' }), day: '2020-01-01' });
  await before.noteReview({ voice: 'new', line: refusal({ text: 'question du jour' }), day: parisDay(new Date()) });
  await before.close();
  const product = await runProduct({ DATABASE_FILE: file });
  await expect.poll(async () => (await product.assembly.store.reviewLines('waiting')).map(({ text }) => text)).toEqual(['question du jour']);
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
});
