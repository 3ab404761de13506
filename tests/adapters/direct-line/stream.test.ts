/** The web socket, frame by frame, and what a rude client may do to it. */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { say } from '../../../bot/reply.ts';
import { type DirectLineServer, serveDirectLine } from '../../support/direct-line-server.ts';

let server: DirectLineServer;
beforeAll(async () => {
  server = await serveDirectLine();
});
afterAll(() => server.stop());

interface Frame {
  activities: { text: string; id: string }[];
  watermark: string;
}

async function open({ domain }: DirectLineServer = server) {
  const response = await fetch(`${domain}/conversations`, { method: 'POST' });
  const { conversationId, token, streamUrl } = (await response.json()) as { conversationId: string; token: string; streamUrl: string };
  const post = (text: string) =>
    fetch(`${domain}/conversations/${conversationId}/activities`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'message', text }),
    });
  return { conversationId, streamUrl, post };
}

function listen(url: string) {
  const socket = new WebSocket(url);
  const frames: Frame[] = [];
  socket.on('message', (data) => frames.push(JSON.parse(String(data)) as Frame));
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  return { socket, frames, closed, texts: () => frames.flatMap(({ activities }) => activities.map(({ text }) => text)) };
}

/** What the server answers to an upgrade that it refuses. */
function refusalOf(url: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.on('error', () => undefined);
    socket.on('open', () => reject(new Error('The stream was opened.')));
    socket.on('unexpected-response', (_request, response) => {
      let body = '';
      response.on('data', (part) => (body += part)).on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
  });
}

describe('a stream', () => {
  it('begins with what came after the watermark, then gives each activity once, in order', async () => {
    const { streamUrl, post } = await open();
    const all = listen(streamUrl);
    await expect.poll(all.texts).toEqual(['Bienvenue']);
    await post('un');
    await expect.poll(all.texts).toEqual(['Bienvenue', 'un', 'réponse à un']);
    const later = listen(streamUrl.replace('watermark=-', 'watermark=2'));
    await expect.poll(() => later.frames).toMatchObject([{ activities: [{ text: 'réponse à un' }], watermark: '3' }]);
    for (const { socket } of [all, later]) socket.close();
  });

  it('tells at once how far it is, even when there is nothing new', async () => {
    const { streamUrl } = await open();
    const { frames, socket } = listen(streamUrl.replace('watermark=-', 'watermark=1'));
    await expect.poll(() => frames).toEqual([{ activities: [], watermark: '1' }]);
    socket.close();
  });

  it('takes the empty frames that clients send to keep the line open', async () => {
    const { streamUrl, post } = await open();
    const { texts, socket } = listen(streamUrl);
    await expect.poll(texts).toHaveLength(1);
    socket.send('');
    socket.send('');
    await post('un');
    await expect.poll(texts).toEqual(['Bienvenue', 'un', 'réponse à un']);
    socket.close();
  });

  it('cut again and again, and taken up from its last watermark, loses and doubles nothing', async () => {
    const { streamUrl, post } = await open();
    const texts: string[] = [];
    let watermark = '0';
    const hear = async (after: () => Promise<unknown>) => {
      const { socket, frames } = listen(streamUrl.replace('watermark=-', `watermark=${watermark}`));
      await expect.poll(() => frames.length).toBeGreaterThan(0);
      await after();
      socket.terminate();
      for (const frame of frames) {
        texts.push(...frame.activities.map(({ text }) => text));
        watermark = frame.watermark;
      }
    };
    const said = Array.from({ length: 8 }, (_, index) => `message ${index}`);
    for (const text of said) await hear(() => post(text));
    const all = ['Bienvenue', ...said.flatMap((text) => [text, `réponse à ${text}`])];
    await expect.poll(async () => (await hear(async () => undefined), texts), { timeout: 8_000 }).toEqual(all);
  });

  it('is cut when its reader does not read, and taken up again without loss', async () => {
    const long = 'x'.repeat(400_000);
    const talkative = await serveDirectLine({ runTurn: async (_message, state) => ({ state, outcome: 'answered', replies: Array.from({ length: 4 }, () => say(long)) }) });
    const { streamUrl, post } = await open(talkative);
    const slow = listen(streamUrl);
    await expect.poll(slow.texts).toHaveLength(4);
    slow.socket.pause();
    for (let time = 0; time < 12; time++) await post('encore');
    const again = listen(streamUrl.replace('watermark=-', 'watermark=4'));
    await expect.poll(again.texts, { timeout: 10_000 }).toHaveLength(60);
    slow.socket.resume();
    expect(await slow.closed).toBe(1006);
    again.socket.close();
    await talkative.stop();
  });
});

describe('a stream that is refused', () => {
  it.each([
    ['with a forged token', async () => (await open()).streamUrl.slice(0, -4), 403, 'BadToken'],
    ['without a token', async () => (await open()).streamUrl.replace(/&t=.*/, ''), 403, 'BadToken'],
    ['with the token of another conversation', async () => (await open()).streamUrl.replace(/&t=.*/, `&t=${await server.tokens.issueForStream({ conversation: 'other', user: 'dl_x' })}`), 403, 'NotYourConversation'],
    ['of a conversation that was never opened', async () => `${server.domain.replace('http', 'ws')}/conversations/gone/stream?t=${await server.tokens.issueForStream({ conversation: 'gone', user: 'dl_x' })}`, 404, 'ConversationNotFound'],
  ])('%s says why', async (_what, url, status, code) => {
    expect(await refusalOf(await url())).toMatchObject({ status, body: expect.stringContaining(code) });
  });
});

describe('what would break a careless server', () => {
  it.each(['//', '/v3/directline/conversations/%E0%A4%A/stream', '*', '/v3/directline/conversations/a/stream?t=%'])('an upgrade of %s does not', async (path) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => undefined);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n`);
    socket.resume();
    await closed;
    expect((await open()).streamUrl).toContain('stream');
  });

  it('a client that resets its connection before it is served does not', async () => {
    const { streamUrl } = await open();
    const { port, pathname, search } = new URL(streamUrl);
    for (let time = 0; time < 20; time++) {
      const socket = connect(Number(port), '127.0.0.1');
      const closed = new Promise((resolve) => socket.on('close', resolve));
      socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n`, () => socket.resetAndDestroy());
      await closed;
    }
    expect((await open()).streamUrl).toContain('stream');
  });
});
