/** `/healthz`, `/readyz` and `/metrics`: for the technician and the balancer, never with personal data. */
import { Router } from 'express';
import type { Registry } from 'prom-client';

export interface HealthPorts {
  /** Throws when the store cannot be read and written. */
  checkStore(): Promise<void>;
  /** One line about the knowledge in use, null until it is loaded. */
  knowledge(): string | null;
  registry: Registry;
}

export function createHealth({ checkStore, knowledge, registry }: HealthPorts): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => void response.json({ status: 'alive' }));
  router.get('/readyz', async (_request, response) => {
    const loaded = knowledge();
    try {
      await checkStore();
    } catch (error) {
      response.status(503).json({ status: 'not ready', store: error instanceof Error ? error.message : String(error), knowledge: loaded });
      return;
    }
    response.status(loaded === null ? 503 : 200).json({ status: loaded === null ? 'not ready' : 'ready', store: 'ok', knowledge: loaded });
  });
  router.get('/metrics', async (_request, response) => void response.type(registry.contentType).send(await registry.metrics()));
  return router;
}
