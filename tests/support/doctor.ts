/** The doctor, called on a deployment that a test has broken. */
import { type CheckedFinding, runChecks } from '../../adapters/cli/doctor/checks.ts';
import { readDeployment } from '../../adapters/cli/doctor/deployment.ts';
import { KNOWLEDGE_DIR } from './built-knowledge.ts';

/** The findings of one check. `environment` is all that is set, beside the knowledge base of the tests. */
export async function examine(check: string, environment: Record<string, string>, now = new Date()): Promise<Omit<CheckedFinding, 'check' | 'title'>[]> {
  const findings = await runChecks(readDeployment({ KNOWLEDGE_DIR, PORT: '1', ...environment }, now));
  return findings.filter((finding) => finding.check === check).map(({ level, says, mend }) => ({ level, says, mend }));
}

/** « error: what it says → what to mend », one a line: as a person reads it. */
export async function report(check: string, environment: Record<string, string>, now?: Date): Promise<string> {
  return (await examine(check, environment, now)).map(({ level, says, mend }) => `${level}: ${says}${mend === null ? '' : ` → ${mend}`}`).join('\n');
}
