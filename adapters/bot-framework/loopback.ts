import type { RequestHandler } from 'express';

const LOOPBACK_ADDRESS = /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/;
const LOOPBACK_HOST = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whether an address that the caller gives stays on this machine. */
export function isLoopbackUrl(url: unknown): boolean {
  return typeof url === 'string' && URL.canParse(url) && LOOPBACK_HOST.test(new URL(url).hostname);
}

/** A page of another site can reach this machine under a name of its own (DNS rebinding); it cannot choose the `Host` that its browser sends. */
const isAskedAsLoopback = (host: string | undefined) => host !== undefined && isLoopbackUrl(`http://${host}`);

/**
 * Without credentials anybody could make the bot post to an address of their choice:
 * in development only this machine is answered, and only towards this machine.
 */
export const loopbackOnly: RequestHandler = (request, response, next) => {
  const serviceUrl = (request.body as { serviceUrl?: unknown } | undefined)?.serviceUrl;
  // Behind a proxy on this machine everybody seems to be here.
  const isProxied = request.get('x-forwarded-for') !== undefined || request.get('forwarded') !== undefined;
  const isHere = isAskedAsLoopback(request.get('host')) && LOOPBACK_ADDRESS.test(request.socket.remoteAddress ?? '');
  if (!isProxied && isHere && (serviceUrl === undefined || isLoopbackUrl(serviceUrl))) next();
  else response.status(403).json({ error: { code: 'LoopbackOnly', message: 'En mode développement, /api/messages ne répond qu’à cette machine, sous l’adresse localhost ou 127.0.0.1, et vers cette machine.' } });
};
