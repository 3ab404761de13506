/** Puts the parts of Direct Line together. */
import type { Router } from 'express';
import type { Counts } from '../limit-store.ts';
import type { ActivityLog } from './activity-log.ts';
import { type BotLogic, DirectLineAdapter } from './direct-line-adapter.ts';
import { createRouter } from './router.ts';
import { createStreams, type Streams } from './stream.ts';
import type { Tokens } from './tokens.ts';

export interface DirectLineOptions {
  log: ActivityLog;
  /** What the bot does with an activity. */
  logic: BotLogic;
  tokens: Tokens;
  secret?: string | undefined;
  allowedOrigins?: string[];
  /** New conversations for one network address. */
  perMinute?: number;
  /** Where several processes count together. */
  counts?: Counts | null;
  onFailure(error: unknown): void;
}

export interface DirectLine {
  /** To be mounted on `/v3/directline`. */
  router: Router;
  adapter: DirectLineAdapter;
  upgrade: Streams['upgrade'];
  /** Cuts the sockets; clients come back with their watermark. */
  close(): void;
}

export function createDirectLine({ log, logic, tokens, secret, allowedOrigins = [], perMinute = 120, counts = null, onFailure }: DirectLineOptions): DirectLine {
  const streams = createStreams(log, tokens);
  const adapter = new DirectLineAdapter(log, streams.showLive);
  adapter.onTurnError = async (_context, error) => onFailure(error);
  const router = createRouter({ log, adapter, logic, tokens, secret, allowedOrigins, perMinute, counts, onFailure });
  return { router, adapter, upgrade: streams.upgrade, close: streams.close };
}
