/** Writes the report into a folder: the page, the same as Markdown, and the figures for the next run to compare with. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyFile, readHistory, withRun } from './history.ts';
import { toMarkdown } from './markdown.ts';
import { toPage } from './page.ts';
import { createReport, type ReportInput } from './report.ts';

/** Gives the paths of the HTML page and of the Markdown. A file is written whole or not at all. */
export function writeReport(folder: string, input: Omit<ReportInput, 'history'>): { page: string; markdown: string } {
  mkdirSync(folder, { recursive: true });
  const history = readHistory(folder);
  const report = createReport({ ...input, history });
  const figures: Record<string, number> = Object.assign({}, ...input.measured.map(({ result }) => result.figures));
  const paths = { page: join(folder, 'rapport.html'), markdown: join(folder, 'rapport.md') };
  write(paths.page, toPage(report));
  write(paths.markdown, toMarkdown(report));
  write(historyFile(folder), withRun(history, { at: input.now.toISOString(), figures }));
  return paths;
}

function write(path: string, content: string): void {
  writeFileSync(`${path}.part`, content);
  renameSync(`${path}.part`, path);
}
