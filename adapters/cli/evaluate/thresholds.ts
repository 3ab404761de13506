/** The figures below which the product is not good enough, kept in `tests/evaluation/thresholds.yaml`. */
import { z } from 'zod';
import type { Table } from './figures.ts';
import { readSuite } from './suite-data.ts';

const thresholdSchema = z
  .strictObject({ label: z.string(), atLeast: z.number().optional(), atMost: z.number().optional(), only: z.string().optional(), note: z.string().optional() })
  .refine(({ atLeast, atMost }) => (atLeast === undefined) !== (atMost === undefined), 'a threshold has either atLeast or atMost');
export type Thresholds = Record<string, z.infer<typeof thresholdSchema>>;

export const readThresholds = (): Thresholds => readSuite('thresholds.yaml', z.record(z.string(), thresholdSchema));

export interface Verdict {
  table: Table;
  /** Every figure that was measured is within its threshold. */
  passed: boolean;
}

/** Compares what was measured; a threshold whose suite did not run is left out, and said so. */
export function compareWithThresholds(thresholds: Thresholds, figures: Readonly<Record<string, number>>): Verdict {
  let passed = true;
  const rows = Object.entries(thresholds).map(([name, { label, atLeast, atMost, only }]) => {
    const wanted = atLeast !== undefined ? `>= ${atLeast}` : `<= ${atMost}`;
    const figure = figures[name];
    if (figure === undefined) return [label, '', wanted, only ?? 'non mesuré'];
    const isWithin = figure >= (atLeast ?? Number.NEGATIVE_INFINITY) && figure <= (atMost ?? Number.POSITIVE_INFINITY);
    passed &&= isWithin;
    return [label, figure, wanted, isWithin ? 'ok' : 'HORS DU SEUIL'];
  });
  return { passed, table: { title: 'Seuils (tests/evaluation/thresholds.yaml)', columns: ['', 'mesuré', 'voulu', ''], rows } };
}
