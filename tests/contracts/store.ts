/** What every store must do. A new store runs this suite with a way to open it, close it and open it again. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FinishedTurn, ReceivedMessage, Store } from '../../bot/ports.ts';
import { say } from '../../bot/reply.ts';
import { newState } from '../../bot/state.ts';

export function received(text: string, changes: Partial<ReceivedMessage> = {}): ReceivedMessage {
  return {
    conversation: 'directline:a',
    channel: 'directline',
    id: text,
    kind: 'message',
    text,
    reference: null,
    clientData: { clientActivityID: `client-${text}` },
    receivedAt: '2026-11-23T10:00:00.000Z',
    masked: [],
    ...changes,
  };
}

export function finished(message: ReceivedMessage, ...texts: string[]): FinishedTurn {
  const state = { ...newState(), greeted: true };
  return { message, state, outcome: 'answered', replies: texts.map((text) => say(text)), finishedAt: '2026-11-23T10:00:01.000Z' };
}

export function storeContract(name: string, open: () => Store | Promise<Store>): void {
  describe(`${name} keeps conversations`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const texts = async (after = 0) => (await store.transcript('directline:a', after)).map((entry) => entry.text);

    it('keeps a message before its turn is run', async () => {
      const { isNew, entry } = await store.accept(received('bonjour'));
      expect(isNew).toBe(true);
      expect(entry).toMatchObject({ position: 1, from: 'person', text: 'bonjour', clientData: { clientActivityID: 'client-bonjour' } });
      expect(await store.nextUnanswered('directline:a')).toEqual({ message: received('bonjour'), interruptions: 0 });
      expect(await store.conversationsWithUnanswered()).toEqual(['directline:a']);
    });

    it('takes the same message delivered again for the one that it is', async () => {
      const first = await store.accept(received('bonjour'));
      const again = await store.accept(received('bonjour', { text: 'autre chose' }));
      expect(again).toEqual({ isNew: false, entry: first.entry });
      expect(await texts()).toEqual(['bonjour']);
    });

    it('gives the oldest unanswered message first', async () => {
      for (const text of ['un', 'deux', 'trois']) await store.accept(received(text));
      await store.finish(finished(received('un'), 'réponse à un'));
      expect((await store.nextUnanswered('directline:a'))?.message.text).toBe('deux');
    });

    it('stores state, replies and the end of the turn together', async () => {
      await store.accept(received('bonjour'));
      const entries = await store.finish(finished(received('bonjour'), 'première', 'seconde'));
      expect(entries.map(({ position, from, inReplyTo }) => ({ position, from, inReplyTo }))).toEqual([
        { position: 2, from: 'bot', inReplyTo: 'bonjour' },
        { position: 3, from: 'bot', inReplyTo: 'bonjour' },
      ]);
      expect(entries[0]?.reply).toEqual(say('première'));
      expect((await store.conversation('directline:a'))?.state.greeted).toBe(true);
      expect(await store.nextUnanswered('directline:a')).toBeNull();
      expect(await texts(1)).toEqual(['première', 'seconde']);
    });

    it('finishes a turn once, even when asked twice at the same moment', async () => {
      await store.accept(received('bonjour'));
      const turn = finished(received('bonjour'), 'réponse');
      const [first, second] = await Promise.all([store.finish(turn), store.finish(turn)]);
      expect([first.length, second.length].sort()).toEqual([0, 1]);
      expect(await texts()).toEqual(['bonjour', 'réponse']);
    });

    it('gives positions without a gap, whatever comes at once', async () => {
      await Promise.all(Array.from({ length: 20 }, (_, number) => store.accept(received(`m${number}`))));
      const positions = (await store.transcript('directline:a', 0)).map((entry) => entry.position);
      expect(positions).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    });

    it('resolves calls made at once in the order of the positions they gave', async () => {
      await store.accept(received('un'));
      const resolved: number[] = [];
      const note = (position: number | undefined) => resolved.push(position ?? 0);
      await Promise.all([
        store.accept(received('deux')).then(({ entry }) => note(entry?.position)),
        store.finish(finished(received('un'), 'réponse à un')).then((entries) => note(entries[0]?.position)),
        store.accept(received('trois')).then(({ entry }) => note(entry?.position)),
      ]);
      expect(resolved).toEqual([2, 3, 4]);
    });

    it('lets a call that cannot be served harm none of those made at the same moment', async () => {
      const circular: { self?: unknown } = {};
      circular.self = circular;
      const results = await Promise.allSettled([
        store.accept(received('un')),
        store.accept(received('impossible', { clientData: circular })),
        store.accept(received('deux')),
      ]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(await texts()).toEqual(['un', 'deux']);
    });

    it('keeps what was asked of it just before it was closed', async () => {
      const kept = store.accept(received('juste avant'));
      await store.close();
      expect((await kept).isNew).toBe(true);
      store = await open();
    });

    it('gives back every character as it came', async () => {
      const text = 'émoji 🧑🏽‍🏭, « guillemets »,\u00a0espace, \u0000 nul,\nligne, \'; DROP TABLE messages; --';
      await store.accept(received('m', { text }));
      expect((await store.nextUnanswered('directline:a'))?.message.text).toBe(text);
      expect(await texts()).toEqual([text]);
    });

    it('takes a message whose id is that of a reply for a message delivered again', async () => {
      await store.accept(received('bonjour'));
      const [reply] = await store.finish(finished(received('bonjour'), 'réponse'));
      expect(await store.accept(received('ruse', { id: reply!.id }))).toEqual({ isNew: false, entry: reply });
      expect(await texts()).toEqual(['bonjour', 'réponse']);
    });

    it('counts the crashes that a message went through, for the oldest of each conversation', async () => {
      for (const text of ['un', 'deux']) await store.accept(received(text));
      await store.noteInterruptions();
      await store.noteInterruptions();
      expect((await store.nextUnanswered('directline:a'))?.interruptions).toBe(2);
      await store.finish(finished(received('un')));
      expect((await store.nextUnanswered('directline:a'))?.interruptions).toBe(0);
    });

    it('keeps an arrival out of the transcript, and its greeting in', async () => {
      const arrival = received('', { id: 'arrival', kind: 'arrival' });
      expect(await store.accept(arrival)).toEqual({ isNew: true, entry: null });
      await store.finish(finished(arrival, 'Bonjour !'));
      expect(await store.transcript('directline:a', 0)).toMatchObject([{ position: 1, text: 'Bonjour !', inReplyTo: null }]);
    });

    it('remembers what a channel must still be handed, and forgets it when it was', async () => {
      const message = received('bonjour', { conversation: 'msteams:b', channel: 'msteams', reference: { serviceUrl: 'https://example.org' } });
      await store.accept(message);
      const [entry] = await store.finish(finished(message, 'réponse'));
      await store.markAttempted('msteams:b', entry!.id);
      expect(await store.undelivered()).toEqual([{ entry, channel: 'msteams', reference: { serviceUrl: 'https://example.org' }, attempts: 1 }]);
      await store.markDelivered('msteams:b', entry!.id);
      expect(await store.undelivered()).toEqual([]);
    });

    it('has nothing to hand to a channel that reads the transcript by itself', async () => {
      await store.accept(received('bonjour'));
      await store.finish(finished(received('bonjour'), 'réponse'));
      expect(await store.undelivered()).toEqual([]);
    });

    it('keeps conversations apart', async () => {
      await store.accept(received('bonjour'));
      await store.accept(received('bonjour', { conversation: 'directline:b' }));
      expect(await texts()).toEqual(['bonjour']);
      expect(await store.conversation('directline:c')).toBeNull();
      expect([await store.exists('directline:b'), await store.exists('directline:c')]).toEqual([true, false]);
      expect(await store.transcript('directline:c', 0)).toEqual([]);
    });

    it('erases every trace of a conversation and leaves the others (rgpd art. 17)', async () => {
      for (const conversation of ['directline:a', 'directline:b']) {
        const message = received('bonjour', { conversation, reference: {} });
        await store.accept(message);
        await store.finish(finished(message, 'réponse'));
      }
      await store.erase('directline:a');
      expect(await store.conversation('directline:a')).toBeNull();
      expect(await texts()).toEqual([]);
      expect((await store.undelivered()).map((delivery) => delivery.entry.conversation)).toEqual(['directline:b']);
      expect(await store.transcript('directline:b', 0)).toHaveLength(2);
    });

    it('lets a turn that was under way at the erasure leave nothing', async () => {
      await store.accept(received('bonjour'));
      await store.erase('directline:a');
      expect(await store.finish(finished(received('bonjour'), 'réponse'))).toEqual([]);
      expect(await store.conversation('directline:a')).toBeNull();
      expect(await texts()).toEqual([]);
    });

    it('opens an erased conversation anew, from the first position and without its state', async () => {
      await store.accept(received('bonjour'));
      await store.finish(finished(received('bonjour'), 'réponse'));
      await store.erase('directline:a');
      expect((await store.accept(received('bonjour'))).entry?.position).toBe(1);
      expect((await store.conversation('directline:a'))?.state).toEqual(newState());
    });

    it('forgets the conversations in which nothing has happened for long, and says how many before and after (rgpd art. 5.1.e)', async () => {
      for (const conversation of ['directline:old', 'directline:a']) {
        const at = conversation === 'directline:old' ? '2026-01-01T10:00:00.000Z' : '2026-11-23T10:00:00.000Z';
        const message = received('bonjour', { conversation, receivedAt: at });
        await store.accept(message);
        await store.finish({ ...finished(message, 'réponse'), finishedAt: at });
      }
      const before = '2026-06-01T00:00:00.000Z';
      expect(await store.forgetQuiet(before, true)).toBe(1);
      expect(await store.exists('directline:old')).toBe(true);
      expect(await store.forgetQuiet(before)).toBe(1);
      expect([await store.exists('directline:old'), await store.exists('directline:a')]).toEqual([false, true]);
      expect(await store.transcript('directline:old', 0)).toEqual([]);
      expect(await store.forgetQuiet(before)).toBe(0);
    });

    it('never forgets a message that waits for its answer', async () => {
      await store.accept(received('bonjour', { receivedAt: '2020-01-01T10:00:00.000Z' }));
      expect(await store.forgetQuiet('2026-06-01T00:00:00.000Z')).toBe(0);
      expect(await texts()).toEqual(['bonjour']);
    });

    it('forgets the empty line of what was sent long ago, and nothing that still waits to leave', async () => {
      await store.accept(received('bonjour'));
      const dispatches = ['sent', 'waiting'].map((key) => ({ handoff: 'h1', kind: 'file' as const, operator: { kind: 'apec' as const, region: null, departement: null }, idempotencyKey: key, payload: { key } }));
      await store.finish({ ...finished(received('bonjour')), dispatches });
      await store.markDispatched((await store.waitingDispatches())[0]!.number);
      const later = '2027-12-01T00:00:00.000Z';
      expect(await store.forgetDispatches('2026-01-01T00:00:00.000Z')).toBe(0);
      expect(await store.forgetDispatches(later, true)).toBe(1);
      expect(await store.forgetDispatches(later)).toBe(1);
      expect(await store.waitingDispatches()).toHaveLength(1);
    });

    it('shows the whole line of what waits to leave, due or not, and gives each one by its number until it has left', async () => {
      await store.accept(received('bonjour'));
      const operator = { kind: 'apec', region: null, departement: null } as const;
      const dispatches = ['one', 'two', 'three'].map((key) => ({ handoff: 'h1', kind: 'file' as const, operator, idempotencyKey: key, payload: { key } }));
      await store.finish({ ...finished(received('bonjour')), dispatches });
      const [one, two, three] = await store.waitingDispatches();
      expect([one, two, three]).toMatchObject(dispatches.map(({ handoff, kind }) => ({ handoff, kind, operator, dueAt: '2026-11-23T10:00:01.000Z' })));
      await store.postponeDispatch(one!.number, 'HTTP 503', '2026-11-23T11:00:00.000Z');
      await store.claimDispatch(two!.number, '2026-11-23T10:02:00.000Z');
      await store.markDispatched(two!.number);
      await store.postponeDispatch(three!.number, 'HTTP 400', null);
      expect((await store.waitingDispatches()).map(({ number, dueAt }) => ({ number, dueAt }))).toEqual([{ number: one!.number, dueAt: '2026-11-23T11:00:00.000Z' }]);
      expect(await store.dispatch(one!.number)).toMatchObject({ payload: { key: 'one' }, lastError: 'HTTP 503', isDead: false, attempts: 0 });
      expect(await store.dispatch(two!.number)).toBeNull();
      expect(await store.dispatch(three!.number)).toMatchObject({ payload: { key: 'three' }, isDead: true });
      expect(await store.dispatch(9_999)).toBeNull();
    });

    it('keeps a setting that all processes share, the last one given', async () => {
      expect(await store.setting('service-mode')).toBeNull();
      await store.setSetting('service-mode', 'a', '2026-11-23T10:00:00.000Z');
      await store.setSetting('service-mode', 'b', '2026-11-23T10:00:01.000Z');
      expect(await store.setting('service-mode')).toBe('b');
    });

    it('says that it can be read and written', async () => {
      await expect(store.check()).resolves.toBeUndefined();
    });
  });
}
