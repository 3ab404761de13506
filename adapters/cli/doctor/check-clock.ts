/** The clock is right: sessions, codes of the second factor, opening hours and the law in force hang on it. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readMeta } from '../../../knowledge/index/open-index.ts';
import type { Deployment } from './deployment.ts';
import { failure, type Finding, good, warning } from './finding.ts';
import { askPostgres } from './postgres-state.ts';

/** A code of the second factor holds for thirty seconds. */
const TOLERATED_MS = 10_000;
const SET_CLOCK = 'Mettez cette machine à l’heure (apt install systemd-timesyncd, puis timedatectl set-ntp true).';

export async function checkClock({ config, now, store }: Deployment): Promise<Finding[]> {
  const builtAt = Date.parse(readMeta(config.KNOWLEDGE_DIR)?.builtAt ?? '');
  if (builtAt > now.getTime() + TOLERATED_MS) return [failure('L’horloge retarde : les connaissances ont été construites dans l’avenir.', SET_CLOCK)];
  if (new Intl.DateTimeFormat('fr', { timeZone: 'Europe/Paris', timeZoneName: 'long' }).format(now).includes('UTC')) return [failure('L’heure de Paris n’est pas connue de ce Node.', 'Installez le Node que le projet apporte (npm ci).')];
  const gap = config.DATABASE_URL === undefined || store === null ? 0 : await gapTo(config.DATABASE_URL);
  if (Math.abs(gap) > TOLERATED_MS) return [failure(`Cette machine et PostgreSQL ne sont pas à la même heure (${Math.round(Math.abs(gap) / 1_000)} s d’écart).`, SET_CLOCK)];
  if ((await isSynchronised()) === false) return [warning('Le système dit que l’horloge n’est pas réglée par le réseau.', SET_CLOCK)];
  return [good(`${new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' }).format(now)}, heure de Paris.`)];
}

/** How far PostgreSQL's clock is ahead, in milliseconds. */
async function gapTo(url: string): Promise<number> {
  return askPostgres(url, async (query) => {
    const before = Date.now();
    const [row] = await query('SELECT extract(epoch FROM clock_timestamp()) * 1000 AS at');
    return Number(row?.['at']) - (before + Date.now()) / 2;
  });
}

/** Null where the system does not say: in a container, without systemd. */
async function isSynchronised(): Promise<boolean | null> {
  try {
    const { stdout } = await promisify(execFile)('timedatectl', ['show', '--property=NTPSynchronized', '--value'], { timeout: 3_000 });
    return stdout.trim() === 'yes' ? true : stdout.trim() === 'no' ? false : null;
  } catch {
    return null;
  }
}
