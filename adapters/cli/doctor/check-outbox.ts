/** What must leave for operators and channels leaves. */
import type { Deployment } from './deployment.ts';
import { failure, type Finding, good, unchecked, warning } from './finding.ts';

const HOUR_MS = 3_600_000;

export async function checkOutbox({ store, now }: Deployment): Promise<Finding[]> {
  if (store === null) return [unchecked('Non vérifié : il n’y a pas de base à lire.')];
  const [dead, waiting, undelivered] = await Promise.all([store.deadDispatches(), store.waitingDispatches(), store.undelivered()]);
  const findings: Finding[] = [];
  if (dead.length > 0) {
    const why = [...new Set(dead.map(({ lastError }) => lastError ?? 'sans raison'))].slice(0, 3).join(' ; ');
    findings.push(failure(`${dead.length} envoi(s) mis de côté, des personnes attendent peut-être (${why}).`, 'Réparez la cause, puis renvoyez-les au bureau : « Envois bloqués » (/desk/envois), comme responsable.'));
  }
  const late = waiting.filter(({ dueAt }) => now.getTime() - Date.parse(dueAt) > HOUR_MS);
  if (late.length > 0) findings.push(warning(`${late.length} envoi(s) devaient partir il y a plus d’une heure.`, 'Vérifiez que le service tourne, et lisez son journal (dispatch-refused).'));
  const tried = undelivered.filter(({ attempts }) => attempts > 10);
  if (tried.length > 0) findings.push(warning(`${tried.length} réponse(s) ne passent pas vers leur canal.`, 'Vérifiez MICROSOFT_APP_ID et son mot de passe, et lisez le journal.'));
  return findings.length > 0 ? findings : [good(waiting.length === 0 ? 'Rien n’attend.' : `${waiting.length} envoi(s) en route, aucun bloqué.`)];
}
