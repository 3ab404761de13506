/** The tables in use: what was imported or fetched where there is some, the built-in ones otherwise; a new file is seen at the next question. */
import { statSync } from 'node:fs';
import { loadTables, withLive } from './load.ts';
import { liveFile, readStored, type StoredLive, type StoredTables, tablesFile } from './stored.ts';
import { type LabourTables, openLabourTables } from './tables.ts';

export interface OpenLabour {
  /** Loads when it is first asked, and again when a file has changed. */
  tables(): LabourTables;
  /** In a few words, for the start of the server; names a damaged file and how to mend it. */
  description(): string;
}

/** `folder` is that of the knowledge base; without one the built-in tables serve. A damaged file is left aside: what it stood over still answers. */
export function openLabour(folder: string | null): OpenLabour {
  let seen: string | null = null;
  let tables: LabourTables | null = null;
  let damaged: string[] = [];

  function refresh(): LabourTables {
    if (folder === null) return openLabourTables();
    const now = `${stamp(tablesFile(folder))} ${stamp(liveFile(folder))}`;
    if (tables !== null && now === seen) return tables;
    seen = now;
    damaged = [];
    const stored = read<StoredTables>(tablesFile(folder));
    const live = read<StoredLive>(liveFile(folder));
    const base = stored ? loadTables(stored) : openLabourTables();
    tables = live ? withLive(base, live) : base;
    return tables;
  }

  function read<Content extends StoredTables | StoredLive>(file: string): Content | null {
    try {
      return readStored<Content>(file);
    } catch {
      damaged.push(file);
      return null;
    }
  }

  return {
    tables: refresh,
    description() {
      const { years, precision } = refresh();
      const told = `chiffres de l’emploi ${years.latest} ${precision === 'imported' ? 'par bassin et zone d’emploi' : 'par département'}`;
      return damaged.length === 0 ? told : `${told} ; fichier abîmé laissé de côté : ${damaged.join(', ')} (relancez « npm run knowledge -- labour »)`;
    },
  };
}

function stamp(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? `${found.mtimeMs}-${found.size}-${found.ino}` : '';
}
