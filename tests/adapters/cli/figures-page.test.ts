import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { recordFigures } from '../../../adapters/cli/bench/figures-page.ts';

let file: string;
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'accueil-figures-')), 'figures.md');
});
afterEach(() => rmSync(file, { force: true }));

const on = (day: string) => ({ file, now: { day, version: '1.0.0', machine: '2 cœurs' } });
const page = () => readFileSync(file, 'utf8');
const turns = (perSecond: string) => ({ title: 'Tours', columns: ['', 'tours/s'], rows: [['produit', perSecond]] });

it('a measure writes its section with its day, its version and its machine', () => {
  recordFigures([turns('300')], on('2026-11-01'));
  expect(page()).toMatch(/^# Chiffres/);
  expect(page()).toContain('Le 2026-11-01, version 1.0.0, 2 cœurs.');
  expect(page()).toContain('| produit | 300 |');
});

it('the next one shows the figure of before, and only that one; other sections stay', () => {
  recordFigures([turns('300'), { title: 'Bureau', columns: ['', 'ms'], rows: [['p95', 22]] }], on('2026-11-01'));
  recordFigures([turns('310')], on('2026-11-02'));
  recordFigures([turns('320')], on('2026-11-03'));
  expect(page()).toContain('| produit | 320 (310) |');
  expect(page()).toContain('| p95 | 22 |');
  expect(page().match(/^## /gm)).toEqual(['## ', '## ']);
  recordFigures([turns('320')], on('2026-11-04'));
  expect(page()).toContain('| produit | 320 |');
});

it('runs that each bring one row keep those of the others', () => {
  const fault = (name: string) => ({ title: 'Pannes', columns: ['panne', 'fois'], rows: [[name, 1_000]] });
  recordFigures([fault('kill -9')], { ...on('2026-11-01'), keepsRows: true });
  recordFigures([fault('disque lent')], { ...on('2026-11-02'), keepsRows: true });
  recordFigures([fault('kill -9')], { ...on('2026-11-03'), keepsRows: true });
  expect(page().match(/^\| (?:kill -9|disque lent) \| 1000 \|$/gm)).toHaveLength(2);
});
