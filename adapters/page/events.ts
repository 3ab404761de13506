/** Server-sent events, as every live page of ours opens them. */
import type { Request, Response } from 'express';

/** Proxies close a connection that says nothing for a minute. */
export const HEARTBEAT_MS = 20_000;
const RECONNECT_MS = 1_500;

/** Position of the last entry that the browser has: from its own header when it reconnects, from the address the first time. */
export function positionOf(request: Request): number {
  const position = Number(request.get('Last-Event-ID') ?? request.query.after);
  return Number.isSafeInteger(position) && position > 0 ? position : 0;
}

export function openEvents(response: Response): void {
  response.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
  response.flushHeaders();
  response.write(`retry: ${RECONNECT_MS}\n\n`);
}
