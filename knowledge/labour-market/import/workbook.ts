/** Sheets of an `.xlsx` workbook, found by the names in their header line wherever that stands: titles and notes above it move from year to year. */
import readWorkbook from 'read-excel-file/node';
import type { NumberedRow } from '../csv.ts';
import { ImportRefused } from './refusal.ts';
import type { Sheet } from './sheet.ts';

type Cell = string | number | boolean | Date | null;
export interface RawSheet {
  name: string;
  rows: Cell[][];
}

/** Throws {@link ImportRefused} when the file is no workbook. */
export async function readSheets(file: string, bytes: Buffer): Promise<RawSheet[]> {
  try {
    return (await readWorkbook(bytes)).map(({ sheet, data }) => ({ name: sheet, rows: data as Cell[][] }));
  } catch (cause) {
    throw new ImportRefused(file, null, 'le classeur est illisible ou coupé', { cause });
  }
}

const HEADER_WITHIN = 20;
const named = (cell: Cell | undefined): string => String(cell ?? '').replace(/\s+/g, ' ').trim();

/** The first line that `isHeader` recognises, and the rows below it by column name; null when none is. */
export function sheetUnder(file: string, { name, rows }: RawSheet, isHeader: (names: string[]) => boolean): { sheet: Sheet; names: string[] } | null {
  const at = rows.slice(0, HEADER_WITHIN).findIndex((row) => isHeader(row.map(named)));
  const header = rows[at];
  if (at < 0 || !header) return null;
  const names = header.map(named);
  const below = rows.slice(at + 1).flatMap((row, index): NumberedRow[] => {
    if (row.every((cell) => named(cell) === '')) return [];
    return [{ line: at + index + 2, cells: Object.fromEntries(names.map((column, place) => [column, named(row[place])])) }];
  });
  return { sheet: { file: `${file} (feuille ${name})`, rows: below }, names };
}

/** The same rows under the names of our own layout. A column that is null is left out. */
export function renamed({ file, rows }: Sheet, columns: Record<string, string | ((cells: Record<string, string>) => string)>): Sheet {
  return {
    file,
    rows: rows.map(({ line, cells }) => ({ line, cells: Object.fromEntries(Object.entries(columns).map(([ours, theirs]) => [ours, typeof theirs === 'string' ? (cells[theirs] ?? '') : theirs(cells)])) })),
  };
}

/** A workbook that took a code for a number has lost its first zeros. */
export const padded = (code: string | undefined, digits: number): string => (/^\d+$/.test(code ?? '') ? (code as string).padStart(digits, '0') : (code ?? ''));
