/** Tables for a terminal: names to the left, figures to the right. */
import type { Table } from './figures.ts';

const shown = (cell: string | number) => (typeof cell === 'string' ? cell : Number.isInteger(cell) ? String(cell) : cell.toFixed(3));

export function tableLines({ title, columns, rows, note }: Table): string[] {
  const cells = [columns, ...rows.map((row) => row.map(shown))];
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const line = (row: string[]) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ');
  const [head = [], ...body] = cells;
  return ['', title, line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...body.map(line), ...(note === undefined ? [] : [note])];
}
