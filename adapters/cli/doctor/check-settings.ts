/** Every value passes the schema with which the server starts, and no name is one that nobody reads. */
import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { ROUTES } from '../../../knowledge/operators/routes.ts';
import { configSchema } from '../../config.ts';
import type { Deployment } from './deployment.ts';
import { failure, type Finding, good, warning } from './finding.ts';

/** Read by Node, by the system or by compose.yaml. */
const OTHERS = /^(?:NODE_\w+|TZ|LANG|LC_\w+|HTTPS?_PROXY|NO_PROXY|POSTGRES_PASSWORD)$/;

export function checkSettings({ config, problems }: Deployment): Finding[] {
  const findings = problems.map((problem) => {
    const name = /^[\w.]+/.exec(problem)?.[0] ?? '';
    return failure(`${problem}.`, `Corrigez ${name.split('.')[0]} dans .env ou dans l’environnement : .env.example dit ce qu’il attend.`);
  });
  for (const name of unknownNames()) findings.push(warning(`${name} : aucun réglage ne porte ce nom, il ne fait rien.`, 'Vérifiez l’orthographe dans .env.example, ou retirez la ligne.'));
  const isPublic = config.DESK_URL !== undefined || config.PUBLIC_URL !== undefined;
  if (isPublic && config.OPERATOR_NAME.includes('(démonstration)')) findings.push(warning('Les personnes lisent encore « démonstration » sur la page.', 'Donnez le nom de votre organisme par OPERATOR_NAME.'));
  return findings.length > 0 ? findings : [good('Toutes les valeurs sont acceptées.')];
}

/** Of `.env` only: the environment of a process holds names of everybody. */
function unknownNames(): string[] {
  if (!existsSync('.env')) return [];
  const known = new Set([...Object.keys(configSchema.shape), ...ROUTES.flatMap((row) => Object.values(row).map(String))]);
  return Object.keys(parseEnv(readFileSync('.env', 'utf8'))).filter((name) => !known.has(name) && !OTHERS.test(name));
}
