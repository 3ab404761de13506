/** The signature of what is posted: the receiver knows that it comes from us, is whole, and is of now. `examples/webhook-receiver.ts` checks it. */
import { createHmac } from 'node:crypto';

export const SIGNATURE_HEADERS = { timestamp: 'accueil-timestamp', signature: 'accueil-signature' } as const;
/** `v1=` and the HMAC-SHA256, in hexadecimal, over `timestamp.body`. `timestamp` is in seconds. */
export const sign = (secret: string, timestamp: number, body: string): string => `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
