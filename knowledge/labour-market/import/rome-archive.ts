/** The archive of the ROME as France Travail publishes it: a zip of CSV files named after their table and version. */
import { unzipSync } from 'fflate';
import { ImportRefused } from './refusal.ts';
import { csvSheet, type Sheet } from './sheet.ts';

export interface RomeArchive {
  romes: Sheet;
  nearby: Sheet;
}

const TRADES = /referentiel_code_rome_v\d+\w*\.csv$/;
const NEARBY = /rubrique_mobilite_v\d+\w*\.csv$/;

/** Throws {@link ImportRefused} when the archive is damaged or lacks one of both tables. */
export function romeArchive(file: string, bytes: Buffer): RomeArchive {
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(bytes, { filter: ({ name }) => TRADES.test(name) || NEARBY.test(name) });
  } catch (cause) {
    throw new ImportRefused(file, null, 'l’archive est illisible ou coupée', { cause });
  }
  const read = (pattern: RegExp, what: string, columns: string[]): Sheet => {
    const entry = Object.entries(entries).find(([name]) => pattern.test(name));
    if (!entry) throw new ImportRefused(file, null, `l’archive ne contient pas ${what}`);
    return csvSheet(`${file} (${entry[0]})`, Buffer.from(entry[1]), columns);
  };
  return {
    romes: read(TRADES, 'la liste des métiers (referentiel_code_rome)', ['code_rome', 'libelle_rome', 'code_rome_parent', 'transition_eco']),
    nearby: read(NEARBY, 'les métiers proches (rubrique_mobilite)', ['code_rome', 'code_rome_cible', 'numero_ordre']),
  };
}
