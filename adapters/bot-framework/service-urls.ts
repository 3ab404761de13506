/** Which addresses may be answered: `service-urls.yaml`, and what the operator adds. */
import { readFileSync } from 'node:fs';
import type { RequestHandler } from 'express';
import { parse } from 'yaml';
import { z } from 'zod';
import { RefusedActivity } from './refusals.ts';

const host = z.string().regex(/^\.?[a-z0-9-]+(\.[a-z0-9-]+)+$/);
const HOSTS = z.array(host).min(1).parse(parse(readFileSync(new URL('./service-urls.yaml', import.meta.url), 'utf8')));

/** Over https, to a host of the table or one of `added`. */
export function isAllowedServiceUrl(url: unknown, added: readonly string[] = []): boolean {
  if (typeof url !== 'string' || !URL.canParse(url)) return false;
  const { protocol, hostname, username, password } = new URL(url);
  if (protocol !== 'https:' || username !== '' || password !== '') return false;
  return [...HOSTS, ...added].some((allowed) => (allowed.startsWith('.') ? hostname.endsWith(allowed) : hostname === allowed));
}

/** Refuses before anything is checked or stored: no request leaves for an address that is not a channel's. */
export const allowedServiceOnly = (added: readonly string[]): RequestHandler => (request, _response, next) => {
  const serviceUrl = (request.body as { serviceUrl?: unknown } | undefined)?.serviceUrl;
  if (serviceUrl === undefined || isAllowedServiceUrl(serviceUrl, added)) return next();
  next(new RefusedActivity(403, 'ServiceUrlNotAllowed', 'L’adresse de réponse (serviceUrl) n’est pas celle d’un canal connu. Si c’est un relais à vous, ajoutez son nom à BOT_FRAMEWORK_SERVICE_HOSTS.'));
};
