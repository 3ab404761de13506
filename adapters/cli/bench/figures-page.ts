/**
 * `docs/figures.md`: written by the measures themselves. Each table is a section with its day, version and machine; a figure that was
 * there before stands behind the new one, so that a drift is seen without looking for it.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Table } from '../evaluate/figures.ts';

const PAGE = join(import.meta.dirname, '../../../docs/figures.md');
const HEAD = `# Chiffres

Cette page est écrite par les mesures (\`npm run bench -- --write\`, \`RECORD_FIGURES=1\` pour les essais de panne) ; ce qu’on y ajoute à la main va dans [ce que porte une machine](capacity.md). Entre parenthèses : le chiffre d’avant.
`;

export interface Circumstances {
  /** \`2026-11-24\` */
  day: string;
  version: string;
  machine: string;
}

/** Of this run. */
export function circumstances(): Circumstances {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')) as { version: string };
  const [processor] = cpus();
  const machine = `${cpus().length} cœurs (${processor?.model.trim() ?? 'processeur inconnu'}), ${Math.round(totalmem() / 2 ** 30)} Go, Node ${process.versions.node}, ${process.platform}`;
  return { day: new Date().toISOString().slice(0, 10), version, machine };
}

export interface RecordOptions {
  now?: Circumstances;
  file?: string;
  /** Rows of the section that this table does not have stay: each comes from a run of its own. */
  keepsRows?: boolean;
}

/** Writes or replaces the sections of these tables; the others stay. */
export function recordFigures(tables: readonly Table[], { now = circumstances(), file = PAGE, keepsRows = false }: RecordOptions = {}): void {
  const page = existsSync(file) ? readFileSync(file, 'utf8') : HEAD;
  writeFileSync(file, tables.reduce((text, table) => withSection(text, table, now, keepsRows), page));
}

function withSection(page: string, table: Table, now: Circumstances, keepsRows: boolean): string {
  const [head = HEAD, ...sections] = page.split(/^(?=## )/m);
  const title = `## ${table.title}`;
  const place = sections.findIndex((section) => section.startsWith(`${title}\n`));
  const last = place === -1 ? '' : (sections[place] ?? '');
  const kept = keepsRows ? rowsIn(last).slice(1).filter(([name]) => table.rows.every(([own]) => String(own) !== name)) : [];
  const section = sectionOf(table, now, figuresIn(last), kept);
  if (place === -1) sections.push(section);
  else sections[place] = section;
  return [head.trimEnd(), ...sections.map((one) => one.trimEnd())].join('\n\n').concat('\n');
}

const cellKey = (row: string, column: string) => `${row}\n${column}`;

/** Head and rows, as they stand. */
function rowsIn(section: string): string[][] {
  const lines = section.split('\n').filter((line) => line.startsWith('|') && !line.startsWith('| ---'));
  return lines.map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
}

/** The figures of a section, by row and column, without those of the time before. */
function figuresIn(section: string): Map<string, string> {
  const [columns = [], ...rows] = rowsIn(section);
  return new Map(rows.flatMap(([name = '', ...cells]) => cells.map((cell, index) => [cellKey(name, columns[index + 1] ?? ''), cell.replace(/ \(.*\)$/, '')] as const)));
}

function sectionOf({ title, columns, rows, note }: Table, { day, version, machine }: Circumstances, before: Map<string, string>, kept: readonly string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const shown = rows.map(([name = '', ...cells]) => [
    String(name),
    ...cells.map((cell, index) => {
      const [now, last] = [String(cell), before.get(cellKey(String(name), columns[index + 1] ?? ''))];
      return last === undefined || last === now ? now : `${now} (${last})`;
    }),
  ]);
  return [`## ${title}`, '', `Le ${day}, version ${version}, ${machine}.`, '', line(columns), line(columns.map((_, index) => (index === 0 ? '---' : '---:'))), ...[...kept, ...shown].map(line), ...(note === undefined ? [] : ['', note]), ''].join('\n');
}
