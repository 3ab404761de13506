/** The mail server takes our name and password. Nothing is sent. */
import { createTransport } from 'nodemailer';
import { transportOptions } from '../../mail-transport.ts';
import type { Deployment } from './deployment.ts';
import { failure, type Finding, good, unchecked } from './finding.ts';

const PATIENCE_MS = 15_000;
const FIREWALL = 'Vérifiez le nom et le port dans SMTP_URL, et que le pare-feu laisse sortir.';

const REASONS: Record<string, readonly [string, string]> = {
  EAUTH: ['il refuse le nom ou le mot de passe', 'Corrigez-les dans SMTP_URL ; les caractères spéciaux s’écrivent en %XX.'],
  ETLS: ['il ne sait pas chiffrer', 'Prenez smtps:// (port 465), ou un serveur qui offre STARTTLS.'],
  EDNS: ['ce nom n’existe pas', FIREWALL],
  ETIMEDOUT: ['il ne répond pas', FIREWALL],
  ECONNECTION: ['rien n’écoute à cette adresse', FIREWALL],
  ESOCKET: ['la connexion est refusée ou coupée', FIREWALL],
};

export async function checkMail({ config: { SMTP_URL } }: Deployment): Promise<Finding[]> {
  if (SMTP_URL === undefined) return [unchecked('Aucun serveur d’e-mail (SMTP_URL) : rien ne part par e-mail.')];
  const transport = createTransport(transportOptions(SMTP_URL, PATIENCE_MS));
  const { host } = new URL(SMTP_URL);
  try {
    await transport.verify();
    return [good(`Le serveur d’e-mail ${host} répond et nous accepte.`)];
  } catch (error) {
    const { code = '' } = error as { code?: string };
    const [why, mend] = REASONS[code] ?? [`il refuse (${code || 'sans raison'})`, FIREWALL];
    return [failure(`Le serveur d’e-mail ${host} : ${why}.`, mend)];
  } finally {
    transport.close();
  }
}
