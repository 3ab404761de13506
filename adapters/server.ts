/** The whole product behind one HTTP server: which address goes where. Tests start it too, on a port of their own. */
import { createHash, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import express, { type Express } from 'express';
import type { Conversations } from '../bot/conversations.ts';
import type { Delivery as Delivered, Journal, Store } from '../bot/ports.ts';
import { applyRetention, type DeskRecords } from '../bot/privacy/apply-retention.ts';
import { createFeedback } from '../bot/feedback/judge-answer.ts';
import { parisDay } from '../bot/paris-day.ts';
import { prepareReading } from '../bot/steps/read-situation.ts';
import { GREETING, NOT_KEPT_REPLY } from '../bot/turn.ts';
import { ROUTES } from '../knowledge/operators/routes.ts';
import type { AskModel } from '../prompts/model/model-prompts.ts';
import { aboutSettingsOf } from './about-settings.ts';
import { type Assembly, assemble, systemClock } from './assemble.ts';
import { toActivity } from './bot-framework/activities.ts';
import { type Cloud, createCloud } from './bot-framework/cloud.ts';
import { type Config, ConfigError, contentKeyFileOf, deskFileOf } from './config.ts';
import { createDelivery, type Delivery } from './delivery/create-delivery.ts';
import { routeProblems } from './delivery/settings.ts';
import { openDeskDatabase } from './desk-database.ts';
import { openDesk } from './desk/open-desk.ts';
import { createDirectLine, type DirectLine } from './direct-line/create-direct-line.ts';
import { createTokens, type Tokens } from './direct-line/tokens.ts';
import { CHANNEL, createTranscriptLog, keyOf } from './direct-line/transcript-log.ts';
import { figuresToPng } from './figures-png.ts';
import { ownCopy } from '../bot/handoff/own-copy.ts';
import { openRoute, type ReceptionOptions, receptionOf, watchHandoffs } from './reception.ts';
import type { Counts } from './limit-store.ts';
import { handOverRegularly, type HandOver } from './hand-over.ts';
import { CHANNEL as MAILBOX, createMailbox } from './mailbox/create-mailbox.ts';
import { openMailboxOf } from './mailbox/settings.ts';
import { createHealth } from './telemetry/health.ts';
import { createMeasures } from './telemetry/measures.ts';
import { openTraces } from './telemetry/traces.ts';
import { countErrors } from './telemetry/count-errors.ts';
import { contentSecrets, tokenKey } from './secret-file.ts';
import { followMode } from './service-mode.ts';
import type { KnowledgeInUse } from './swap-knowledge.ts';
import { openStore } from './store/open-store.ts';
import { proveSeal } from './store/reseal.ts';
import { createSeal } from './store/seal.ts';
import { readMeta } from '../knowledge/index/open-index.ts';
import { countDue } from '../knowledge/watch/report.ts';
import { createWeb, type Web } from './web/router.ts';

const DAY_MS = 86_400_000;
const READING_PAUSE_MS = 1_000;
const STOP_PATIENCE_MS = 3_000;
/** A request on its way when the server begins to stop. */
const LAST_REQUESTS_MS = 100;
/** An acknowledged message is begun at once; after this long whoever should have begun it is gone. */
const LEFT_MS = 10_000;
const TAKE_OVER_MS = 5_000;

export interface RunningServer {
  url: string;
  assembly: Assembly;
  close(): Promise<void>;
}

/** Throws `StoreError`, `ConfigError`, or an error with `code: 'EADDRINUSE'` when the port is taken. */
export async function startServer(config: Config, knowledge: KnowledgeInUse, log: Journal, model: AskModel | null = null): Promise<RunningServer> {
  const problems = routeProblems(ROUTES, process.env, config);
  if (problems.length > 0) throw new ConfigError(problems);
  const measures = createMeasures();
  const journal = countErrors(log, measures.failed);
  const traces = await openTraces(config);
  const deskFile = deskFileOf(config);
  const seal = createSeal(contentSecrets(config.STORE_SECRETS, contentKeyFileOf(config)));
  const store = await openStore(config, seal);
  await proveSeal(store, seal, systemClock.now());
  const counsellors = openDesk(await openDeskDatabase(config), systemClock, store);
  const receptionOptions: ReceptionOptions = { staff: counsellors.staff, environment: process.env };
  const counts = await openCounts(config);
  let handOver: HandOver | undefined;
  const mode = await followMode(store, journal);
  const assembly = assemble({
    knowledge,
    model,
    store,
    journal,
    reception: (store) => receptionOf(store, receptionOptions),
    mode: () => mode.current(),
    trace: traces?.trace,
    onRefused: measures.messageRefused,
    limits: { messagesPerMinute: config.MESSAGES_PER_MINUTE, conversationsAtOnce: config.CONVERSATIONS_AT_ONCE },
    onTurnFinished: (turn, seconds) => {
      measures.turnFinished(turn.message.channel, turn.outcome, seconds);
      // No request of the channel waits for what a counsellor says.
      if (turn.message.kind === 'desk' && turn.replies.length > 0) handOver?.now(turn.message.conversation);
    },
  });
  const { conversations } = assembly;
  const tokens = createTokens(tokenKey(config.DIRECT_LINE_TOKEN_SECRET, `${config.DATABASE_FILE}.key`), config.DIRECT_LINE_TOKEN_HOURS);
  const directLine = createDirectLine({
    log: createTranscriptLog({ conversations, toActivity: (entry) => toActivity(entry, CHANNEL) }),
    // Clients read the transcript: nothing is left to send. The SDK strips the ids of what is sent, so that it would look new.
    logic: async (context) => void (await conversations.run(keyOf(context.activity.conversation.id))),
    tokens,
    secret: config.DIRECT_LINE_SECRET,
    allowedOrigins: config.ALLOWED_ORIGINS,
    perMinute: config.DIRECT_LINE_TOKENS_PER_MINUTE,
    counts,
    onFailure: (error) => journal.error('direct-line-failed', error),
  });
  const cloud = createCloud(config, {
    conversations,
    markDelivered: (conversation, entryId) => store.markDelivered(conversation, entryId),
    failureText: NOT_KEPT_REPLY.text,
    draw: figuresToPng,
    onFailure: (error) => journal.error('cloud-failed', error),
  });
  const openMailbox = openMailboxOf(config);
  const mailbox = openMailbox && createMailbox(openMailbox, {
    conversations,
    markDelivered: (conversation, entryId) => store.markDelivered(conversation, entryId),
    journal,
    key: tokenKey(config.DIRECT_LINE_TOKEN_SECRET, `${config.DATABASE_FILE}.key`),
  });
  const web = createWeb(
    {
      greeting: GREETING,
      clock: systemClock,
      journal,
      ...pageConversations(assembly, tokens),
      sources: () => knowledge.current().sources(),
    },
    { operator: config.OPERATOR_NAME, frameAncestors: config.FRAME_ANCESTORS, about: aboutSettingsOf(config, process.env) },
  );
  const delivery = createDelivery({
    store,
    desk: assembly.desk,
    clock: systemClock,
    journal,
    environment: process.env,
    settings: config,
    credentials: {
      MicrosoftAppId: config.MICROSOFT_APP_ID ?? '',
      MicrosoftAppPassword: config.MICROSOFT_APP_PASSWORD ?? '',
      MicrosoftAppTenantId: config.MICROSOFT_APP_TENANT_ID ?? '',
      MicrosoftAppType: config.MICROSOFT_APP_TYPE,
    },
  });
  measures.watch({
    store,
    mode: () => mode.current(),
    textsDue: () => countDue(knowledge.current().watch(parisDay(systemClock.now()))),
    knowledgeBuiltAt: () => builtAtOf(config.KNOWLEDGE_DIR),
  });
  const health = createHealth({ checkStore: () => store.check(), knowledge: () => knowledge.current().description(), registry: measures.registry });

  const desk = counsellors.router(
    {
      desk: assembly.desk,
      journal,
      routeTo: (operator) => openRoute(operator, receptionOptions),
      deadDispatches: () => store.deadDispatches(),
      reviews: store,
      watchTexts: () => knowledge.current().watch(parisDay(systemClock.now())),
      retryDispatch: ({ number, lastError }) => store.postponeDispatch(number, lastError ?? '', systemClock.now().toISOString()),
    },
    {
      url: () => config.DESK_URL ?? localUrl(),
      secret: Buffer.from(tokenKey(config.DESK_SECRET, `${deskFile}.key`)).toString(),
      openId: openIdOf(config),
      counts,
    },
  );

  const server = createServer(route(config, { health, directLine, cloud, delivery, desk, web }));
  const localUrl = () => `http://${config.HOST === '127.0.0.1' || config.HOST === '0.0.0.0' ? 'localhost' : config.HOST}:${(server.address() as AddressInfo).port}`;
  server.on('upgrade', (request, socket, head) => {
    if (!directLine.upgrade(request, socket, head)) socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
  });
  await listen(server, config);
  // With neighbours, only what they have let lie: the rest is under way there.
  await conversations.resume(store.isShared ? LEFT_MS : undefined);
  const takingOver = store.isShared ? takeOverRegularly(conversations, journal) : undefined;
  // Better soon after the start than under the first message.
  setTimeout(() => void prepareReading(), READING_PAUSE_MS).unref();
  handOver = handOverRegularly({ store, deliver: deliverTo({ [MAILBOX]: mailbox?.deliver ?? null }, cloud.deliver), journal });
  mailbox?.start();
  delivery.start();
  const forgetting = forgetDaily(store, counsellors.records, journal);
  const stopSwapping = knowledge.watch();
  const stopWatching = watchHandoffs(store, assembly.desk, systemClock, journal, receptionOptions);

  return {
    url: localUrl(),
    assembly,
    async close() {
      handOver?.stop();
      await withPatience(mailbox?.stop() ?? Promise.resolve());
      mode.stop();
      clearInterval(forgetting);
      clearInterval(takingOver);
      stopWatching();
      stopSwapping();
      // An attempt under way ends by itself; whatever it leaves undone is done after the next start.
      await withPatience(delivery.stop());
      directLine.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      // What was sent is still taken, and what was acknowledged is answered here, rather than after the next start or by a neighbour.
      await withPatience(pause(LAST_REQUESTS_MS).then(() => conversations.idle()));
      server.closeAllConnections();
      await closed;
      await withPatience(conversations.idle());
      // Turns ask who may receive files: the desk goes after them.
      await counsellors.close();
      await counts?.close();
      await store.close();
      await withPatience(traces?.stop() ?? Promise.resolve());
    },
  };
}

type Deliver = (delivery: Delivered) => Promise<void>;

/** The channels that are pushed to, each by its own way; null when none is open. */
function deliverTo(own: Record<string, Deliver | null>, azure: Deliver | null): Deliver | null {
  if (azure === null && Object.values(own).every((deliver) => deliver === null)) return null;
  return async (delivery) => {
    const deliver = Object.hasOwn(own, delivery.channel) ? own[delivery.channel] : azure;
    if (!deliver) throw new Error(`le canal ${delivery.channel} est fermé`);
    await deliver(delivery);
  };
}

function builtAtOf(folder: string): Date | null {
  const builtAt = readMeta(folder)?.builtAt;
  return builtAt === undefined ? null : new Date(builtAt);
}

const withPatience = (work: Promise<unknown>) => Promise.race([work, pause(STOP_PATIENCE_MS, undefined, { ref: false })]);

/** With one process each limit counts by itself. */
async function openCounts({ DATABASE_URL, DESK_SECRET }: Config): Promise<Counts | null> {
  if (DATABASE_URL === undefined || DESK_SECRET === undefined) return null;
  const { openPostgresCounts } = await import('./store/postgres-counts.ts');
  return openPostgresCounts(DATABASE_URL, DESK_SECRET);
}

interface Parts {
  health: express.Router;
  directLine: DirectLine;
  cloud: Cloud;
  desk: express.Router;
  delivery: Delivery;
  web: Web;
}

function route({ TRUST_PROXY }: Config, { health, directLine, cloud, delivery, desk, web }: Parts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', TRUST_PROXY);
  app.use(health);
  app.use('/v3/directline', directLine.router);
  app.use('/api/messages', cloud.router);
  app.use('/desk', desk);
  app.use('/api/handoffs', delivery.router);
  app.use(web.router);
  app.use(web.notFound, web.failure);
  return app;
}

const openIdOf = ({ DESK_OIDC_ISSUER: issuer, DESK_OIDC_CLIENT_ID: clientId, DESK_OIDC_CLIENT_SECRET: clientSecret }: Config) =>
  issuer === undefined || clientId === undefined || clientSecret === undefined ? null : { issuer, clientId, clientSecret };

/** The chat page is a face of a Direct Line conversation: same key, same token, same transcript. */
function pageConversations({ store, conversations }: Assembly, tokens: Tokens) {
  return {
    async start(first: { id: string; text: string }) {
      const id = await firstConversation(conversations, first);
      return { conversation: keyOf(id), token: await tokens.issue({ conversation: id, user: `dl_${randomUUID()}` }) };
    },
    async recognize(token: string) {
      const claims = await tokens.verify(token).catch(() => null);
      return claims !== null && (await conversations.exists(keyOf(claims.conversation))) ? keyOf(claims.conversation) : null;
    },
    async receive(conversation: string, { id, text }: { id: string; text: string }) {
      await conversations.receive({ conversation, channel: CHANNEL, id, kind: 'message', text, reference: null, clientData: null });
      // The page does not wait for the turn: it hears of the reply by its stream, or asks again. `run` never rejects.
      void conversations.run(conversation);
    },
    settled: (conversation: string) => conversations.settled(conversation),
    transcript: (conversation: string, after: number) => conversations.transcript(conversation, after),
    subscribe: (conversation: string, listener: () => void) => conversations.subscribe(conversation, listener),
    ...createFeedback(store, systemClock),
    async ownCopy(conversation: string) {
      const record = await store.conversation(conversation);
      return record && ownCopy(record.state, await conversations.transcript(conversation, 0), systemClock.now());
    },
    erase: (conversation: string) => conversations.erase(conversation),
    onErased: (listener: (conversation: string, isEmptied: boolean) => void) => void conversations.onErased(listener),
  };
}

/**
 * Drawn from the first message, so that the same one sent again finds its conversation: its id is the browser's secret.
 * Once the conversation has gone on, its browser has the cookie; whoever comes without it begins another.
 */
async function firstConversation(conversations: Conversations, { id, text }: { id: string; text: string }): Promise<string> {
  const drawn = createHash('sha256').update(`${id}\n${text}`).digest('base64url');
  const said = (await conversations.transcript(keyOf(drawn), 0)).filter(({ from }) => from === 'person');
  return said.every((entry) => entry.id === id) ? drawn : randomUUID();
}

/** Runs what another process acknowledged and did not live to answer. */
function takeOverRegularly(conversations: Conversations, journal: Journal): NodeJS.Timeout {
  const attempt = () =>
    void conversations.resume(LEFT_MS).then(
      (taken) => taken > 0 && journal.info('conversations-taken-over', { conversations: taken }),
      (error: unknown) => journal.error('nothing-taken-over', error),
    );
  return setInterval(attempt, TAKE_OVER_MS).unref();
}

/** Removes, now and every day, what was kept for long enough; the report tells how much. */
function forgetDaily(store: Store, desk: DeskRecords, journal: Journal): NodeJS.Timeout {
  const attempt = () =>
    void applyRetention(store, desk, systemClock.now()).then(
      (report) => journal.info('retention-applied', { ...report }),
      (error: unknown) => journal.error('retention-not-applied', error),
    );
  attempt();
  return setInterval(attempt, DAY_MS).unref();
}

function listen(server: Server, { PORT, HOST }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(PORT, HOST, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
