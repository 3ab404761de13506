import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../adapters/store/sqlite.ts';
import { createConversations } from '../../bot/conversations.ts';
import { createQueues } from '../../bot/conversations/queues.ts';
import { createSubscriptions } from '../../bot/conversations/subscriptions.ts';
import type { IncomingMessage, Journal, Store, TranscriptEntry } from '../../bot/ports.ts';
import { say, type Reply } from '../../bot/reply.ts';
import { FAILED_REPLY, type RunTurn } from '../../bot/turn.ts';

const clock = { now: () => new Date('2026-11-23T10:00:00Z') };
const silent: Journal = { info: () => undefined, error: () => undefined };
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function incoming(text: string, changes: Partial<IncomingMessage> = {}): IncomingMessage {
  return { conversation: 'directline:a', channel: 'directline', id: text, kind: 'message', text, reference: null, clientData: null, ...changes };
}

function setUp(runTurn: RunTurn, store = openSqliteStore(':memory:'), limits = {}) {
  const told: unknown[] = [];
  const journal: Journal = { info: (...line) => void told.push(line), error: (...line) => void told.push(line) };
  return { conversations: createConversations({ store, runTurn, clock, journal, limits }), store, told };
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

  it('gives each caller the replies to their own message', async () => {
    const { conversations } = setUp(async (message, state) => {
      await pause(1);
      return echo(message, state);
    });
    const given = await Promise.all(['un', 'deux', 'trois'].map(async (text) => {
      await conversations.receive(incoming(text));
      return (await conversations.run('directline:a')).map((entry) => entry.text);
    }));
    expect(given).toEqual([['réponse à un'], ['réponse à deux'], ['réponse à trois']]);
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

  it('keeps nothing in memory of conversations that are done', async () => {
    const queues = createQueues();
    const broken = queues.enqueue('broken', () => Promise.reject(new Error('panne')));
    await Promise.all(Array.from({ length: 50 }, (_, number) => queues.enqueue(`c${number}`, () => pause(1))));
    await expect(broken).rejects.toThrow('panne');
    await queues.settled('broken');
    expect(queues.size).toBe(0);

    const subscriptions = createSubscriptions(silent);
    const stops = Array.from({ length: 50 }, (_, number) => subscriptions.subscribe(`c${number % 10}`, () => undefined));
    expect(subscriptions.size).toBe(10);
    for (const stop of stops) stop();
    expect(subscriptions.size).toBe(0);
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

  it('is not harmed by another listener that breaks', async () => {
    const { conversations, told } = setUp(echo);
    const heard: string[] = [];
    conversations.subscribe('directline:a', () => {
      throw new Error('prise débranchée');
    });
    conversations.subscribe('directline:a', (entry) => heard.push(entry.text));
    await conversations.receive(incoming('un'));
    await conversations.run('directline:a');
    expect(heard).toEqual(['un', 'réponse à un']);
    expect(told).toContainEqual(['listener-failed', new Error('prise débranchée')]);
  });
});

describe('a person who leaves and erases', () => {
  it('does not wait for the turn under way, and nothing of it is kept or shown', async () => {
    const heard: string[] = [];
    const { conversations, store } = setUp(async (message, state) => {
      await conversations.erase('directline:a');
      return echo(message, state);
    });
    conversations.subscribe('directline:a', (entry) => heard.push(entry.text));
    await conversations.receive(incoming('bonjour'));
    await conversations.run('directline:a');
    expect(heard).toEqual(['bonjour']);
    expect(await conversations.exists('directline:a')).toBe(false);
    expect(await store.transcript('directline:a', 0)).toEqual([]);
  });
});

describe('a store that refuses', () => {
  /** A store whose next `finish` calls fail, as on a full disk. */
  function refusing(times: number): Store {
    const store = openSqliteStore(':memory:');
    const finish = store.finish.bind(store);
    let left = times;
    store.finish = async (turn) => {
      if (left-- > 0) throw Object.assign(new Error('Le disque est plein.'), { status: 507 });
      return finish(turn);
    };
    return store;
  }

  it('does not lose the message: its turn is run again when there is room', async () => {
    const { conversations, told } = setUp(echo, refusing(2), { retryMs: 1 });
    await conversations.receive(incoming('bonjour'));
    expect(await conversations.run('directline:a')).toEqual([]);
    expect(told).toContainEqual(['turn-not-stored', expect.objectContaining({ status: 507 })]);
    const answered = Promise.withResolvers<string>();
    conversations.subscribe('directline:a', (entry) => answered.resolve(entry.text));
    expect(await answered.promise).toBe('réponse à bonjour');
  });

  it('a move of the desk that breaks says nothing to the person, who asked nothing', async () => {
    const { conversations, store } = setUp(async (message, state, ...rest) => {
      if (message.kind === 'desk') throw new Error('broken');
      return echo(message, state, ...rest);
    });
    await conversations.receive(incoming('bonjour'));
    await conversations.run('directline:a');
    await conversations.receive(incoming('', { id: 'move', kind: 'desk', desk: { action: { type: 'take' }, by: { kind: 'system' }, handoff: 'h1' } }));
    expect(await conversations.run('directline:a')).toEqual([]);
    expect(await store.outcomeOf('directline:a', 'move')).toBe('failed');
  });

  it('says a word to the person when only the answer cannot be kept', async () => {
    const { conversations } = setUp(async (message, state) => {
      const reply = say('réponse');
      return { ...(await echo(message, state)), replies: [Object.assign(reply, { choices: [reply] })] as unknown as Reply[] };
    });
    await conversations.receive(incoming('bonjour'));
    expect((await conversations.run('directline:a')).map((entry) => entry.text)).toEqual([FAILED_REPLY.text]);
  });
});

describe('a turn that breaks', () => {
  it('does not silence the conversation when it hangs', async () => {
    const { conversations } = setUp((message, state) => (message.text === 'perdu' ? new Promise(() => undefined) : echo(message, state)), undefined, { turnMs: 5 });
    for (const text of ['perdu', 'suite']) await conversations.receive(incoming(text));
    expect((await conversations.run('directline:a')).map((entry) => entry.text)).toEqual([FAILED_REPLY.text, 'réponse à suite']);
  });

  it('is told without what the person wrote, even when a library quotes it', async () => {
    const { conversations, told } = setUp(async (message) => {
      throw new Error('Demande refusée', { cause: new SyntaxError(`Unexpected token: "${message.text}" in reply`) });
    });
    await conversations.receive(incoming('harcelée par Dupont', { id: 'm' }));
    await conversations.run('directline:a');
    const [event, error] = told[0] as [string, Error];
    expect(event).toBe('turn-failed');
    expect(`${error.stack} ${(error.cause as Error).stack}`).not.toMatch(/harcelée|dupont/i);
    expect(error.cause).toMatchObject({ name: 'SyntaxError', message: 'Unexpected token: "… … …" in reply' });
  });

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
  it('is given up with a word after three crashes in its turn, so that the next message is answered', async () => {
    const store = openSqliteStore(':memory:');
    const before = setUp(echo, store).conversations;
    for (const text of ['poison', 'suite']) await before.receive(incoming(text));
    await store.noteInterruptions();
    await store.noteInterruptions();
    const { conversations } = setUp(echo, store);
    await conversations.resume();
    const replies = (await conversations.transcript('directline:a', 0)).filter((entry) => entry.from === 'bot');
    expect(replies.map((entry) => [entry.inReplyTo, entry.text])).toEqual([['poison', FAILED_REPLY.text], ['suite', 'réponse à suite']]);
  });

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
