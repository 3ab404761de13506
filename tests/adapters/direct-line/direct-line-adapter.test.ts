/** The adapter under a bare Bot Framework bot, without the product. */
import { ActivityTypes, TurnContext } from 'botbuilder';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createMemoryLog } from '../../../adapters/direct-line/activity-log.ts';
import { type DirectLineServer, serveLog } from '../../support/direct-line-server.ts';

interface Shown {
  type: string;
  text?: string;
  replyToId?: string;
}

let server: DirectLineServer;
let reference: Partial<import('botbuilder').ConversationReference>;
const ids: (string | undefined)[] = [];

beforeAll(async () => {
  server = await serveLog({
    log: createMemoryLog(),
    logic: async (context) => {
      reference = TurnContext.getConversationReference(context.activity);
      ids.push((await context.sendActivity({ type: ActivityTypes.Typing }))?.id);
      ids.push((await context.sendActivity(`réponse à ${context.activity.text}`))?.id);
    },
  });
});
afterAll(() => server.stop());

async function open() {
  const { conversationId, token, streamUrl } = (await (await fetch(`${server.domain}/conversations`, { method: 'POST' })).json()) as Record<string, string>;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const path = `${server.domain}/conversations/${conversationId}/activities`;
  const socket = new WebSocket(String(streamUrl));
  const shown: Shown[] = [];
  socket.on('message', (data) => shown.push(...(JSON.parse(String(data)) as { activities: Shown[] }).activities));
  await new Promise((resolve) => socket.once('message', resolve));
  return {
    shown,
    socket,
    post: async (text: string, id: string) => (await fetch(path, { method: 'POST', headers, body: JSON.stringify({ type: 'message', text, channelData: { clientActivityID: id } }) })).json(),
    stored: async () => ((await (await fetch(path, { headers })).json()) as { activities: Shown[] }).activities,
  };
}

it('shows that the bot is typing to those who are connected, and keeps only what was said', async () => {
  const { shown, post, stored, socket } = await open();
  await post('un', 'm1');
  await expect.poll(() => shown.map(({ type, text }) => text ?? type)).toEqual(['un', 'typing', 'réponse à un']);
  expect((await stored()).map(({ type }) => type)).toEqual(['message', 'message']);
  expect(ids.every((id) => typeof id === 'string')).toBe(true);
  socket.close();
});

it('runs the bot once for a message sent three times', async () => {
  const { post, stored, socket } = await open();
  for (let time = 0; time < 3; time++) expect(await post('une fois', 'same')).toEqual({ id: 'same' });
  await post('fin', 'last');
  await expect.poll(async () => (await stored()).map(({ text }) => text)).toEqual(['une fois', 'réponse à une fois', 'fin', 'réponse à fin']);
  socket.close();
});

// Web Chat holds a reply to an activity that it does not know back for five seconds.
it('lets a message that nobody asked for answer nothing', async () => {
  const { shown, post, socket } = await open();
  await post('un', 'm1');
  await expect.poll(() => shown).toHaveLength(3);
  await server.adapter.continueConversationAsync('', reference, async (context) => void (await context.sendActivity('On vous répond demain.')));
  await expect.poll(() => shown.at(-1)?.text).toBe('On vous répond demain.');
  expect(shown.at(-1)).not.toHaveProperty('replyToId');
  expect(shown.find(({ text }) => text === 'réponse à un')?.replyToId).toBe('m1');
  socket.close();
});

it('does not take back or reword what was said', async () => {
  await expect(server.adapter.updateActivity()).rejects.toThrow('send another');
  await expect(server.adapter.deleteActivity()).rejects.toThrow('send another');
});
