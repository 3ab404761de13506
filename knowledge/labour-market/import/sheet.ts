/** A table of any file (CSV, workbook, archive), as rows of named values that know their line: the readers of figures do not care where it came from. */
import { CsvError, csvRows, type NumberedRow } from '../csv.ts';
import { ImportRefused } from './refusal.ts';

export interface Sheet {
  /** File, and sheet or entry inside it: what a refusal names. */
  file: string;
  rows: NumberedRow[];
}

/** Reads a CSV file with the columns that are needed. Throws {@link ImportRefused}, also where the file stops in the middle of a line. */
export function csvSheet(file: string, bytes: Buffer, columns: readonly string[]): Sheet {
  const text = decoded(file, bytes);
  if (text.trim() === '') throw new ImportRefused(file, null, 'le fichier est vide');
  const [header = ''] = text.split('\n', 1);
  const names = header.replace(/^\uFEFF/, '').trim().split(',').map((name) => name.replace(/^"|"$/g, ''));
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new ImportRefused(file, 1, `colonne${missing.length > 1 ? 's' : ''} absente${missing.length > 1 ? 's' : ''} : ${missing.join(', ')}`);
  const rows = parsed(file, text);
  if (rows.length === 0) throw new ImportRefused(file, null, 'aucune ligne sous l’en-tête');
  if (!text.endsWith('\n')) throw new ImportRefused(file, rows.at(-1)?.line ?? 1, 'la dernière ligne n’est pas terminée : le fichier est sans doute coupé');
  return { file, rows };
}

function decoded(file: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ImportRefused(file, null, 'ce n’est pas du texte en UTF-8', { cause });
  }
}

function parsed(file: string, text: string): NumberedRow[] {
  try {
    return csvRows(text);
  } catch (error) {
    if (error instanceof CsvError) throw new ImportRefused(file, error.line, error.reason, { cause: error });
    throw error;
  }
}

/** The value of a cell that must be there. */
export function needed({ file }: Sheet, { line, cells }: NumberedRow, column: string): string {
  const value = (cells[column] ?? '').trim();
  if (value === '') throw new ImportRefused(file, line, `${column} est vide`);
  return value;
}

/** Each key once. Calls `keep` for each row. */
export function eachOnce(sheet: Sheet, keyOf: (row: NumberedRow) => string, keep: (row: NumberedRow, key: string) => void): void {
  const seen = new Map<string, number>();
  for (const row of sheet.rows) {
    const key = keyOf(row);
    const before = seen.get(key);
    if (before !== undefined) throw new ImportRefused(sheet.file, row.line, `déjà à la ligne ${before} (${key})`);
    seen.set(key, row.line);
    keep(row, key);
  }
}
