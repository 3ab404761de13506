/** The live side of Direct Line: a web socket gets the backlog after its watermark, then every new activity once and in order. */
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Activity } from 'botbuilder';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ActivityLog } from './activity-log.ts';
import { refusalOf, unknownConversation } from './errors.ts';
import type { Tokens } from './tokens.ts';

const HEARTBEAT_MS = 30_000;
/** A client that reads slower than this many waiting bytes is cut; it comes back with its watermark and loses nothing. */
const SLOWEST = 1_000_000;
// The ids that we give need no decoding.
const STREAM_PATH = /^\/v3\/directline\/conversations\/([\w.-]+)\/stream$/;

export interface Streams {
  /** Takes the upgrade when the address is that of a stream; false when it is not. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  showLive(conversation: string, activity: Partial<Activity>): void;
  close(): void;
}

export function createStreams(log: ActivityLog, tokens: Tokens): Streams {
  const server = new WebSocketServer({ noServer: true, maxPayload: 64 * 1_024 });
  const live = new Map<string, Set<WebSocket>>();
  const alive = new WeakSet<WebSocket>();

  const heartbeat = setInterval(() => {
    for (const socket of server.clients) {
      if (!alive.has(socket)) socket.terminate();
      alive.delete(socket);
      socket.ping();
    }
  }, HEARTBEAT_MS);
  heartbeat.unref();

  function send(socket: WebSocket, frame: unknown): void {
    if (socket.bufferedAmount > SLOWEST) socket.terminate();
    else if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame));
  }

  function serve(socket: WebSocket, conversation: string, from: number): void {
    let watermark = from;
    let first = true;
    let reading = false;
    let again = false;
    /** Reads what is new and sends it; what comes meanwhile makes it read once more. */
    async function pump(): Promise<void> {
      if (reading) {
        again = true;
        return;
      }
      reading = true;
      do {
        again = false;
        const set = await log.after(conversation, watermark);
        if (set.activities.length > 0 || first) send(socket, set);
        watermark = Number(set.watermark);
        first = false;
      } while (again);
      reading = false;
    }
    // A log that cannot be read now will be read when the client comes back.
    const pumpOrCut = () => void pump().catch(() => socket.terminate());
    const unsubscribe = log.subscribe(conversation, (added) => {
      // What follows at once on what was sent need not be read again.
      const isNext = !reading && !first && Number(added.watermark) === watermark + added.activities.length;
      if (!isNext) return pumpOrCut();
      watermark = Number(added.watermark);
      send(socket, added);
    });
    const own = live.get(conversation) ?? new Set<WebSocket>();
    live.set(conversation, own.add(socket));
    alive.add(socket);
    socket.on('pong', () => alive.add(socket));
    // Clients send empty frames to keep the line open, and nothing else.
    socket.on('message', () => alive.add(socket));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      unsubscribe();
      own.delete(socket);
      if (own.size === 0) live.delete(conversation);
    });
    pumpOrCut();
  }

  async function open(request: IncomingMessage, socket: Duplex, head: Buffer, conversation: string, query: URLSearchParams): Promise<void> {
    await tokens.verifyForStream(query.get('t') ?? '', conversation);
    if (!(await log.exists(conversation))) throw unknownConversation();
    server.handleUpgrade(request, socket, head, (opened) => serve(opened, conversation, readWatermark(query.get('watermark'))));
  }

  return {
    upgrade(request, socket, head) {
      // A client that goes away before it is served must not end the program.
      socket.on('error', () => socket.destroy());
      const [path = '', query = ''] = (request.url ?? '').split('?', 2);
      const conversation = STREAM_PATH.exec(path)?.[1];
      if (conversation === undefined) return false;
      open(request, socket, head, conversation, new URLSearchParams(query)).catch((error: unknown) => refuse(socket, error));
      return true;
    },
    showLive(conversation, activity) {
      for (const socket of live.get(conversation) ?? []) send(socket, { activities: [activity] });
    },
    close() {
      clearInterval(heartbeat);
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}

/** The same refusal as over HTTP, since no frame can be sent yet. */
function refuse(socket: Duplex, error: unknown): void {
  const { status, body } = refusalOf(error);
  const json = JSON.stringify(body);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`);
}

/** `-`, nothing and what is no number mean « from the beginning ». */
export function readWatermark(written: unknown): number {
  const watermark = Number(typeof written === 'string' && written !== '' ? written : 0);
  return Number.isSafeInteger(watermark) && watermark >= 0 ? watermark : 0;
}
