/** What should have gone has gone: looked for in the database itself, rather than in a note that somebody ran. */
import { existsSync } from 'node:fs';
import { applyRetention, type DeskRecords } from '../../../bot/privacy/apply-retention.ts';
import { type Config, deskFileOf } from '../../config.ts';
import { openDeskDatabase } from '../../desk-database.ts';
import { deskRecords } from '../../desk/access/records.ts';
import type { Deployment } from './deployment.ts';
import { failure, type Finding, good, unchecked } from './finding.ts';

/** The server removes once a day: what is over its time by two days was missed. */
const MISSED_MS = 2 * 86_400_000;

export async function checkRetention({ config, store, now }: Deployment): Promise<Finding[]> {
  if (store === null) return [unchecked('Non vérifié : il n’y a pas de base à lire.')];
  const left = await withDesk(config, (desk) => applyRetention(store, desk, new Date(now.getTime() - MISSED_MS), true));
  const missed = Object.entries(left).filter(([, count]) => count > 0);
  if (missed.length === 0) return [good('Rien n’est gardé plus longtemps que prévu.')];
  const what = missed.map(([name, count]) => `${name} ${count}`).join(', ');
  return [failure(`Des données sont gardées plus longtemps que prévu (${what}).`, 'Lancez « npm run store -- retention --apply » ; le service le fait seul chaque jour : lisez son journal (retention-not-applied).')];
}

async function withDesk<Result>(config: Config, work: (desk: DeskRecords) => Promise<Result>): Promise<Result> {
  // A desk that nobody opened has no file; opening it would make one.
  if (config.DATABASE_URL === undefined && !existsSync(deskFileOf(config))) return work({ forgetBefore: async () => ({ audit: 0, invitations: 0 }) });
  const desk = await openDeskDatabase(config);
  try {
    return await work(deskRecords(desk));
  } finally {
    await desk.close();
  }
}
