/** The figures of earlier runs, kept beside the report so that the next one can say what has become better or worse. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const RUNS_AT_MOST = 200;
const FILE = 'figures.json';
const runSchema = z.strictObject({ /** ISO instant. */ at: z.iso.datetime(), figures: z.record(z.string(), z.number()) });
export type Run = z.infer<typeof runSchema>;

export const historyFile = (folder: string): string => join(folder, FILE);

/** Oldest first; empty where nothing was measured yet. Throws an error that says what to do when the file is no history of ours. */
export function readHistory(folder: string): Run[] {
  const file = historyFile(folder);
  if (!existsSync(file)) return [];
  try {
    return z.array(runSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Error(`${FILE} ne peut pas être lu dans le dossier du rapport : les mesures d’avant sont perdues de vue. Remettez-le en état, ou rangez-le ailleurs.`, { cause });
  }
}

export const withRun = (history: Run[], run: Run): string => JSON.stringify([...history, run].slice(-RUNS_AT_MOST), null, 1);

/** The last run that measured something, and each figure as it was last measured, whichever run that was. */
export function lastFigures(history: Run[]): { at: string | null; figures: Record<string, number> } {
  return { at: history.at(-1)?.at ?? null, figures: Object.assign({}, ...history.map(({ figures }) => figures)) };
}
