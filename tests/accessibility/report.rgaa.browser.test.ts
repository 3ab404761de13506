/** axe-core on the report that an operator shows to its supervisory authority, opened as a file, from the smallest phone to a desk. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeReport } from '../../adapters/cli/evaluate/report/write-report.ts';
import { readThresholds } from '../../adapters/cli/evaluate/thresholds.ts';
import { DESK, openChromium, PHONE } from '../support/chromium.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'accueil-report-'));
let browser: Browser;
let address: string;

beforeAll(async () => {
  browser = await openChromium();
  const thresholds = readThresholds();
  const figures = Object.fromEntries(Object.keys(thresholds).map((name, index) => [name, index % 3 === 0 ? 0 : 1]));
  const failures = ['tune', 'heldout'].map((half) => ({ id: `${half}-1`, half: half as 'tune' | 'heldout', detail: `${'une question assez longue '.repeat(12)} | not answered (abstained)` }));
  const tables = [{ title: 'Recherche, nos questions', columns: ['', 'questions', 'premier', '5 premiers', 'MRR@10'], rows: [['tune', 120, 0.9, 0.95, 0.9], ['heldout', 120, 1, 1, 1]] }];
  const { page } = writeReport(folder, { now: new Date(), measured: [{ suite: 'retrieval', result: { tables, figures, failures } }], thresholds, versions: [{ what: 'Programme', value: '0.1.0' }] });
  address = pathToFileURL(page).href;
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(Object.entries({ phone: PHONE, desk: DESK }))('on a %s', (_screen, screen) => {
  test.each(['light', 'dark'] as const)('in %s', async (colorScheme) => {
    const context = await browser.newContext({ ...screen, colorScheme });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(address);
    for (const summary of await page.locator('summary').all()) await summary.press('Enter');
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
    expect(await page.locator('details[open]').count()).toBe(2);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(asked).toEqual([address]);
    await context.close();
  });
});
