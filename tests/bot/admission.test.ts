import { beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../adapters/store/sqlite.ts';
import { type Conversations, createConversations } from '../../bot/conversations.ts';
import { NotAdmitted } from '../../bot/conversations/admission.ts';
import type { IncomingMessage } from '../../bot/ports.ts';
import { say } from '../../bot/reply.ts';

let now: number;
let conversations: Conversations;
let thinking: Promise<void>;
let answered: string[];

beforeEach(() => {
  now = Date.parse('2026-11-23T10:00:00Z');
  thinking = Promise.resolve();
  answered = [];
  conversations = createConversations({
    store: openSqliteStore(':memory:'),
    clock: { now: () => new Date(now) },
    journal: { info: () => undefined, error: () => undefined },
    limits: { messagesPerMinute: 3, conversationsAtOnce: 2 },
    runTurn: async ({ text }, state) => {
      await thinking;
      answered.push(text);
      return { state, outcome: 'answered', replies: [say(`réponse à ${text}`)] };
    },
  });
});

let count = 0;
const send = (conversation: string, text = `m${count}`, kind: IncomingMessage['kind'] = 'message') =>
  conversations.receive({ conversation, channel: 'test', id: `id-${++count}`, kind, text, reference: null, clientData: null });
const refused = async (work: Promise<unknown>) => work.then(() => null, (error: unknown) => (error instanceof NotAdmitted ? error.code : error));

describe('one conversation that writes faster than anybody types', () => {
  it('is asked to wait, and nothing of what is refused is kept', async () => {
    for (let time = 0; time < 3; time++) await send('one');
    await expect(send('one', 'de trop')).rejects.toThrow('Attendez quinze secondes');
    expect(JSON.stringify(await conversations.transcript('one', 0))).not.toContain('de trop');
  });

  it('goes on a minute later, and holds up nobody else', async () => {
    for (let time = 0; time < 3; time++) await send('one');
    expect(await refused(send('one'))).toBe('too-fast');
    expect(await refused(send('other'))).toBeNull();
    now += 61_000;
    expect(await refused(send('one'))).toBeNull();
  });
});

describe('when as many wait as are taken at once', () => {
  let goOn: () => void;
  beforeEach(async () => {
    thinking = new Promise((resolve) => (goOn = resolve));
    for (const conversation of ['one', 'two']) {
      await send(conversation);
      void conversations.run(conversation);
    }
  });

  it('the next is told to come back in a few seconds, and is taken then', async () => {
    await expect(send('three', 'bonjour')).rejects.toThrow('Beaucoup de personnes');
    goOn();
    await conversations.idle();
    await send('three', 'bonjour');
    await conversations.run('three');
    expect(answered).toContain('bonjour');
  });

  it('whoever is being answered may go on', async () => {
    expect(await refused(send('one'))).toBeNull();
    goOn();
  });

  it('what a counsellor does is never refused', async () => {
    expect(await refused(send('three', '', 'desk'))).toBeNull();
    goOn();
  });
});
