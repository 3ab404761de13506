/** Posts to an address that an operator gave: never to a private network unless it was allowed, never where a redirect leads, never for long. */
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { useAgent } from 'request-filtering-agent';
import { DeliveryError } from './sender.ts';

export interface PostOptions {
  /** A receiver on the same machine or network. */
  allowPrivate: boolean;
  timeoutMs: number;
}

export interface Posted {
  status: number;
  /** Seconds, or a date. */
  retryAfter: string | undefined;
  /** What came back, cut: receivers have little to say. */
  body: string;
}

const ANSWER_AT_MOST = 64 * 1024;

/** Rejects with {@link DeliveryError} when no answer came. Any status is an answer. */
export function post(url: string, headers: Record<string, string>, body: string, { allowPrivate, timeoutMs }: PostOptions): Promise<Posted> {
  const request = url.startsWith('https:') ? requestHttps : requestHttp;
  const signal = AbortSignal.timeout(timeoutMs);
  return new Promise((resolve, reject) => {
    // The agent looks at the address that the name leads to at the moment of connecting; a check before could be deceived.
    const agent = useAgent(url, { allowPrivateIPAddress: allowPrivate, allowMetaIPAddress: allowPrivate });
    const fail = (error: unknown) => reject(signal.aborted ? new DeliveryError('pas de réponse dans le délai') : new DeliveryError(reasonOf(error), { cause: error }));
    const sent = request(url, { method: 'POST', agent, signal, headers: { ...headers, 'Content-Length': String(Buffer.byteLength(body)) } }, (response) => {
      let answer = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        if (answer.length < ANSWER_AT_MOST) answer += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], body: answer.slice(0, ANSWER_AT_MOST) }));
      response.on('error', fail);
    });
    sent.on('error', fail);
    sent.end(body);
  });
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'connexion refusée',
  ECONNRESET: 'connexion coupée',
  EPIPE: 'connexion coupée',
  ENOTFOUND: 'nom inconnu',
  EAI_AGAIN: 'nom introuvable pour l’instant',
};

function reasonOf(error: unknown): string {
  const { code = '', message = '' } = error as NodeJS.ErrnoException;
  if (/is not allowed/.test(message)) return 'adresse privée refusée (DELIVERY_ALLOW_PRIVATE=true l’autorise)';
  return REASONS[code] ?? `pas de réponse (${code || 'erreur du réseau'})`;
}

/** Answers that condemn the content itself: the same again would be refused again. */
const FINAL_STATUSES = new Set([400, 410, 413, 415, 422]);

/** Throws {@link DeliveryError} unless the receiver has accepted. What may be a wrong address or key is tried again: a person can mend it. */
export function expectAccepted({ status, retryAfter }: Posted): void {
  if (status >= 200 && status < 300) return;
  if (status >= 300 && status < 400) throw new DeliveryError(`HTTP ${status} : redirection refusée`);
  throw new DeliveryError(`HTTP ${status}`, { isFinal: FINAL_STATUSES.has(status), retryAfterMs: Number(retryAfter) * 1_000 || 0 });
}
