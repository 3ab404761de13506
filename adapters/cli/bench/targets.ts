/** The figures that a run must hold, and whether it did. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Table } from '../evaluate/figures.ts';

const label = z.string();
const bound = z.number().positive();
const targetsSchema = z.record(z.string(), z.union([z.strictObject({ label, atMost: bound }), z.strictObject({ label, atLeast: bound })]));
export type Targets = z.infer<typeof targetsSchema>;

export function readTargets(): Targets {
  return targetsSchema.parse(parse(readFileSync(join(import.meta.dirname, 'targets.yaml'), 'utf8')));
}

/** Compares what was measured; a target whose figure was not part of the run is left out. */
export function compareWithTargets(targets: Targets, figures: Record<string, number>): { passed: boolean; table: Table } {
  const measured = Object.entries(targets).flatMap(([name, target]) => {
    const value = figures[name];
    if (value === undefined) return [];
    const [wanted, isHeld] = 'atMost' in target ? [`≤ ${target.atMost}`, value <= target.atMost] : [`≥ ${target.atLeast}`, value >= target.atLeast];
    return [{ isHeld, row: [target.label, rounded(value), wanted, isHeld ? 'tenu' : 'MANQUÉ'] }];
  });
  return {
    passed: measured.every(({ isHeld }) => isHeld),
    table: { title: 'Cibles', columns: ['', 'mesuré', 'cible', ''], rows: measured.map(({ row }) => row) },
  };
}

/** Three digits that mean something; more would be noise. */
export function rounded(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value.toFixed(value >= 10 ? 1 : 2);
}
