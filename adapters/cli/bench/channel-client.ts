/** People on Teams: activities go to `/api/messages`, and replies come to a connector of our own, as Microsoft's is called. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { awaitReply, type BenchPerson } from './person.ts';

export interface Channel {
  /** `server` must run with BOT_FRAMEWORK_DEVELOPMENT=true. */
  open(server: string, agent: Agent): BenchPerson;
  close(): void;
}

export async function openChannel(): Promise<Channel> {
  const waiting = new Map<string, () => void>();
  const connector = createServer((incoming, response) => {
    let text = '';
    incoming.setEncoding('utf8').on('data', (piece: string) => (text += piece));
    incoming.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: randomUUID() }));
      const [, conversation = ''] = /\/v3\/conversations\/([^/]+)\/activities/.exec(incoming.url ?? '') ?? [];
      if (text.includes('"type":"message"')) waiting.get(decodeURIComponent(conversation))?.();
    });
  }).listen(0, '127.0.0.1');
  await once(connector, 'listening');
  const serviceUrl = `http://127.0.0.1:${(connector.address() as AddressInfo).port}`;

  return {
    open(server, agent) {
      const conversation = `a:${randomUUID()}`;
      const from = { id: `29:${randomUUID()}`, name: 'Personne' };
      return {
        async turn(text) {
          const { arrived, wait } = awaitReply(text);
          waiting.set(conversation, arrived);
          const activity = {
            type: 'message', id: randomUUID(), timestamp: new Date().toISOString(), channelId: 'msteams', serviceUrl, text, textFormat: 'plain', locale: 'fr-FR',
            from, recipient: { id: '28:bot', name: 'Accueil' }, conversation: { id: conversation, conversationType: 'personal', tenantId: 'bench' }, channelData: { tenant: { id: 'bench' } },
          };
          await post(`${server}/api/messages`, activity, agent);
          return wait.finally(() => waiting.delete(conversation));
        },
        close: () => void waiting.delete(conversation),
      };
    },
    close() {
      connector.close();
      connector.closeAllConnections();
    },
  };
}

function post(url: string, body: unknown, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json' } }, (response) => {
      response.resume();
      if ((response.statusCode ?? 500) >= 300) reject(new Error(`${url} : ${response.statusCode}`));
      else response.on('end', resolve);
    });
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify(body));
  });
}
