/** `/healthz`, `/readyz` and `/metrics`: for the technician and the balancer, never with personal data. */
import { Router } from 'express';
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Outcome } from '../bot/outcomes.ts';

export interface Measures {
  registry: Registry;
  /** Counts a finished turn; `seconds` is how long it took. */
  turnFinished(channel: string, outcome: Outcome, seconds: number): void;
}

export function createMeasures(): Measures {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labelNames = ['channel', 'outcome'];
  const turns = new Counter({ name: 'accueil_turns_total', help: 'Turns finished, by channel and outcome.', labelNames, registers: [registry] });
  const duration = new Histogram({
    name: 'accueil_turn_seconds',
    help: 'Time to think a turn through, in seconds.',
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
    registers: [registry],
  });
  return {
    registry,
    turnFinished: (channel, outcome, seconds) => {
      turns.inc({ channel, outcome });
      duration.observe(seconds);
    },
  };
}

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
