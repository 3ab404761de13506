/**
 * A receiver of files, to copy from: it checks the signature, keeps each file once, and answers only when it is kept.
 * It needs nothing but Node. Try it: WEBHOOK_SECRET=… node examples/webhook-receiver.ts 8090 received.jsonl
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';

export interface ReceivedEnvelope {
  version: 1;
  event: 'file' | 'withdrawal' | 'message';
  idempotencyKey: string;
  handoff: string;
  reference: string;
}

const BODY_LIMIT = 5_000_000;
/** Beyond it a signed body is an old one, sent again by somebody who kept it. */
const TOLERANCE_SECONDS = 300;

/** `v1=` and the HMAC-SHA256 in hexadecimal over `timestamp.body`; the timestamp is of the last five minutes. */
export function isSigned(secret: string, timestamp: string, body: string, signature: string, now = Date.now()): boolean {
  if (!/^\d+$/.test(timestamp) || Math.abs(now / 1_000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const [given, right] = [Buffer.from(signature), Buffer.from(`v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`)];
  return given.length === right.length && timingSafeEqual(given, right);
}

/** `file` keeps one JSON line for each envelope, without repeats. */
export function createReceiver(secret: string, file: string): Server {
  const kept = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const known = new Set(kept.map((line) => (JSON.parse(line) as ReceivedEnvelope).idempotencyKey));
  return createServer((request, response) => {
    const answer = (status: number) => void response.writeHead(status).end();
    void read(request).then((body) => {
      if (request.method !== 'POST' || body === null) return answer(body === null ? 413 : 405);
      if (!isSigned(secret, header(request, 'accueil-timestamp'), body, header(request, 'accueil-signature'))) return answer(401);
      const envelope = JSON.parse(body) as ReceivedEnvelope;
      if (envelope.version !== 1) return answer(422);
      // A repeat is answered like the first time: the sender has not heard that it was accepted.
      if (!known.has(envelope.idempotencyKey)) {
        keep(file, body);
        known.add(envelope.idempotencyKey);
      }
      answer(204);
    }, () => answer(400));
  });
}

const header = (request: IncomingMessage, name: string): string => String(request.headers[name] ?? '');

async function read(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= BODY_LIMIT) parts.push(part);
  }
  return size > BODY_LIMIT ? null : Buffer.concat(parts).toString('utf8');
}

/** On the disk before the answer: what is accepted is never sent again. */
function keep(file: string, line: string): void {
  const handle = openSync(file, 'a', 0o600);
  writeSync(handle, `${line}\n`);
  fsyncSync(handle);
  closeSync(handle);
}

if (import.meta.main) {
  const [port = '8090', file = 'received.jsonl'] = process.argv.slice(2);
  const secret = process.env['WEBHOOK_SECRET'] ?? '';
  if (secret === '') throw new Error('Donnez le secret partagé : WEBHOOK_SECRET=… node examples/webhook-receiver.ts');
  createReceiver(secret, file).listen(Number(port), '127.0.0.1', () => console.log(`J’écoute sur http://127.0.0.1:${port}, et j’écris dans ${file}.`));
}
