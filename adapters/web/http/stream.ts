/** New entries of a conversation, as they come: server-sent events that a reconnection takes up where it was cut. */
import type { Request, Response } from 'express';
import type { ConversationKey, TranscriptEntry } from '../../../bot/ports.ts';
import { HEARTBEAT_MS, openEvents, positionOf } from '../../page/events.ts';
import type { WebPorts } from '../ports.ts';

export type Streams = ReturnType<typeof createStreams>;

/** Tells the browser that there is nothing to wait for, and why; any other way of closing would make it come back for ever. */
export function sendGone(response: Response, why: 'erased' | 'no-cookie'): void {
  response.end(`event: gone\ndata: ${why}\n\n`);
}

export function createStreams(ports: WebPorts, write: (entry: TranscriptEntry, request: Request) => unknown) {
  const open = new Map<ConversationKey, Set<Response>>();

  function follow(request: Request, response: Response, conversation: ConversationKey): void {
    let position = positionOf(request);
    let isOpen = true;
    let hasMore = false;
    let reading: Promise<void> | null = null;

    async function readAll(): Promise<void> {
      while (hasMore && isOpen) {
        hasMore = false;
        for (const entry of await ports.transcript(conversation, position)) {
          response.write(`id: ${entry.position}\nevent: entry\ndata: ${JSON.stringify(write(entry, request))}\n\n`);
          position = entry.position;
          if (entry.from === 'person') void settle();
        }
      }
    }
    // The store is the truth and a nudge only a nudge: two of them at once must neither lose nor double an entry.
    function catchUp(): Promise<void> {
      hasMore = true;
      reading ??= readAll()
        .catch(() => void response.end())
        .finally(() => (reading = null));
      return reading;
    }
    async function settle(): Promise<void> {
      await ports.settled(conversation).catch(() => undefined);
      await catchUp();
      if (isOpen) response.write('event: settled\ndata: {}\n\n');
    }

    openEvents(response);
    const unsubscribe = ports.subscribe(conversation, () => void catchUp());
    const heartbeat = setInterval(() => response.write(': \n\n'), HEARTBEAT_MS);
    const others = open.get(conversation) ?? new Set();
    open.set(conversation, others.add(response));
    response.on('close', () => {
      isOpen = false;
      clearInterval(heartbeat);
      unsubscribe();
      others.delete(response);
      if (others.size === 0) open.delete(conversation);
    });
    void settle();
    void catchUp();
  }

  /** The conversation was erased: every page that shows it says so. */
  function closeAll(conversation: ConversationKey): void {
    for (const response of open.get(conversation) ?? []) if (!response.writableEnded) sendGone(response, 'erased');
  }

  return { follow, closeAll };
}
