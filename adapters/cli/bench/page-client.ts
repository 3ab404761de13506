/** One person on the chat page: the form that the page's script posts, and its stream of events. */
import { randomUUID } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';
import { awaitReply, type BenchPerson } from './person.ts';

/** The conversation begins with the first message, as on the page. */
export function openPage(server: string, agent: Agent): BenchPerson {
  let cookie = '';
  let stream: IncomingMessage | null = null;
  let isFollowing = false;
  let reply: (() => void) | null = null;

  async function post(text: string): Promise<void> {
    const body = new URLSearchParams({ id: randomUUID(), message: text }).toString();
    const headers = { origin: server, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body), ...(cookie === '' ? {} : { cookie }) };
    const response = await ask(`${server}/chat`, { method: 'POST', headers, agent }, body);
    const said = await textOf(response);
    if (response.statusCode !== 202) throw new Error(`${server}/chat : ${response.statusCode} ${said.slice(0, 200)}`);
    cookie = response.headers['set-cookie']?.[0]?.split(';', 1)[0] ?? cookie;
  }

  async function follow(): Promise<void> {
    // A stream is a connection of its own: it never gives its place back.
    stream = await ask(`${server}/chat/stream?after=0`, { headers: { cookie, accept: 'text/event-stream' }, agent: new Agent() });
    let text = '';
    stream.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) if (event.includes('event: entry') && !event.includes('"from":"person"')) reply?.();
    });
    stream.on('error', () => undefined);
  }

  return {
    async turn(text) {
      const { arrived, wait } = awaitReply(text);
      reply = arrived;
      await post(text);
      if (!isFollowing) {
        isFollowing = true;
        await follow();
      }
      return wait.finally(() => (reply = null));
    },
    close: () => stream?.destroy(),
  };
}

function ask(url: string, options: Parameters<typeof request>[1], body?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => request(url, options, resolve).on('error', reject).end(body));
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of response.setEncoding('utf8')) text += String(piece);
  return text;
}
