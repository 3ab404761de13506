/** What a channel of the Azure Bot Service does: it posts activities, and takes the bot's replies on its own address. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';

export interface Posted {
  text: string;
  textFormat?: string;
  replyToId?: string;
  attachments?: { contentType: string }[];
  suggestedActions?: { actions: { title: string; value: string }[] };
}

export async function serve(app: express.Express) {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()) };
}

/** `refuses` is asked before each reply is taken: true answers 503. */
export async function serveConnector() {
  const replies: Posted[] = [];
  const mood = { refuses: (_index: number): boolean => false };
  let asked = 0;
  const app = express().use(express.json({ limit: '1mb' }));
  app.post('/v3/conversations/:id/activities{/:reply}', (request, response) => {
    if (mood.refuses(asked++)) return void response.status(400).json({ error: { code: 'BadArgument', message: 'refused' } });
    replies.push(request.body as Posted);
    response.json({ id: `r${replies.length}` });
  });
  return { ...(await serve(app)), replies, mood };
}
