/** One person in front of a Direct Line 3.0 server: opens a conversation and its stream, writes, and waits for the reply. */
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { WebSocket } from 'ws';
import { awaitReply, type BenchPerson } from './person.ts';

interface Activity {
  type: string;
  text?: string;
  replyToId?: string;
}

export interface DirectLineClient extends BenchPerson {
  /** Resolves once those words have been said in the conversation, whenever it was. */
  heard(text: string): Promise<void>;
}

/** `secret` is the server's DIRECT_LINE_SECRET. Rejects when the server refuses. */
export async function openConversation(server: string, secret: string, agent: Agent): Promise<DirectLineClient> {
  const post = (path: string, bearer: string, body: unknown) => postJson(`${server}/v3/directline${path}`, bearer, body, agent);
  const { conversationId, token, streamUrl } = await post('/conversations', secret, {});
  const stream = new WebSocket(String(streamUrl));
  await once(stream, 'open');

  const replied = new Set<string>();
  const said: string[] = [];
  const listeners = new Set<(text: string) => void>();
  let notice = () => undefined as void;
  stream.on('message', (frame) => {
    const text = String(frame);
    if (text === '') return;
    for (const { type, text: words = '', replyToId } of (JSON.parse(text) as { activities: Activity[] }).activities) {
      said.push(words);
      for (const listener of listeners) listener(words);
      if (type === 'message' && replyToId !== undefined) replied.add(replyToId);
    }
    notice();
  });

  return {
    async turn(text) {
      const { arrived, wait } = awaitReply(text);
      const activity = { type: 'message', text, from: { id: 'bench' }, locale: 'fr-FR' };
      const { id } = await post(`/conversations/${String(conversationId)}/activities`, String(token), activity);
      // The reply may come by the stream before the answer to the request.
      notice = () => {
        if (replied.delete(String(id))) arrived();
      };
      notice();
      return wait;
    },
    heard: (text) =>
      new Promise((resolve) => {
        if (said.some((one) => one.includes(text))) return resolve();
        const listener = (heard: string) => {
          if (!heard.includes(text)) return;
          listeners.delete(listener);
          resolve();
        };
        listeners.add(listener);
      }),
    close: () => stream.terminate(),
  };
}

function postJson(url: string, bearer: string, body: unknown, agent: Agent): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
    const outgoing = request(url, { method: 'POST', agent, headers }, async (response) => {
      let text = '';
      for await (const piece of response.setEncoding('utf8')) text += String(piece);
      if ((response.statusCode ?? 500) >= 300) reject(new Error(`${url} : ${response.statusCode} ${text}`));
      else resolve(JSON.parse(text) as Record<string, unknown>);
    });
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify(body));
  });
}
