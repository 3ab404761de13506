/** Direct Line 3.0 over HTTP: tokens, conversations, activities. Read here what each address does. */
import { randomUUID } from 'node:crypto';
import { ActivityTypes } from 'botbuilder';
import cors from 'cors';
import express, { type Request, type Response, Router } from 'express';
import { createAccess, onlyAllowedOrigins } from './access.ts';
import type { ActivityLog } from './activity-log.ts';
import type { BotLogic, DirectLineAdapter } from './direct-line-adapter.ts';
import { DirectLineError, errorHandler, unknownConversation, unknownRoute } from './errors.ts';
import type { Counts } from '../limit-store.ts';
import { limitPerAddress } from './limit.ts';
import { readActivity } from './read-activity.ts';
import { readWatermark } from './stream.ts';
import type { TokenClaims, Tokens } from './tokens.ts';

const BODY_LIMIT = '64kb';

export interface RouterPorts {
  log: ActivityLog;
  adapter: DirectLineAdapter;
  logic: BotLogic;
  tokens: Tokens;
  /** When set, only a server that presents it opens conversations. */
  secret: string | undefined;
  /** Web sites whose pages may talk to us; empty for any. */
  allowedOrigins: string[];
  /** New conversations for one network address. */
  perMinute: number;
  /** Where several processes count together. */
  counts?: Counts | null;
  /** Told of what broke, never of what people wrote. */
  onFailure(error: unknown): void;
}

export function createRouter({ log, adapter, logic, tokens, secret, allowedOrigins, perMinute, counts = null, onFailure }: RouterPorts): Router {
  const router = Router();
  const access = createAccess(tokens, secret);
  router.use(onlyAllowedOrigins(allowedOrigins));
  // No cookies here: a token in a header is all that identifies. Preflights are kept for ten minutes.
  router.use(
    cors({
      origin: allowedOrigins.length > 0 ? allowedOrigins : true,
      allowedHeaders: ['authorization', 'content-type', 'x-ms-bot-agent', 'x-requested-with'],
      exposedHeaders: ['retry-after'],
      maxAge: 600,
    }),
  );
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.use(express.json({ limit: BODY_LIMIT }));

  async function existing(request: Request): Promise<TokenClaims> {
    const claims = await access.toExisting(request);
    if (!(await log.exists(claims.conversation))) throw unknownConversation();
    return claims;
  }

  const grant = async (claims: TokenClaims) => ({ conversationId: claims.conversation, token: await tokens.issue(claims), expires_in: tokens.lifetime });

  async function describe(request: Request, response: Response, claims: TokenClaims, status: number, watermark = '-'): Promise<void> {
    const host = `${request.protocol === 'https' ? 'wss' : 'ws'}://${request.host}`;
    const streamUrl = `${host}/v3/directline/conversations/${encodeURIComponent(claims.conversation)}/stream?watermark=${watermark}&t=${await tokens.issueForStream(claims)}`;
    response.status(status).json({ ...(await grant(claims)), streamUrl });
  }

  // A token that is presented was counted when it was given.
  router.post(['/tokens/generate', '/conversations'], limitPerAddress(perMinute, (request) => access.isServer(request) || (request.path === '/conversations' && access.hasBearer(request)), counts));

  router.post('/tokens/generate', async (request, response) => void response.json(await grant(access.toNew(request))));

  router.post('/tokens/refresh', async (request, response) => void response.json(await grant(await access.toExisting(request))));

  router.post('/conversations', async (request, response) => {
    const claims = await access.toNewOrExisting(request);
    const isNew = !(await log.exists(claims.conversation));
    if (isNew) await log.start(claims.conversation, claims.user);
    await describe(request, response, claims, isNew ? 201 : 200);
  });

  router.get('/conversations/:id', async (request, response) => {
    const watermark = String(readWatermark(request.query.watermark));
    await describe(request, response, await existing(request), 200, watermark);
  });

  router.get('/conversations/:id/activities', async (request, response) => {
    const { conversation } = await existing(request);
    response.json(await log.after(conversation, readWatermark(request.query.watermark)));
  });

  router.post('/conversations/:id/activities', async (request, response) => {
    const claims = await existing(request);
    const activity = readActivity(request.body, claims);
    if (activity.type !== ActivityTypes.Message) {
      response.json({ id: activity.id });
      return;
    }
    const { id, isNew } = await log.accept(claims.conversation, activity);
    response.json({ id });
    // Acknowledged: the turn runs now, and again after a crash if it must. The same message sent again has its turn already.
    if (isNew) await adapter.processActivity({ ...activity, id }, logic).catch(onFailure);
  });

  router.post('/conversations/:id/upload', async (request) => {
    await existing(request);
    throw new DirectLineError(415, 'AttachmentsNotSupported', 'Les pièces jointes ne sont pas lues ici. Écrivez ce qu’elles contiennent, sans donnée personnelle.');
  });

  // Web Chat asks for it before it plays with cookies of enhanced authentication, which we do not use.
  router.get('/session/getsessionid', (_request, response) => void response.json({ sessionId: randomUUID() }));

  router.use(unknownRoute, errorHandler(onFailure));
  return router;
}
