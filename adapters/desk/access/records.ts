/** What the desk keeps of counsellors' deeds, and how it ends: the times are those of bot/privacy/retention.yaml. */
import type { DeskRecords } from '../../../bot/privacy/apply-retention.ts';
import type { DeskDatabase } from './desk-database.ts';

export function deskRecords(database: DeskDatabase): DeskRecords {
  async function forget(which: string, before: string, isDryRun: boolean): Promise<number> {
    return isDryRun ? Number((await database.get(`SELECT count(*) AS lines FROM ${which}`, before))?.lines) : database.run(`DELETE FROM ${which}`, before);
  }
  return {
    forgetBefore: async ({ audit, invitations }, isDryRun) => ({
      audit: await forget('audit WHERE at < ?', audit, isDryRun),
      invitations: await forget('invitations WHERE expires_at < ?', invitations, isDryRun),
    }),
  };
}
