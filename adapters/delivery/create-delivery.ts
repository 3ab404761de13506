/** Delivery, as the server mounts it: the ways of the table, the worker that empties the outbox, the address that hubs answer to. */
import type { Router } from 'express';
import type { HandoffDesk } from '../../bot/handoff/desk.ts';
import type { OperatorRef } from '../../bot/handoff/handoff.ts';
import type { Clock, Journal, Store } from '../../bot/ports.ts';
import { type Route, ROUTES, routeTo } from '../../knowledge/operators/routes.ts';
import { createHubSender, type HubSettings } from './bot-framework.ts';
import { createEmailSender } from './email.ts';
import { answerToken, createStatusRouter } from './handoff-status.ts';
import type { Sender } from './sender.ts';
import { type DeliverySettings, type OpenRoute, openRouteOf } from './settings.ts';
import { createWebhookSender } from './webhook.ts';
import { startWorker, type Worker, type WorkerPorts } from './worker.ts';

const HTTP_TIMEOUT_MS = 15_000;
/** Mail servers take their time to look at a message before they accept it. */
const SMTP_TIMEOUT_MS = 60_000;

export interface DeliveryPorts {
  store: Store;
  desk: Pick<HandoffDesk, 'move' | 'onChange'>;
  clock: Clock;
  journal: Journal;
  environment: NodeJS.ProcessEnv;
  settings: DeliverySettings;
  /** Our own application at the Azure Bot Service, with which calls to hubs are signed. */
  credentials: HubSettings['credentials'];
  routes?: Route[];
  /** For tests: how patient the worker is. */
  pace?: Pick<WorkerPorts, 'backOff' | 'claimMs' | 'pollMs' | 'random'>;
}

export interface Delivery {
  /** To be mounted on `/api/handoffs`. */
  router: Router;
  /** Begins to empty the outbox. */
  start(): void;
  stop(): Promise<void>;
}

export function createDelivery(ports: DeliveryPorts): Delivery {
  const { store, desk, clock, journal, environment, settings, routes = ROUTES, pace = {} } = ports;
  const routeOf = (operator: OperatorRef) => openRouteOf(routeTo(operator, routes), environment, settings);
  const senders = new Map<string, Sender>();

  function wayTo(operator: OperatorRef) {
    const open = routeOf(operator);
    if (open === null) return null;
    const receiver = open.route === 'email' ? `email ${open.to}` : `${open.route} ${open.url}`;
    // Two rows may share an address and differ by their secret.
    const key = JSON.stringify(open);
    const sender = senders.get(key) ?? senderOf(open, ports);
    senders.set(key, sender);
    return { receiver, sender };
  }
  function secretOf(operator: OperatorRef): string | null {
    const open = routeOf(operator);
    return open?.route === 'bot-framework' ? open.secret : null;
  }

  let worker: Worker | null = null;
  const stopListening = desk.onChange(() => worker?.wake());
  return {
    router: createStatusRouter({ store, desk, journal, secretOf }),
    start: () => void (worker ??= startWorker({ outbox: store, desk, wayTo, clock, journal, ...pace })),
    async stop() {
      stopListening();
      await worker?.stop();
    },
  };
}

function senderOf(open: OpenRoute, { settings, credentials, clock }: DeliveryPorts): Sender {
  const http = { allowPrivate: settings.DELIVERY_ALLOW_PRIVATE, timeoutMs: HTTP_TIMEOUT_MS };
  switch (open.route) {
    case 'email':
      return createEmailSender({ ...open, timeoutMs: SMTP_TIMEOUT_MS });
    case 'webhook':
      return createWebhookSender({ ...open, ...http, now: () => clock.now() });
    case 'bot-framework':
      return createHubSender({ ...open, ...http, credentials, serviceUrlFor: (handoff) => `${open.publicUrl}/api/handoffs/${answerToken(open.secret, handoff)}` });
  }
}
