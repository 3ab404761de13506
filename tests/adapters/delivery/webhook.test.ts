import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { envelopeJsonSchema, envelopeSchema } from '../../../adapters/delivery/envelope.ts';
import { createWebhookSender } from '../../../adapters/delivery/webhook.ts';
import { createReceiver } from '../../../examples/webhook-receiver.ts';
import { dispatchOf, fileOf, WITHDRAWAL } from '../../support/dispatches.ts';

const SECRET = 'un secret partagé, assez long pour servir';
let folder: string;
const servers: Server[] = [];
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'accueil-webhook-'))));
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  rmSync(folder, { recursive: true, force: true });
});

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const answering = (listener: RequestListener) => listen(createServer(listener));
const file = () => join(folder, 'received.jsonl');
const received = () => readFileSync(file(), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as unknown);
const sender = (url: string, changes: object = {}) => createWebhookSender({ url, secret: SECRET, allowPrivate: true, timeoutMs: 2_000, ...changes });

describe('a file by webhook', () => {
  it('reaches our reference receiver, which drops repeats, also after it was started again', async () => {
    for (let start = 0; start < 2; start++) {
      const url = await listen(createReceiver(SECRET, file()));
      for (const dispatch of [dispatchOf(), dispatchOf({ attempts: 2 }), WITHDRAWAL]) expect(await sender(url).send(dispatch)).toBe('accepted');
    }
    expect(received()).toMatchObject([{ event: 'file', idempotencyKey: 'k7f2qdAAAAAA:file:1' }, { event: 'withdrawal', handoff: 'k7f2qdAAAAAA' }]);
    for (const envelope of received()) expect(envelopeSchema.safeParse(envelope).error).toBeUndefined();
  });

  it('signed with another secret, or long ago, is refused by it', async () => {
    const url = await listen(createReceiver(SECRET, file()));
    await expect(sender(url, { secret: 'un autre secret, assez long lui aussi' }).send(dispatchOf())).rejects.toMatchObject({ message: 'HTTP 401', isFinal: false });
    await expect(sender(url, { now: () => new Date(Date.now() - 600_000) }).send(dispatchOf())).rejects.toMatchObject({ message: 'HTTP 401' });
  });

  it('altered on the way is refused by it', async () => {
    const url = await listen(createReceiver(SECRET, file()));
    const proxy = await answering((request, response) => {
      let body = '';
      request.on('data', (part) => (body += part));
      request.on('end', () => void fetch(url, { method: 'POST', body: body.replace('non', 'oui'), headers: Object.fromEntries(Object.entries(request.headers).filter(([name]) => name.startsWith('accueil-'))) as Record<string, string> }).then((answer) => response.writeHead(answer.status).end()));
    });
    const shown = dispatchOf({ payload: fileOf({ questions: [{ question: 'non', answered: false, sources: [] }] }) });
    await expect(sender(proxy).send(shown)).rejects.toMatchObject({ message: 'HTTP 401' });
  });
});

describe('a receiver in a bad mood', () => {
  it('what condemns the content is final, everything else is tried again', async () => {
    for (const [status, isFinal] of [[400, true], [410, true], [413, true], [422, true], [401, false], [403, false], [404, false], [409, false], [429, false], [500, false], [503, false]] as const) {
      const url = await answering((_request, response) => void response.writeHead(status, { 'Retry-After': '7' }).end());
      await expect(sender(url).send(dispatchOf()), String(status)).rejects.toMatchObject({ message: `HTTP ${status}`, isFinal, retryAfterMs: 7_000 });
    }
  });

  it('a redirect leads nowhere', async () => {
    let isFollowed = false;
    const target = await answering((_request, response) => {
      isFollowed = true;
      response.writeHead(200).end();
    });
    const url = await answering((_request, response) => void response.writeHead(307, { Location: target }).end());
    await expect(sender(url).send(dispatchOf())).rejects.toMatchObject({ message: 'HTTP 307 : redirection refusée', isFinal: false });
    expect(isFollowed).toBe(false);
  });

  it('one that never answers is given up', async () => {
    const url = await answering(() => undefined);
    await expect(sender(url, { timeoutMs: 200 }).send(dispatchOf())).rejects.toMatchObject({ message: 'pas de réponse dans le délai', isFinal: false });
  });

  it('one that begins to answer and stops is given up', async () => {
    const url = await answering((_request, response) => void response.writeHead(200).write('…'));
    await expect(sender(url, { timeoutMs: 200 }).send(dispatchOf())).rejects.toMatchObject({ message: 'pas de réponse dans le délai' });
  });

  it('one that is away is tried again', async () => {
    const url = await answering(() => undefined);
    const [server] = servers.splice(0);
    await new Promise((resolve) => server?.close(resolve));
    await expect(sender(url).send(dispatchOf())).rejects.toMatchObject({ message: 'connexion refusée', isFinal: false });
  });

  it('a private network is not reached, by number or by name, unless it is allowed', async () => {
    let isReached = false;
    const url = await answering((_request, response) => {
      isReached = true;
      response.writeHead(200).end();
    });
    for (const address of [url, url.replace('127.0.0.1', 'localhost'), url.replace('127.0.0.1', '[::ffff:127.0.0.1]'), 'http://169.254.169.254/', 'http://10.0.0.1/', 'http://0.0.0.0/']) {
      await expect(sender(address, { allowPrivate: false }).send(dispatchOf()), address).rejects.toMatchObject({ message: expect.stringContaining('adresse privée refusée') });
    }
    expect(isReached).toBe(false);
    await sender(url).send(dispatchOf());
    expect(isReached).toBe(true);
  });
});

it('the published schema is the one that is sent (run with UPDATE_SCHEMA=1 to write it)', () => {
  const path = join(import.meta.dirname, '../../../docs/delivery.schema.json');
  const schema = `${JSON.stringify(envelopeJsonSchema(), null, 2)}\n`;
  if (process.env['UPDATE_SCHEMA']) writeFileSync(path, schema);
  expect(readFileSync(path, 'utf8')).toBe(schema);
});
