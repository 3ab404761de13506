/** Live pages: the parts that changed are rendered for that viewer and sent; a reconnection gets them all. */
import type { HandoffDesk } from '../../../bot/handoff/desk.ts';
import type { HandoffRecord } from '../../../bot/ports.ts';
import type { Response } from 'express';
import { openEvents } from '../../page/events.ts';
import type { Html } from '../../page/html.ts';
import type { MemberVisit } from '../visit.ts';

/** Waiting times are told to the minute, and a session that ended is noticed within this. */
const TICK_MS = 10_000;
/** Several changes at once are shown at once. */
const GATHER_MS = 30;
/** How long a list that was read serves other pages. */
const SHARED_MS = 250;

export interface Live {
  /** Files under way, read once for all pages that ask at the same moment. */
  list(): Promise<HandoffRecord[]>;
  /** Sends the parts now, after each change, and as time passes. Null from `render` ends the page: it is no longer the viewer's. */
  follow(visit: MemberVisit, render: (visit: MemberVisit) => Promise<Record<string, Html> | null>): LivePage;
  close(): void;
}

export interface LivePage {
  send(event: string, data: unknown, id?: number): void;
  onClose(stop: () => void): void;
  readonly isOpen: boolean;
}

export interface LiveOptions {
  desk: HandoffDesk;
  now(): Date;
  /** The visit as it stands now; null when the session has ended or the viewer is no longer welcome. */
  renewed(visit: MemberVisit): Promise<MemberVisit | null>;
  onFailure(error: unknown): void;
}

export function createLive({ desk, now, renewed, onFailure }: LiveOptions): Live {
  const refreshers = new Set<() => void>();
  const open = new Set<Response>();
  let shared: { list: Promise<HandoffRecord[]>; at: number } | null = null;
  const refreshAll = () => refreshers.forEach((refresh) => refresh());
  const stopListening = desk.onChange(() => {
    shared = null;
    refreshAll();
  });
  const timer = setInterval(refreshAll, TICK_MS).unref();

  return {
    list() {
      if (shared === null || Date.now() - shared.at > SHARED_MS) shared = { list: desk.list('under-way'), at: Date.now() };
      return shared.list;
    },
    follow(visit, render) {
      const { response } = visit;
      const sent = new Map<string, string>();
      const stops: (() => void)[] = [() => void refreshers.delete(refresh), () => void open.delete(response)];
      let gathering = false;
      let isOpen = true;
      const page: LivePage = {
        send: (event, data, id) => void (isOpen && response.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)),
        onClose: (stop) => void stops.push(stop),
        get isOpen() {
          return isOpen;
        },
      };
      function end(why: 'signed-out' | 'gone'): void {
        page.send('gone', why);
        response.end();
      }
      async function renew(): Promise<void> {
        const current = await renewed(visit);
        if (!isOpen) return;
        if (current === null) return end('signed-out');
        const parts = await render({ ...current, now: now() });
        if (!isOpen) return;
        if (parts === null) return end('gone');
        const changed = Object.entries(parts).filter(([id, part]) => sent.get(id) !== lasting(part));
        for (const [id, part] of changed) sent.set(id, lasting(part));
        // What keeps the connection open through proxies when nothing changed.
        if (changed.length === 0) response.write(': \n\n');
        else page.send('parts', Object.fromEntries(changed.map(([id, part]) => [id, part.text])));
      }
      function refresh(): void {
        if (gathering) return;
        gathering = true;
        setTimeout(() => {
          gathering = false;
          renew().catch((error: unknown) => {
            onFailure(error);
            response.end();
          });
        }, GATHER_MS);
      }
      openEvents(response);
      open.add(response);
      refreshers.add(refresh);
      response.on('close', () => {
        isOpen = false;
        for (const stop of stops) stop();
      });
      refresh();
      return page;
    },
    close() {
      clearInterval(timer);
      stopListening();
      for (const response of open) response.end();
    },
  };
}

/** A part without what is drawn anew each time: it has changed when this has. */
const lasting = ({ text }: Html): string => text.replace(/name="nonce" value="[^"]*"/g, '');
