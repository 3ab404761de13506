/**
 * How long an answer on the labour market takes, how long its figures take to load, and what they weigh in memory:
 * on the complete tables where LABOUR_DATA_DIR is set, on the built-in ones otherwise. Called by `npm run bench`.
 * A process of its own measures (`bench/labour-probe.ts`): what else the bench has in memory does not count.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importLabour } from '../../knowledge/labour-market/import/import-labour.ts';
import type { LabourMeasures } from './bench/labour-probe.ts';
import { rounded } from './bench/targets.ts';
import type { SuiteResult } from './evaluate/figures.ts';

export async function benchLabour(from = process.env.LABOUR_DATA_DIR): Promise<SuiteResult> {
  const folder = mkdtempSync(join(tmpdir(), 'accueil-cep-bench-labour-'));
  try {
    const started = performance.now();
    if (from) await importLabour(from, folder, new Date().toISOString().slice(0, 10));
    const importMs = performance.now() - started;
    const { loadMs, memory, medianMs, p99Ms, firstMs, queries, precision } = await probe(folder);
    return {
      tables: [
        {
          title: precision === 'imported' ? 'Chiffres de l’emploi, tables complètes (bassins et zones d’emploi)' : 'Chiffres de l’emploi, tables intégrées (départements)',
          columns: ['', 'mesuré'],
          rows: [
            ...(from ? [['import (ms)', rounded(importMs)]] : []),
            ['chargement (ms)', rounded(loadMs)],
            ['mémoire de plus (Mo)', rounded(memory)],
            ['réponse, première de chaque sorte (ms)', rounded(firstMs)],
            ['réponse, médiane (ms)', rounded(medianMs)],
            ['réponse, p99 (ms)', rounded(p99Ms)],
          ],
          note: `${queries} questions : métiers qui recrutent, un métier, métiers proches, transition écologique, chômage, dans des communes tirées de toute la France.${from ? '' : ' LABOUR_DATA_DIR n’est pas réglé : les tables complètes ne sont pas mesurées.'}`,
        },
      ],
      figures: { 'labour-median-ms': medianMs, 'labour-load-ms': loadMs, 'labour-memory': memory },
      failures: [],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function probe(folder: string): Promise<LabourMeasures> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--expose-gc', join(import.meta.dirname, 'bench/labour-probe.ts'), folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`La mesure des chiffres de l’emploi s’est arrêtée (code ${code}).`);
  return JSON.parse(text) as LabourMeasures;
}
