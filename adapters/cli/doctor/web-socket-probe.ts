/** Whether a proxy hands on the upgrade to a web socket: only then does our own refusal of a stream without a token come back. */
import { once } from 'node:events';
import { WebSocket } from 'ws';

/** A conversation that cannot exist, since ids are longer. */
const STREAM = '/v3/directline/conversations/doctor/stream?t=none';

export async function passesWebSockets(address: string, patienceMs: number): Promise<boolean> {
  const socket = new WebSocket(`${address.replace(/^http/, 'ws')}${STREAM}`, { handshakeTimeout: patienceMs });
  socket.on('error', () => undefined);
  try {
    const [, response] = (await once(socket, 'unexpected-response', { signal: AbortSignal.timeout(patienceMs) })) as [unknown, { headers: Record<string, string | undefined>; destroy(): void }];
    response.destroy();
    // What comes by way of HTTP is dressed by the router; a refused upgrade is bare.
    return response.headers['access-control-allow-origin'] === undefined && response.headers['vary'] === undefined;
  } catch {
    return false;
  } finally {
    socket.terminate();
  }
}
