/**
 * The files that an import and a refresh leave under the folder of the knowledge base. Each is written beside its place and moved there in
 * one go, so that whoever reads sees the old one or the new one, whole; compressed, so that a changed byte is noticed.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

export const FORMAT = 1;
/** In a cell of projects: the producer keeps it secret, or has no such row. */
export const SECRET = -1;
export const NO_ROW = -2;
/** Numbers in a cell: places of its occupation, département and bassin, then projects, difficult, seasonal, projects of the year before. */
export const CELL = 7;

/** The complete tables, as an import leaves them. */
export interface StoredTables {
  format: typeof FORMAT;
  /** Day of the import. */
  importedOn: string;
  years: { latest: number; before: number };
  faps: string[];
  departements: string[];
  bassins: { code: string; name: string }[];
  /** {@link CELL} numbers for each row. */
  cells: number[];
  zones: { code: string; name: string; departements: string[] }[];
  /** INSEE code, then places in `zones` and `bassins`, -1 for none. */
  communes: { codes: string[]; zones: number[]; bassins: number[] };
  unemployment: { departements: StoredRates; zones: StoredRates };
  fapLabels: Record<string, string>;
  fapsOfRome: Record<string, string[]>;
  romes: Record<string, { label: string; parent: string; green: boolean }>;
  nearby: Record<string, string[]>;
}

export interface StoredRates {
  quarters: string[];
  byArea: Record<string, (number | null)[]>;
}

/** What was fetched from the producers' interfaces. */
export interface StoredLive {
  format: typeof FORMAT;
  /** Départements, régions as `R53`, and `FR`. */
  unemployment: (StoredRates & { fetchedOn: string }) | null;
  /** By département, and `FR`. */
  tension: Record<string, { year: string; fetchedOn: string; byRome: Record<string, number> }>;
}

export const LABOUR_FOLDER = 'labour';
export const tablesFile = (knowledge: string) => join(knowledge, LABOUR_FOLDER, 'tables.json.gz');
export const liveFile = (knowledge: string) => join(knowledge, LABOUR_FOLDER, 'live.json.gz');

/** Throws when the disk refuses; the file that was there stays. */
export function writeStored(file: string, content: StoredTables | StoredLive): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.draft`;
  try {
    const descriptor = openSync(draft, 'w');
    try {
      writeSync(descriptor, gzipSync(JSON.stringify(content)));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Null when there is none. Throws when it is damaged or of another format. */
export function readStored<Content extends StoredTables | StoredLive>(file: string): Content | null {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const content = JSON.parse(gunzipSync(bytes).toString()) as Content;
  if (content.format !== FORMAT) throw new Error(`format ${String(content.format)}`);
  return content;
}
