/** The address that people's browsers know leads here, over TLS, and lets through what it must. */
import { connect } from 'node:tls';
import { type Deployment } from './deployment.ts';
import { failure, type Finding, good, unchecked, warning } from './finding.ts';
import { passesWebSockets } from './web-socket-probe.ts';

const PATIENCE_MS = 8_000;
const DAY_MS = 86_400_000;
/** Certificates that renew themselves do so a month before their end. */
const SOON_DAYS = 14;
const PROXY = 'Vérifiez le serveur web devant ce service (docs/install.md).';

export async function checkPublicAddress({ config, now }: Deployment): Promise<Finding[]> {
  const named = (['DESK_URL', 'PUBLIC_URL'] as const).flatMap((name) => (config[name] === undefined ? [] : [{ name, address: config[name] }]));
  if (named.length === 0) return [unchecked('Aucune adresse publique n’est donnée (DESK_URL) : les invitations au bureau mènent à cette machine.')];
  const addresses = named.filter(({ address }, index) => named.findIndex((other) => other.address === address) === index);
  const findings = await Promise.all(addresses.map(({ name, address }) => look(name, address, config.TRUST_PROXY, now)));
  return findings.flat();
}

async function look(name: string, address: string, proxies: number, now: Date): Promise<Finding[]> {
  const { protocol, hostname } = new URL(address);
  const isHere = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  if (protocol === 'http:' && !isHere) return [failure(`${name} (${address}) n’est pas chiffrée : tout se lit en chemin.`, `Mettez un serveur web avec TLS devant (docs/install.md), et https:// dans ${name}.`)];
  const findings = await reached(name, address);
  if (findings.some(({ level }) => level === 'error')) return findings;
  if (protocol === 'https:') {
    if (proxies === 0) findings.push(failure('Un serveur web est devant ce service, et TRUST_PROXY vaut false : toutes les personnes comptent pour une seule.', 'Mettez TRUST_PROXY=true, ou le nombre de serveurs devant, puis redémarrez.'));
    findings.push(...(await certificate(address, now)));
  }
  return findings;
}

async function reached(name: string, address: string): Promise<Finding[]> {
  try {
    const response = await get(`${address}/healthz`);
    const isOurs = response.ok && ((await response.json().catch(() => null)) as { status?: unknown } | null)?.status === 'alive';
    if (!isOurs) return [failure(`${name} (${address}) répond, mais ce n’est pas ce service (${response.status} sur /healthz).`, PROXY)];
  } catch (error) {
    return [unreachable(name, address, error)];
  }
  const findings = [good(`${address} mène à ce service.`)];
  if (!(await passesWebSockets(address, PATIENCE_MS))) findings.push(failure(`${address} ne laisse pas passer les web sockets (/v3/directline).`, 'Dans nginx, transmettez les en-têtes Upgrade et Connection (docs/install.md) ; Caddy le fait seul.'));
  const metrics = await get(`${address}/metrics`).catch(() => null);
  if (metrics?.ok === true && address.startsWith('https:')) findings.push(warning(`${address}/metrics se lit de partout.`, 'Fermez cette adresse dans le serveur web (docs/install.md).'));
  return findings;
}

const get = (url: string): Promise<Response> => fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'manual' });

const REASONS: Record<string, readonly [string, string]> = {
  ENOTFOUND: ['ce nom n’existe pas', 'Créez l’enregistrement DNS, ou corrigez l’adresse.'],
  EAI_AGAIN: ['le serveur de noms ne répond pas', 'Vérifiez le DNS de cette machine (/etc/resolv.conf).'],
  ECONNREFUSED: ['rien n’écoute à cette adresse', 'Démarrez le serveur web, et ouvrez le port dans le pare-feu.'],
  CERT_HAS_EXPIRED: ['le certificat est expiré', 'Renouvelez-le (certbot renew), et vérifiez que le renouvellement est automatique.'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['le certificat n’est signé par personne', 'Mettez un certificat reconnu, ou donnez votre autorité à Node par NODE_EXTRA_CA_CERTS.'],
  SELF_SIGNED_CERT_IN_CHAIN: ['l’autorité du certificat n’est pas connue d’ici', 'Donnez-la à Node par NODE_EXTRA_CA_CERTS.'],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['la chaîne du certificat est incomplète', 'Servez le certificat avec ses intermédiaires (fullchain.pem).'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['le certificat est celui d’un autre nom', 'Demandez un certificat pour ce nom.'],
};

function unreachable(name: string, address: string, error: unknown): Finding {
  const { name: kind, cause } = error as Error & { cause?: { code?: string } };
  const code = cause?.code ?? (kind === 'TimeoutError' ? 'ETIMEDOUT' : kind);
  const [why, mend] = REASONS[code] ?? [`elle ne répond pas (${code})`, PROXY];
  return failure(`${name} (${address}) : ${why}.`, mend);
}

/** Only once the address was reached: the certificate is good today. */
function certificate(address: string, now: Date): Promise<Finding[]> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 443), servername: hostname, timeout: PATIENCE_MS }, () => {
      const end = Date.parse(socket.getPeerCertificate().valid_to);
      socket.end();
      const days = Math.floor((end - now.getTime()) / DAY_MS);
      resolve([days < SOON_DAYS ? warning(`Le certificat de ${hostname} finit dans ${days} jour(s).`, REASONS['CERT_HAS_EXPIRED']![1]) : good(`Le certificat de ${hostname} est bon pour ${days} jours.`)]);
    });
    const give = () => resolve([]);
    socket.once('error', give).once('timeout', () => socket.destroy(new Error('silent')));
  });
}
