import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it. Throws one French line that names the variable which asked for it.
 * Level by level: where the system lets nobody make one (`/proc`), `mkdirSync(…, { recursive: true })` tries for ever.
 */
export function makeFolder(path: string, variable: string): void {
  try {
    make(resolve(path));
  } catch (cause) {
    throw new Error(`${variable} : le dossier ${path} ne peut pas être créé. Donnez un autre chemin, ou le droit d'écrire à cet endroit, puis relancez.`, { cause });
  }
}

function make(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  if (found === undefined) make(dirname(path));
  mkdirSync(path);
}
