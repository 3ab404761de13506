/** Live pages: the parts that changed are rendered for that viewer and sent; a reconnection gets them all. */
import type { HandoffDesk } from '../../../bot/handoff/desk.ts';
import type { HandoffRecord } from '../../../bot/ports.ts';
import type { Response } from 'express';
import { openEvents } from '../../page/events.ts';
import type { Html } from '../../page/html.ts';
import type { MemberVisit } from '../visit.ts';

/** Waiting times are told to the minute, and a session that ended is noticed within this. */
const TICK_MS = 10_000;
/** Several changes at once are shown at once; under a stream of them, a page is renewed this often. */
const GATHER_MS = 30;
const RENEWED_EVERY_MS = 250;

export interface Live {
  /** Files under way, read once for all pages that are renewed at the same moment. */
  list(): Promise<HandoffRecord[]>;
  /** Sends the parts now, after each change that concerns the page, and as time passes. Null from `render` ends it: it is no longer the viewer's. */
  follow(visit: MemberVisit, concerns: string, render: (visit: MemberVisit) => Promise<Record<string, Html> | null>): LivePage;
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
  /** The same without asking for the session: whether the viewer is still welcome. */
  isWelcome(visit: MemberVisit): Promise<boolean>;
  onFailure(error: unknown): void;
}

/** `all` for what changes with any file, `time` for what is counted every few seconds, else the id of the file that is meant. */
interface Follower {
  concerns: string;
  refresh(isTick: boolean): void;
}

export function createLive({ desk, now, renewed, isWelcome, onFailure }: LiveOptions): Live {
  const followers = new Set<Follower>();
  const open = new Set<Response>();
  let shared: Promise<HandoffRecord[]> | null = null;
  let lastRound = 0;
  let isRoundDue = false;
  /** The lists of all viewers together, so that the files are read once for them. */
  function round(): void {
    isRoundDue = false;
    lastRound = Date.now();
    shared = null;
    for (const { concerns, refresh } of followers) if (concerns === 'all') refresh(false);
  }
  const stopListening = desk.onChange(({ id }) => {
    for (const { concerns, refresh } of followers) if (concerns === id) refresh(false);
    if (isRoundDue) return;
    isRoundDue = true;
    setTimeout(round, Math.max(GATHER_MS, RENEWED_EVERY_MS - (Date.now() - lastRound)));
  });
  // A file that is gone tells nobody which it was: every page looks whether its own is still there.
  const stopHearing = desk.onErased(() => {
    shared = null;
    for (const { refresh } of followers) refresh(false);
  });
  const timer = setInterval(() => {
    shared = null;
    for (const { refresh } of followers) refresh(true);
  }, TICK_MS).unref();

  return {
    list: () => (shared ??= desk.list('under-way')),
    follow(visit, concerns, render) {
      const { response } = visit;
      const sent = new Map<string, string>();
      const follower: Follower = { concerns, refresh };
      const stops: (() => void)[] = [() => void followers.delete(follower), () => void open.delete(response)];
      let known = visit;
      let gathering = false;
      let isTickDue = false;
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
      async function renew(isTick: boolean): Promise<void> {
        const current = isTick ? await renewed(known) : (await isWelcome(known)) ? known : null;
        if (!isOpen) return;
        if (current === null) return end('signed-out');
        known = current;
        const parts = await render({ ...current, now: now() });
        if (!isOpen) return;
        if (parts === null) return end('gone');
        const changed = Object.entries(parts).filter(([id, part]) => sent.get(id) !== lasting(part));
        for (const [id, part] of changed) sent.set(id, lasting(part));
        // What keeps the connection open through proxies when nothing changed.
        if (changed.length === 0) response.write(': \n\n');
        else page.send('parts', Object.fromEntries(changed.map(([id, part]) => [id, part.text])));
      }
      function refresh(isTick: boolean): void {
        isTickDue ||= isTick;
        if (gathering) return;
        gathering = true;
        setTimeout(() => {
          const isFull = isTickDue;
          [gathering, isTickDue] = [false, false];
          renew(isFull).catch((error: unknown) => {
            onFailure(error);
            response.end();
          });
        }, concerns === 'all' ? 0 : GATHER_MS);
      }
      openEvents(response);
      open.add(response);
      followers.add(follower);
      response.on('close', () => {
        isOpen = false;
        for (const stop of stops) stop();
      });
      refresh(false);
      return page;
    },
    close() {
      clearInterval(timer);
      stopListening();
      stopHearing();
      for (const response of open) response.end();
    },
  };
}

/** A part without what is drawn anew each time: it has changed when this has. */
const lasting = ({ text }: Html): string => text.replace(/name="nonce" value="[^"]*"/g, '');
