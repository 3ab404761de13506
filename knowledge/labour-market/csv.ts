/** Reads comma-separated values with a header line. Quotes follow RFC 4180; a short line is refused with its number. */
export function parseCsv(text: string): Record<string, string>[] {
  return csvRows(text).map(({ cells }) => cells);
}

/** A row with the number of its line in the file, from 1. */
export interface NumberedRow {
  line: number;
  cells: Record<string, string>;
}

/** The same, each row with its line. Throws with the number of a line that has too few or too many values. */
export function csvRows(text: string): NumberedRow[] {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const names = cellsOf(header);
  return lines.flatMap((line, index) => {
    if (line === '') return [];
    const cells = cellsOf(line);
    if (cells.length !== names.length) throw new CsvError(index + 2, `${cells.length} valeurs au lieu de ${names.length}`);
    const row: Record<string, string> = {};
    for (let at = 0; at < names.length; at++) row[names[at] as string] = cells[at] as string;
    return [{ line: index + 2, cells: row }];
  });
}

/** A line that is no row of its table. */
export class CsvError extends Error {
  readonly line: number;
  readonly reason: string;

  constructor(line: number, reason: string) {
    super(`ligne ${line} : ${reason}`);
    this.name = 'CsvError';
    this.line = line;
    this.reason = reason;
  }
}

/** A value as a cell of such a file. */
export const csvCell = (value: string): string => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const character = line[at];
    if (character === '"' && quoted && line[at + 1] === '"') {
      cell += '"';
      at++;
    } else if (character === '"') quoted = !quoted;
    else if (character === ',' && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += character;
  }
  return [...cells, cell];
}
