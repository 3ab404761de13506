/** What an agent hub says afterwards, as Bot Framework has it: `handoff.status`, posted as an activity to the `serviceUrl` that the hub was given. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { HandoffDesk } from '../../bot/handoff/desk.ts';
import type { OperatorRef } from '../../bot/handoff/handoff.ts';
import type { Journal, Store } from '../../bot/ports.ts';

export interface StatusPorts {
  store: Pick<Store, 'handoff'>;
  desk: Pick<HandoffDesk, 'move'>;
  journal: Journal;
  /** The secret of the operator's hub; null where it is not reached by one. */
  secretOf(operator: OperatorRef): string | null;
}

/** The part of the address that proves who answers: drawn for one hand-off, of no use for another. */
export const answerToken = (secret: string, handoff: string): string => createHmac('sha256', secret).update(`status:${handoff}`).digest('base64url');

const statusSchema = z.object({ type: z.literal('event'), name: z.literal('handoff.status'), value: z.object({ state: z.enum(['accepted', 'failed', 'completed']) }) });
const ACTIONS = { accepted: 'delivered', failed: 'undeliverable', completed: 'complete' } as const;
const BODY_LIMIT = '64kb';

/** To be mounted on `/api/handoffs`. */
export function createStatusRouter({ store, desk, journal, secretOf }: StatusPorts): Router {
  async function take(request: Request<{ token: string; handoff: string }>, response: Response): Promise<void> {
    const { token, handoff: id } = request.params;
    const record = await store.handoff(id);
    const secret = record && secretOf(record.handoff.operator);
    // The same answer whether the hand-off is unknown or the token wrong: nothing is told to who guesses.
    if (!record || !secret || !isSame(token, answerToken(secret, id))) return refuse(response, 403, 'Adresse inconnue, ou qui n’est plus valable.');
    const type = (request.body as { type?: unknown } | undefined)?.type;
    if (type === 'typing') return void response.status(200).json({ id: '' });
    const status = statusSchema.safeParse(request.body);
    if (!status.success) return refuse(response, 501, 'Seuls les événements handoff.status (accepted, failed, completed) sont lus ici. Répondez à la personne aux coordonnées de sa fiche.');
    const { state } = status.data.value;
    // Finished without having said that it began: it had arrived.
    const states = state === 'completed' && record.handoff.state === 'sending' ? (['accepted', 'completed'] as const) : [state];
    for (const each of states) await desk.move(id, `status:${each}:${id}:${record.handoff.consents.length}`, { type: ACTIONS[each] }, { kind: 'system' });
    journal.info('handoff-status-received', { state });
    response.status(200).json({ id: `${state}:${id}` });
  }
  const failure: ErrorRequestHandler = (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const { status } = error as { status?: number };
    if (status !== undefined && status < 500) return refuse(response, status, 'Corps illisible.');
    journal.error('handoff-status-failed', error);
    refuse(response, 503, 'Non enregistré : envoyez de nouveau.');
  };
  return Router()
    .use(express.json({ limit: BODY_LIMIT }))
    .post('/:token/v3/conversations/:handoff/activities{/:activity}', (request, response) => take(request as Request<{ token: string; handoff: string }>, response))
    .use(failure);
}

const refuse = (response: Response, status: number, message: string): void => void response.status(status).json({ error: { code: String(status), message } });

function isSame(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
