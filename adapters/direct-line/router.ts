/** Direct Line 3.0 over HTTP: tokens, conversations, activities. Read here what each address does. */
import { randomUUID, timingSafeEqual } from 'node:crypto';
import { type Activity, ActivityTypes } from 'botbuilder';
import cors from 'cors';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import type { ActivityLog } from './activity-log.ts';
import type { BotLogic, DirectLineAdapter } from './direct-line-adapter.ts';
import { badArgument, DirectLineError, errorHandler, missingToken, unknownConversation, unknownRoute, wrongSecret } from './errors.ts';
import { readWatermark } from './stream.ts';
import type { TokenClaims, Tokens } from './tokens.ts';

const BODY_LIMIT = '64kb';
const BOT = { id: 'accueil-cep', name: 'Accueil CEP' };
const USER_ID = /^dl_[\w.-]{1,60}$/;

export interface RouterPorts {
  log: ActivityLog;
  adapter: DirectLineAdapter;
  logic: BotLogic;
  tokens: Tokens;
  /** When set, only a server that presents it opens conversations. */
  secret: string | undefined;
  /** Web sites whose pages may talk to us; empty for any. */
  allowedOrigins: string[];
  /** Told of what broke, never of what people wrote. */
  onFailure(error: unknown): void;
}

export function createRouter({ log, adapter, logic, tokens, secret, allowedOrigins, onFailure }: RouterPorts): Router {
  const router = Router();
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

  /** The claims of the request's token, for the conversation of its address when it has one. */
  const claimsOf = (request: Request) => tokens.verify(bearer(request) ?? refuseMissing(), request.params.id as string | undefined);

  async function existing(request: Request): Promise<TokenClaims> {
    const claims = await claimsOf(request);
    if (!(await log.exists(claims.conversation))) throw unknownConversation();
    return claims;
  }

  async function describe(request: Request, response: Response, claims: TokenClaims, status: number, watermark = '-'): Promise<void> {
    const host = `${request.secure ? 'wss' : 'ws'}://${request.get('host')}`;
    const streamUrl = `${host}/v3/directline/conversations/${encodeURIComponent(claims.conversation)}/stream?watermark=${watermark}&t=${await tokens.issueForStream(claims)}`;
    response.status(status).json({ conversationId: claims.conversation, token: await tokens.issue(claims), expires_in: tokens.lifetime, streamUrl });
  }

  /** A new conversation, for whoever may open one. */
  function newClaims(request: Request): TokenClaims {
    if (secret !== undefined && !isSecret(bearer(request), secret)) throw bearer(request) === null ? missingToken() : wrongSecret();
    const asked: unknown = (request.body as { user?: { id?: unknown } } | undefined)?.user?.id;
    return { conversation: randomUUID(), user: typeof asked === 'string' && USER_ID.test(asked) ? asked : `dl_${randomUUID()}` };
  }

  router.post('/tokens/generate', async (request, response) => {
    const claims = newClaims(request);
    response.json({ conversationId: claims.conversation, token: await tokens.issue(claims), expires_in: tokens.lifetime });
  });

  router.post('/tokens/refresh', async (request, response) => {
    const claims = await claimsOf(request);
    response.json({ conversationId: claims.conversation, token: await tokens.issue(claims), expires_in: tokens.lifetime });
  });

  router.post('/conversations', async (request, response) => {
    const token = bearer(request);
    const claims = token === null || (secret !== undefined && isSecret(token, secret)) ? newClaims(request) : await tokens.verify(token);
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
    const { id } = await log.accept(claims.conversation, activity);
    response.json({ id });
    // Acknowledged: the turn runs now, and again after a crash if it must.
    await adapter.processActivity({ ...activity, id }, logic).catch(onFailure);
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

function bearer(request: Request): string | null {
  return /^Bearer\s+(\S+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? null;
}

function refuseMissing(): never {
  throw missingToken();
}

function isSecret(presented: string | null, secret: string): boolean {
  const [one, other] = [Buffer.from(presented ?? ''), Buffer.from(secret)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** What the client sent, with what it may not choose put right: who speaks, where, and when. */
function readActivity(body: unknown, { conversation, user }: TokenClaims): Partial<Activity> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badArgument('Envoyez une activité Bot Framework en JSON : {"type":"message","text":"…"}.');
  const sent = body as Partial<Activity>;
  if (typeof sent.type !== 'string') throw badArgument('Cette activité n’a pas de « type » : envoyez {"type":"message","text":"…"}.');
  const channelData = typeof sent.channelData === 'object' && sent.channelData !== null ? (sent.channelData as Record<string, unknown>) : {};
  const clientId = channelData.clientActivityID;
  return {
    type: sent.type,
    // The client's own id makes a message that it sends again the same message.
    id: typeof clientId === 'string' && /^[\w.-]{1,100}$/.test(clientId) ? clientId : randomUUID(),
    text: textOf(sent),
    channelId: 'directline',
    channelData,
    conversation: { id: conversation } as NonNullable<Activity['conversation']>,
    from: { id: user, name: '', role: 'user' },
    recipient: { ...BOT, role: 'bot' },
    locale: 'fr-FR',
    timestamp: new Date(),
    serviceUrl: 'urn:accueil-cep:direct-line',
  };
}

/** Text typed, or the value of a card's button. */
function textOf({ text, value }: Partial<Activity>): string {
  if (typeof text === 'string') return text;
  const submitted: unknown = typeof value === 'object' && value !== null ? (value as { say?: unknown }).say : value;
  return typeof submitted === 'string' ? submitted : '';
}

function onlyAllowedOrigins(allowed: string[]): RequestHandler {
  return (request, _response, next) => {
    const origin = request.get('origin');
    const isOurs = origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.get('host');
    if (origin === undefined || isOurs || allowed.length === 0 || allowed.includes(origin)) next();
    else next(new DirectLineError(403, 'OriginNotAllowed', `Le site ${origin} n'est pas dans ALLOWED_ORIGINS : ajoutez-le si c'est le vôtre.`));
  };
}
