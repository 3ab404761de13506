/** Whatever comes over the network: a status and words, never a 500, and the server answers the next one. */
import { WebSocket } from 'ws';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DirectLineServer, serveDirectLine } from '../support/direct-line-server.ts';
import { anyMessage, fuzz, patience, runsOf } from '../support/fuzz.ts';
import { ConversationsInMemory, type RunningWeb, serveWeb } from '../support/web-in-memory.ts';

let directLine: DirectLineServer;
let web: RunningWeb;

beforeAll(async () => {
  directLine = await serveDirectLine({ perMinute: 10_000_000 });
  web = await serveWeb(new ConversationsInMemory());
});
afterAll(async () => {
  await directLine.stop();
  await web.stop();
});

const json = { 'content-type': 'application/json' };
const start = async () => (await (await fetch(`${directLine.domain}/conversations`, { method: 'POST', headers: json })).json()) as { conversationId: string; token: string; streamUrl: string };

describe('direct line', () => {
  const body = fc.oneof(
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.record({ type: fc.oneof(fc.constant('message'), fc.jsonValue()), text: fc.oneof(anyMessage, fc.jsonValue()), value: fc.jsonValue(), channelData: fc.jsonValue(), from: fc.jsonValue() }, { requiredKeys: [] }).map((value) => JSON.stringify(value)),
    fc.string({ unit: 'binary', maxLength: 200 }),
  );

  it('refuses what is no activity with its reason, and takes the rest', async () => {
    let { conversationId, token } = await start();
    let sent = 0;
    await fuzz(0.08, body, async (text) => {
      if (++sent % 200 === 0) ({ conversationId, token } = await start());
      const response = await fetch(`${directLine.domain}/conversations/${conversationId}/activities`, { method: 'POST', headers: { ...json, authorization: `Bearer ${token}` }, body: text });
      const said = await response.text();
      expect([200, 400, 413], said).toContain(response.status);
      if (response.status !== 200) expect(said).toContain('message');
    });
  }, patience(0.08));

  it('lets nobody in with a token that is none', async () => {
    const { conversationId, token } = await start();
    const altered = fc.oneof(fc.string({ maxLength: 60 }).map((text) => encodeURIComponent(text)), fc.nat({ max: token.length - 1 }).map((at) => `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`)).filter((text) => text !== token && text !== '');
    await fuzz(0.04, altered, async (forged) => {
      const response = await fetch(`${directLine.domain}/conversations/${conversationId}/activities`, { headers: { authorization: `Bearer ${forged}` } });
      await response.text();
      // The last letter of a signature holds bits that no decoder reads: the same token then, in other letters.
      if (response.status === 200) expect(Buffer.from(forged.split('.').at(-1) ?? '', 'base64url')).toEqual(Buffer.from(token.split('.').at(-1) ?? '', 'base64url'));
      else expect([401, 403]).toContain(response.status);
    });
  }, patience(0.04));

  it('outlives any frame on its stream', async () => {
    const frames = fc.sample(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.uint8Array({ maxLength: 300 })), runsOf(0.02));
    for (let from = 0; from < frames.length; from += 100) {
      const { streamUrl } = await start();
      const socket = new WebSocket(streamUrl.replace(/^http/, 'ws'));
      await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
      for (const frame of frames.slice(from, from + 100)) socket.send(frame, () => undefined);
      // Below the protocol of web sockets too.
      (socket as unknown as { _socket: { write(bytes: Uint8Array): void } })._socket.write(new Uint8Array([0xff, 0x13, 0x00, 0xff]));
      await new Promise((resolve) => socket.once('close', resolve).once('error', () => undefined));
    }
    expect((await start()).conversationId).not.toBe('');
  }, patience(0.02));
});

describe('the chat page', () => {
  const form = fc.oneof(
    fc.dictionary(fc.constantFrom('message', 'say', 'id', 'card', 'embedded', '__proto__', 'x'), anyMessage, { maxKeys: 4 }).map((fields) => new URLSearchParams(fields as Record<string, string>).toString()),
    fc.string({ unit: 'binary', maxLength: 200 }),
  );
  const path = fc.constantFrom('/chat', '/chat?embedded=1', '/chat/quitter', '/chat/avis', '/nulle-part', '/chat/%E0%A4%A', '/chat/__proto__');

  it('answers any form with a page, a redirection or a refusal', async () => {
    await fuzz(0.06, fc.tuple(path, form, fc.boolean()), async ([where, body, asScript]) => {
      const response = await fetch(`${web.url}${where}`, { method: 'POST', redirect: 'manual', headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...(asScript ? { accept: 'application/json' } : {}) }, body });
      await response.text();
      expect(response.status, `${where} ${body}`).toBeLessThan(500);
    });
  }, patience(0.06));

  it('answers any address and any cookie', async () => {
    const address = fc.array(fc.oneof(fc.webSegment(), fc.constantFrom('..', '%2e%2e', 'chat', 'mentions', '%00', 'launcher.js')), { maxLength: 5 }).map((parts) => `/${parts.join('/')}`);
    await fuzz(0.04, fc.tuple(address, fc.webQueryParameters(), fc.webSegment()), async ([where, query, cookie]) => {
      const response = await fetch(`${web.url}${where}?${query}`, { redirect: 'manual', headers: { cookie: `cep_conversation=${cookie}` } });
      await response.text();
      expect(response.status, where).toBeLessThan(500);
      const to = response.headers.get('location');
      if (to !== null) expect(new URL(to, web.url).origin).toBe(new URL(web.url).origin);
    });
  }, patience(0.04));
});
