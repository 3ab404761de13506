/** There is room, and the program may write where it keeps things. */
import { existsSync, mkdtempSync, rmdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { deskFileOf } from '../../config.ts';
import type { Deployment } from './deployment.ts';
import { failure, type Finding, good, warning } from './finding.ts';

const MEGABYTE = 1_048_576;
/** Building the knowledge base anew beside the one in use takes about 100. */
const TOO_LITTLE = 300 * MEGABYTE;
const LITTLE = 2_048 * MEGABYTE;

export function checkDisk({ config }: Deployment): Finding[] {
  const places: (readonly [string, string])[] = [['KNOWLEDGE_DIR', config.KNOWLEDGE_DIR]];
  // Of two settings that lead to one folder, the last is named.
  if (config.DATABASE_URL === undefined) places.push(['DESK_DATABASE_FILE', dirname(deskFileOf(config))], ['DATABASE_FILE', dirname(config.DATABASE_FILE)]);
  const folders = new Map(places.map(([name, path]) => [resolve(path), name]));
  return [...folders].flatMap(([path, name]) => [...room(nearest(path)), ...writable(nearest(path), name)]).filter(once);
}

/** The folder, or the one above in which it will be made. */
function nearest(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearest(dirname(path));
}

/** Folders on one disk say the same. */
const once = (finding: Finding, index: number, all: Finding[]) => all.findIndex(({ says }) => says === finding.says) === index;

function room(path: string): Finding[] {
  const { bavail, bsize } = statfsSync(path);
  const free = bavail * bsize;
  const says = `${free < LITTLE ? `${Math.floor(free / MEGABYTE)} Mo` : `${Math.floor(free / MEGABYTE / 1_024)} Go`} libres sur le disque de ${path}.`;
  const mend = `Libérez de la place, ou agrandissez ce disque : plein, le service refuse les messages.`;
  return [free < TOO_LITTLE ? failure(says, mend) : free < LITTLE ? warning(says, mend) : good(says)];
}

/** Rights are not enough to know: the disk may be mounted read-only, or be out of inodes. */
function writable(path: string, name: string): Finding[] {
  if (!statSync(path).isDirectory()) return [failure(`${name} : ${path} n’est pas un dossier.`, `Donnez un autre chemin par ${name}.`)];
  try {
    rmdirSync(mkdtempSync(join(path, '.doctor-')));
    return [];
  } catch (error) {
    const why = { ENOSPC: 'le disque est plein', EROFS: 'le disque est en lecture seule' }[(error as NodeJS.ErrnoException).code ?? ''] ?? 'le droit d’écrire manque';
    return [failure(`${name} : on ne peut pas écrire dans ${path} (${why}).`, `Donnez ce droit au compte du service (chown, ou ReadWritePaths de l’unité systemd), ou un autre chemin par ${name}.`)];
  }
}
