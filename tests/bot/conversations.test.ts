import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../adapters/store/sqlite.ts';
import { createConversations } from '../../bot/conversations.ts';
import { createQueues } from '../../bot/conversations/queues.ts';
import type { IncomingMessage, Journal, TranscriptEntry } from '../../bot/ports.ts';
import { say } from '../../bot/reply.ts';
import type { RunTurn } from '../../bot/turn.ts';

const clock = { now: () => new Date('2026-11-23T10:00:00Z') };
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function incoming(text: string, changes: Partial<IncomingMessage> = {}): IncomingMessage {
  return { conversation: 'directline:a', channel: 'directline', id: text, kind: 'message', text, reference: null, clientData: null, ...changes };
}

function setUp(runTurn: RunTurn, store = openSqliteStore(':memory:')) {
  const told: unknown[] = [];
  const journal: Journal = { info: (...line) => void told.push(line), error: (...line) => void told.push(line) };
  return { conversations: createConversations({ store, runTurn, clock, journal }), store, told };
}

const echo: RunTurn = async (message, state) => ({ state, outcome: 'answered', replies: [say(`réponse à ${message.text}`)] });

describe('one turn at a time', () => {
  it('twenty messages at once get twenty answers, in order, none beside another', async () => {
    let running = 0;
    let most = 0;
    const { conversations } = setUp(async (message, state) => {
      most = Math.max(most, ++running);
      await pause(1);
      running--;
      return { state: { ...state, misunderstandings: state.misunderstandings + 1 }, outcome: 'answered', replies: [say(`${state.misunderstandings}:${message.text}`)] };
    });
    const texts = Array.from({ length: 20 }, (_, number) => `m${number}`);
    await Promise.all(texts.map(async (text) => {
      await conversations.receive(incoming(text));
      await conversations.run('directline:a');
    }));
    const replies = (await conversations.transcript('directline:a', 0)).filter((entry) => entry.from === 'bot').map((entry) => entry.text);
    expect(most).toBe(1);
    expect(replies).toEqual(texts.map((text, number) => `${number}:${text}`));
  });

  it('different conversations run side by side', async () => {
    let running = 0;
    let most = 0;
    const { conversations } = setUp(async (_message, state) => {
      most = Math.max(most, ++running);
      await pause(5);
      running--;
      return { state, outcome: 'answered', replies: [] };
    });
    await Promise.all(['a', 'b', 'c'].map(async (name) => {
      await conversations.receive(incoming('bonjour', { conversation: `directline:${name}` }));
      await conversations.run(`directline:${name}`);
    }));
    expect(most).toBe(3);
  });

  it('forgets conversations that are done', async () => {
    const queues = createQueues();
    await Promise.all(Array.from({ length: 50 }, (_, number) => queues.enqueue(`c${number}`, () => pause(1))));
    await pause(0);
    expect(queues.size).toBe(0);
  });
});

describe('a message delivered again by the channel', () => {
  it('three times gets one answer', async () => {
    const { conversations } = setUp(echo);
    for (let time = 0; time < 3; time++) {
      const { isNew } = await conversations.receive(incoming('bonjour'));
      expect(isNew).toBe(time === 0);
      await conversations.run('directline:a');
    }
    expect((await conversations.transcript('directline:a', 0)).map((entry) => entry.text)).toEqual(['bonjour', 'réponse à bonjour']);
  });
});

describe('whoever listens', () => {
  it('hears both sides once, in order, until they stop', async () => {
    const { conversations } = setUp(echo);
    const heard: TranscriptEntry[] = [];
    const stop = conversations.subscribe('directline:a', (entry) => heard.push(entry));
    await conversations.receive(incoming('un'));
    await conversations.run('directline:a');
    stop();
    await conversations.receive(incoming('deux'));
    await conversations.run('directline:a');
    expect(heard.map((entry) => [entry.position, entry.text])).toEqual([[1, 'un'], [2, 'réponse à un']]);
  });
});

describe('a turn that breaks', () => {
  it('ends with a word to the person, is told without their words, and lets the next one through', async () => {
    const { conversations, told } = setUp(async (message, state) => {
      if (message.text === 'motsecret') throw new Error('la base de connaissances est partie');
      return echo(message, state);
    });
    for (const text of ['motsecret', 'suite']) await conversations.receive(incoming(text));
    await conversations.run('directline:a');
    const entries = await conversations.transcript('directline:a', 0);
    expect(entries.find((entry) => entry.inReplyTo === 'motsecret')?.text).toContain('mon-cep.org');
    expect(entries.at(-1)?.text).toBe('réponse à suite');
    expect(JSON.stringify(told)).not.toContain('motsecret');
  });
});

describe('what was acknowledged before a crash', () => {
  it('is answered once when the server is back', async () => {
    const store = openSqliteStore(':memory:');
    await setUp(echo, store).conversations.receive(incoming('bonjour'));
    const { conversations } = setUp(echo, store);
    expect(await conversations.resume()).toBe(1);
    expect(await conversations.resume()).toBe(0);
    expect((await conversations.transcript('directline:a', 0)).map((entry) => entry.text)).toEqual(['bonjour', 'réponse à bonjour']);
  });
});

describe('personal data that nobody asked for (rgpd)', () => {
  it('is masked before it is stored', async () => {
    const { conversations } = setUp(echo);
    await conversations.receive(incoming('appelez le 06 12 34 56 78', { id: 'm' }));
    await conversations.run('directline:a');
    expect(JSON.stringify(await conversations.transcript('directline:a', 0))).not.toMatch(/06 12/);
  });
});
