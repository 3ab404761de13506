/** Everything the doctor looks at, in order: read this first. */
import { checkClock } from './check-clock.ts';
import { checkDatabase } from './check-database.ts';
import { checkDisk } from './check-disk.ts';
import { checkKnowledge } from './check-knowledge.ts';
import { checkMail } from './check-mail.ts';
import { checkNode } from './check-node.ts';
import { checkOutbox } from './check-outbox.ts';
import { checkPort } from './check-port.ts';
import { checkPublicAddress } from './check-public-address.ts';
import { checkRetention } from './check-retention.ts';
import { checkSecrets } from './check-secrets.ts';
import { checkSettings } from './check-settings.ts';
import type { Deployment, SettingName } from './deployment.ts';
import { failureOf, type Finding, unchecked } from './finding.ts';

interface Check {
  id: string;
  /** As a technician reads it. */
  title: string;
  /** Where one of these was refused, there is nothing to look at. */
  reads: readonly SettingName[];
  look(deployment: Deployment): Finding[] | Promise<Finding[]>;
}

// The database comes before what is read from it.
const CHECKS: readonly Check[] = [
  { id: 'node', title: 'Node', reads: [], look: checkNode },
  { id: 'settings', title: 'Réglages', reads: [], look: checkSettings },
  { id: 'secrets', title: 'Secrets', reads: [], look: checkSecrets },
  { id: 'disk', title: 'Disque', reads: ['DATABASE_FILE', 'KNOWLEDGE_DIR'], look: checkDisk },
  { id: 'database', title: 'Base de données', reads: ['DATABASE_FILE', 'DATABASE_URL', 'DESK_DATABASE_FILE', 'STORE_SECRETS'], look: checkDatabase },
  { id: 'clock', title: 'Horloge', reads: ['DATABASE_URL'], look: checkClock },
  { id: 'knowledge', title: 'Connaissances', reads: ['KNOWLEDGE_DIR', 'OPERATOR_DOCUMENTS_DIR', 'VECTOR_SEARCH', 'EMBEDDINGS_URL'], look: checkKnowledge },
  { id: 'port', title: 'Serveur', reads: ['PORT', 'HOST'], look: checkPort },
  { id: 'public-address', title: 'Adresse publique', reads: ['DESK_URL', 'PUBLIC_URL', 'TRUST_PROXY'], look: checkPublicAddress },
  { id: 'mail', title: 'E-mail', reads: ['SMTP_URL', 'SMTP_FROM'], look: checkMail },
  { id: 'outbox', title: 'Envois', reads: [], look: checkOutbox },
  { id: 'retention', title: 'Conservation', reads: [], look: checkRetention },
];

export interface CheckedFinding extends Finding {
  check: string;
  title: string;
}

/** Runs every check, whatever the others found. Never throws. */
export async function runChecks(deployment: Deployment): Promise<CheckedFinding[]> {
  const all: CheckedFinding[] = [];
  for (const check of CHECKS) {
    for (const finding of await findingsOf(check, deployment)) all.push({ check: check.id, title: check.title, ...finding });
  }
  await deployment.store?.close().catch(() => undefined);
  return all;
}

async function findingsOf({ reads, look }: Check, deployment: Deployment): Promise<Finding[]> {
  const refused = reads.filter((name) => deployment.refused.has(name));
  if (refused.length > 0) return [unchecked(`Non vérifié : corrigez d’abord ${refused.join(', ')}.`)];
  try {
    return await look(deployment);
  } catch (error) {
    return [failureOf(error)];
  }
}
