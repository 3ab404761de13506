/** `npm run doctor`: looks at a deployment without changing it, and names for each fault what to mend. Exit code 1 on an error. */
import { parseArgs } from 'node:util';
import { loadEnvironmentFile } from '../config.ts';
import { type CheckedFinding, runChecks } from './doctor/checks.ts';
import { readDeployment } from './doctor/deployment.ts';
import type { Level } from './doctor/finding.ts';

const HELP = `Vérifie cette installation, sans rien y changer, et dit quoi réparer.

  npm run doctor
  npm run --silent doctor -- --json   le même rapport, pour une machine

Code de sortie : 0 quand il n’y a pas d’erreur (des avertissements sont possibles), 1 quand il y en a une.`;

const MARKS: Record<Level, string> = { good: 'bien     ', warning: 'attention', error: 'ERREUR   ', unchecked: '-        ' };
const TITLE_WIDTH = 17;

/** For a person: one line a finding, and under it what to do. */
function page(findings: CheckedFinding[]): string {
  const lines = findings.map(({ level, title, says, mend }) => `${MARKS[level]}  ${title.padEnd(TITLE_WIDTH)} ${says}${mend === null ? '' : `\n${' '.repeat(TITLE_WIDTH + 12)}→ ${mend}`}`);
  const count = (level: Level) => findings.filter((finding) => finding.level === level).length;
  return `${lines.join('\n')}\n\n${count('error')} erreur(s), ${count('warning')} avertissement(s).`;
}

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help === true) return console.log(HELP);
  loadEnvironmentFile();
  const now = new Date();
  const findings = await runChecks(readDeployment(process.env, now));
  const isWell = findings.every(({ level }) => level !== 'error');
  console.log(values.json === true ? JSON.stringify({ ok: isWell, at: now.toISOString(), findings }, null, 2) : page(findings));
  process.exitCode = isWell ? 0 : 1;
}

run().catch((error: unknown) => {
  const isOption = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true;
  console.error(isOption ? `Cette option n’existe pas.\n\n${HELP}` : (error as Error).message);
  process.exitCode = 1;
});
