/** Insee's workbooks of localised unemployment rates: a row for each area, a column for each quarter, whatever stands above the header. */
import type { NumberedRow } from '../csv.ts';
import type { ListedZone } from './territories.ts';
import type { Sheet } from './sheet.ts';
import { padded, type RawSheet, sheetUnder } from './workbook.ts';

export interface InseeWorkbook {
  kind: 'departements' | 'zones';
  /** One row for each area and quarter. */
  sheet: Sheet;
  zones: Map<string, ListedZone>;
}

const CODE = /^(?:ze\d{4}|code(?: de la zone d.emploi.*| g[ée]ographique)?|codgeo|dep|d[ée]partement)$/i;
const ZONE_CODE = /^ze\d{4}$|zone d.emploi/i;
const LABEL = /^(?:lib|libell[ée])/i;
const QUARTERS_AT_LEAST = 2;

/** « 2025-T3 », « T3_2025 », « 3e trimestre 2025 »: our `2025-T3`. Null when it names no quarter. */
export function quarterOf(name: string): string | null {
  const found = /^((?:19|20)\d\d)[-_ ]?T([1-4])$/i.exec(name) ?? /^T([1-4])[-_ ]?((?:19|20)\d\d)$/i.exec(name) ?? /^([1-4])(?:er|e|ème|eme)? trimestre ((?:19|20)\d\d)/i.exec(name);
  if (!found) return null;
  const [, one = '', other = ''] = found;
  return one.length === 4 ? `${one}-T${other}` : `${other}-T${one}`;
}

/** Null when the sheet holds no rates. */
export function inseeWorkbook(file: string, raw: RawSheet): InseeWorkbook | null {
  const found = sheetUnder(file, raw, (names) => names.some((name) => CODE.test(name)) && names.filter((name) => quarterOf(name) !== null).length >= QUARTERS_AT_LEAST);
  if (!found) return null;
  const { sheet, names } = found;
  const code = names.find((name) => CODE.test(name)) as string;
  const label = names.find((name) => LABEL.test(name) && !/r[ée]g/i.test(name));
  const quarters = names.flatMap((name) => {
    const quarter = quarterOf(name);
    return quarter === null ? [] : [{ name, quarter }];
  });
  // Below the last area stand the notes: their first cell is no code.
  const areas = sheet.rows.map((row) => ({ row, area: areaOf(row, code) })).filter(({ area }) => area !== null) as { row: NumberedRow; area: string }[];
  const isZones = ZONE_CODE.test(code) || areas.every(({ area }) => /^\d{4}$/.test(area));
  const zones = new Map<string, ListedZone>();
  if (isZones) for (const { row, area } of areas) zones.set(padded(area, 4), { name: row.cells[label ?? ''] ?? area, departements: [] });
  const rows = areas.flatMap(({ row, area }) =>
    quarters.map(({ name, quarter }): NumberedRow => ({ line: row.line, cells: { area: isZones ? padded(area, 4) : padded(area, 2), trimestre: quarter, taux: rateText(row.cells[name] ?? '') } })),
  );
  return { kind: isZones ? 'zones' : 'departements', sheet: { file: sheet.file, rows }, zones };
}

const areaOf = ({ cells }: NumberedRow, column: string): string | null => {
  const value = cells[column] ?? '';
  return /^(?:\d{1,4}|2[AB])$/.test(value) ? value : null;
};

/** Insee writes « nd » where it publishes none; a number read from a workbook may have lost its rounding. */
function rateText(cell: string): string {
  const value = Number(cell.replace(',', '.'));
  return cell === '' || /^n\.?d\.?$|^-$/i.test(cell) ? '' : Number.isFinite(value) ? String(Math.round(value * 10) / 10) : cell;
}
