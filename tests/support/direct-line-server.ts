/** A Direct Line server with the product's transcript and a bot that repeats, for the tests of the protocol. */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Socket } from 'node:net';
import express from 'express';
import { toActivity } from '../../adapters/bot-framework/activities.ts';
import type { ActivityLog } from '../../adapters/direct-line/activity-log.ts';
import { createDirectLine } from '../../adapters/direct-line/create-direct-line.ts';
import type { BotLogic, DirectLineAdapter } from '../../adapters/direct-line/direct-line-adapter.ts';
import { createTokens, type Tokens } from '../../adapters/direct-line/tokens.ts';
import { CHANNEL, createTranscriptLog, keyOf } from '../../adapters/direct-line/transcript-log.ts';
import { openSqliteStore } from '../../adapters/store/sqlite.ts';
import { createConversations } from '../../bot/conversations.ts';
import type { Store } from '../../bot/ports.ts';
import { say } from '../../bot/reply.ts';
import type { RunTurn } from '../../bot/turn.ts';

const silent = { info: () => undefined, error: () => undefined };
const repeat: RunTurn = async ({ kind, text }, state) => ({ state, outcome: 'answered', replies: [say(kind === 'arrival' ? 'Bienvenue' : `réponse à ${text}`)] });

export interface DirectLineServer {
  url: string;
  domain: string;
  tokens: Tokens;
  adapter: DirectLineAdapter;
  /** Cuts every open connection without a word, as a lost network does. */
  cutConnections(): void;
  stop(): Promise<void>;
}

export interface ServerOptions {
  runTurn?: RunTurn;
  tokenHours?: number;
  secret?: string;
  allowedOrigins?: string[];
  perMinute?: number;
  store?: Store;
}

/** What the servers of the tests sign their tokens with. */
export const KEY = randomBytes(48);

export async function serveDirectLine({ runTurn = repeat, tokenHours = 24, secret, allowedOrigins, perMinute, store = openSqliteStore(':memory:') }: ServerOptions = {}): Promise<DirectLineServer> {
  const conversations = createConversations({ store, runTurn, clock: { now: () => new Date() }, journal: silent });
  const log = createTranscriptLog({ conversations, toActivity: (entry) => toActivity(entry, CHANNEL) });
  const logic: BotLogic = async (context) => void (await conversations.run(keyOf(context.activity.conversation.id)));
  const server = await serveLog({ log, logic, tokenHours, secret, ...(allowedOrigins ? { allowedOrigins } : {}), ...(perMinute ? { perMinute } : {}) });
  return {
    ...server,
    async stop() {
      await server.stop();
      await store.close();
    },
  };
}

/** Any bot on any log. */
export async function serveLog({ tokenHours = 24, ...options }: { log: ActivityLog; logic: BotLogic; tokenHours?: number; secret?: string | undefined; allowedOrigins?: string[]; perMinute?: number }): Promise<DirectLineServer> {
  const tokens = createTokens(KEY, tokenHours);
  const directLine = createDirectLine({ ...options, tokens, onFailure: () => undefined });
  const app = express();
  // As with TRUST_PROXY=true: tests speak for the proxy.
  app.set('trust proxy', 1);
  app.use('/v3/directline', directLine.router);
  const server = createServer(app);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request, socket, head) => directLine.upgrade(request, socket, head) || socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    domain: `${url}/v3/directline`,
    tokens,
    adapter: directLine.adapter,
    cutConnections: () => sockets.forEach((socket) => socket.destroy()),
    async stop() {
      directLine.close();
      sockets.forEach((socket) => socket.destroy());
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
