/** The port is free, or it is this program that answers there, and it is ready. */
import { createServer } from 'node:net';
import { z } from 'zod';
import type { Deployment } from './deployment.ts';
import { failure, type Finding, good, warning } from './finding.ts';

const PATIENCE_MS = 5_000;
const readySchema = z.object({ status: z.string(), store: z.string(), knowledge: z.string().nullable() });

export async function checkPort({ config: { HOST, PORT } }: Deployment): Promise<Finding[]> {
  if (PORT === 0) return [warning('PORT vaut 0 : le port change à chaque démarrage.', 'Donnez un port fixe, 3978 par exemple.')];
  const code = await whyNotFree(HOST, PORT);
  if (code === 'EADDRINUSE') return answers(HOST, PORT);
  if (code === 'EACCES') return [failure(`Le port ${PORT} est réservé au système.`, 'Choisissez-en un au-dessus de 1024 : le serveur web (nginx, Caddy) écoute sur 443 devant lui.')];
  if (code !== null) return [failure(`HOST (${HOST}) n’est pas une adresse de cette machine.`, 'Mettez 127.0.0.1 derrière un serveur web de cette machine, 0.0.0.0 dans un conteneur.')];
  return [warning(`Rien ne répond sur le port ${PORT}, qui est libre.`, 'Démarrez le service (systemctl start accueil-cep, ou npm start).')];
}

/** The system's code where the port cannot be had; null when it can. */
function whyNotFree(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'UNKNOWN'));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}

async function answers(host: string, port: number): Promise<Finding[]> {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host.includes(':') ? (host === '::' ? '[::1]' : `[${host}]`) : host;
  const foreign = failure(`Le port ${port} est pris par un autre programme.`, 'Arrêtez-le, ou choisissez un autre PORT.');
  try {
    const response = await fetch(`http://${name}:${port}/readyz`, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'manual' });
    const ready = readySchema.safeParse(await response.json());
    if (!ready.success) return [foreign];
    if (response.ok) return [good(`Le service répond sur le port ${port}, et il est prêt.`)];
    return [failure(`Le service tourne, mais il n’est pas prêt : ${ready.data.store}`, 'Réparez la base de données, puis relancez cette commande.')];
  } catch (error) {
    if ((error as Error).name === 'TimeoutError') return [failure(`Ce qui écoute sur le port ${port} ne répond pas en ${PATIENCE_MS / 1_000} secondes.`, 'Lisez le journal (journalctl -u accueil-cep), puis redémarrez le service.')];
    return [foreign];
  }
}
