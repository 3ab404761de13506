/** Sends to an operator's own system by a signed request. docs/delivery.md tells receivers what to check. */
import { envelopeOf } from './envelope.ts';
import { expectAccepted, post, type PostOptions } from './http-post.ts';
import type { Sender } from './sender.ts';
import { sign, SIGNATURE_HEADERS } from './signature.ts';

export interface WebhookSettings extends PostOptions {
  url: string;
  secret: string;
  now?: () => Date;
}

export function createWebhookSender({ url, secret, now = () => new Date(), ...options }: WebhookSettings): Sender {
  return {
    acknowledges: 'at-once',
    async send(dispatch) {
      const body = JSON.stringify(envelopeOf(dispatch));
      const timestamp = Math.floor(now().getTime() / 1_000);
      const headers = {
        'Content-Type': 'application/json; charset=utf-8',
        'User-Agent': 'accueil-cep',
        'Accueil-Event': dispatch.kind,
        'Accueil-Idempotency-Key': dispatch.idempotencyKey,
        [SIGNATURE_HEADERS.timestamp]: String(timestamp),
        [SIGNATURE_HEADERS.signature]: sign(secret, timestamp, body),
      };
      expectAccepted(await post(url, headers, body, options));
      return 'accepted';
    },
  };
}
