/** Conversations over several stores on one PostgreSQL database: as many processes would, each with its connections and its memory. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPostgresStore } from '../../../adapters/store/postgres.ts';
import { type Conversations, createConversations } from '../../../bot/conversations.ts';
import type { IncomingMessage, Store, TranscriptEntry } from '../../../bot/ports.ts';
import { say } from '../../../bot/reply.ts';
import { FAILED_REPLY, type RunTurn } from '../../../bot/turn.ts';
import { createTestDatabase, type TestDatabase, withoutPostgres } from '../../support/postgres.ts';

const message = (id: string, conversation = 'directline:a'): IncomingMessage => ({ conversation, channel: 'directline', id, kind: 'message', text: `question ${id}`, reference: null, clientData: null });
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Process {
  store: Store;
  conversations: Conversations;
  errors: string[];
}

describe.skipIf(withoutPostgres)('two processes on one database', () => {
  let database: TestDatabase;
  let processes: Process[];
  /** Turns under way now, over both. */
  let underWay = 0;
  let mostAtOnce = 0;
  let thought: string[] = [];
  let think: () => Promise<unknown> = () => wait(Math.random() * 10);
  const countTurns: RunTurn = async ({ id }, state) => {
    mostAtOnce = Math.max(mostAtOnce, ++underWay);
    thought.push(id);
    await think();
    underWay--;
    const turns = state.misunderstandings + 1;
    return { state: { ...state, misunderstandings: turns }, outcome: 'answered', replies: [say(`${turns} : réponse à ${id}`)] };
  };

  async function start(): Promise<Process> {
    const store = await openPostgresStore(database.url, { patienceMs: 2_000 });
    const errors: string[] = [];
    const journal = { info: () => undefined, error: (event: string) => void errors.push(event) };
    return { store, errors, conversations: createConversations({ store, runTurn: countTurns, clock: { now: () => new Date() }, journal, limits: { retryMs: 50 } }) };
  }

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    processes = [await start(), await start()];
    await database.empty();
    [underWay, mostAtOnce, thought] = [0, 0, []];
    think = () => wait(Math.random() * 10);
  });
  afterEach(() => Promise.all(processes.map(({ store }) => store.close())));

  const [first, second] = [() => processes[0]!, () => processes[1]!];
  async function say_(process: Process, incoming: IncomingMessage): Promise<TranscriptEntry[]> {
    await process.conversations.receive(incoming);
    return process.conversations.run(incoming.conversation);
  }

  it('run one turn at a time in a conversation, each message once, and each turn knows the one before', async () => {
    const sent = Array.from({ length: 40 }, (_, number) => message(`m${number}`));
    const added = await Promise.all(sent.map((incoming, number) => say_(processes[number % 2]!, incoming)));
    expect(mostAtOnce).toBe(1);
    const entries = await first().conversations.transcript('directline:a', 0);
    const replies = entries.filter(({ from }) => from === 'bot');
    expect(replies.map(({ text }) => text)).toEqual(replies.map(({ inReplyTo }, index) => `${index + 1} : réponse à ${inReplyTo}`));
    expect(replies.map(({ inReplyTo }) => inReplyTo).sort()).toEqual(sent.map(({ id }) => id).sort());
    // Each reply was given to one caller, on whichever process.
    expect(added.flat().map(({ id }) => id).sort()).toEqual(replies.map(({ id }) => id).sort());
    expect(thought).toHaveLength(40);
  });

  it('run the turns of different conversations side by side', async () => {
    think = () => wait(50);
    await Promise.all(Array.from({ length: 6 }, (_, number) => say_(processes[number % 2]!, message('m', `directline:${number}`))));
    expect(mostAtOnce).toBeGreaterThan(2);
  });

  it('show what is said on one to who listens on the other: every entry, once and in order', async () => {
    const heard: number[][] = [[], []];
    processes.forEach(({ conversations }, index) => conversations.subscribe('directline:a', ({ position }) => void heard[index]!.push(position)));
    for (let number = 0; number < 12; number++) await say_(processes[number % 2]!, message(`m${number}`));
    await expect.poll(() => heard.map((positions) => positions.at(-1)), { timeout: 5_000 }).toEqual([24, 24]);
    for (const positions of heard) expect(positions).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
  });

  it('tell each other that a conversation was erased', async () => {
    const gone: string[] = [];
    second().conversations.onErased((conversation) => void gone.push(conversation));
    await say_(first(), message('m'));
    await first().conversations.erase('directline:a');
    await expect.poll(() => gone, { timeout: 5_000 }).toEqual(['directline:a']);
  });

  it('give a turn to the other when the one who held it has lost its connections, and store it once', async () => {
    const began = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    think = async () => {
      if (thought.length > 1) return;
      began.resolve();
      await goOn.promise;
    };
    await first().conversations.receive(message('m'));
    const slow = first().conversations.run('directline:a');
    await began.promise;
    // The other waits for its turn until the database forgets the first.
    const other = second().conversations.run('directline:a');
    await wait(100);
    expect(thought).toEqual(['m']);
    await database.query("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
    expect(await other).toMatchObject([{ text: '1 : réponse à m' }]);
    goOn.resolve();
    expect(await slow).toEqual([]);
    expect((await first().conversations.transcript('directline:a', 0)).map(({ text }) => text)).toEqual(['question m', '1 : réponse à m']);
    // Listening goes on after the cut.
    const heard: string[] = [];
    first().conversations.subscribe('directline:a', ({ id }) => void heard.push(id));
    await wait(700);
    await say_(second(), message('m2'));
    await expect.poll(() => heard.length, { timeout: 5_000 }).toBe(2);
  });

  it('take over, after a while, what the other acknowledged and never answered', async () => {
    await first().conversations.receive(message('m'));
    expect(await second().conversations.resume(60_000)).toBe(0);
    await wait(20);
    expect(await second().conversations.resume(10)).toBe(1);
    expect((await first().conversations.transcript('directline:a', 0)).map(({ text }) => text)).toEqual(['question m', '1 : réponse à m']);
  });

  it('set aside, with a word to the person, a message at which three processes died in turn', async () => {
    await first().conversations.receive(message('m'));
    for (let death = 0; death < 2; death++) await first().store.noteInterruptions('directline:a');
    await wait(20);
    await Promise.all(processes.map(({ conversations }) => conversations.resume(10)));
    expect(thought).toEqual([]);
    expect((await first().conversations.transcript('directline:a', 0)).map(({ text }) => text)).toEqual(['question m', FAILED_REPLY.text]);
  });

  it('attempt what must leave once, whoever saw it', async () => {
    const operator = { kind: 'apec', region: null, departement: null } as const;
    await first().conversations.receive({ ...message('m', 'msteams:a'), channel: 'msteams', reference: { serviceUrl: 'https://example.org' } });
    const next = (await first().store.nextUnanswered('msteams:a'))!;
    await first().store.finish({ message: next.message, state: (await first().store.conversation('msteams:a'))!.state, outcome: 'answered', replies: [say('réponse')], finishedAt: new Date().toISOString(), dispatches: [{ handoff: 'h', kind: 'file', operator, idempotencyKey: 'k', payload: {} }] });
    const [dispatch] = await second().store.waitingDispatches();
    const claims = await Promise.all([...processes, ...processes].map(({ store }) => store.claimDispatch(dispatch!.number, '2099-01-01T00:00:00.000Z', 0)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    const [delivery] = await first().store.undelivered();
    const attempts = await Promise.all([...processes, ...processes].map(({ store }) => store.markAttempted('msteams:a', delivery!.entry.id, delivery!.attempts)));
    expect(attempts.filter(Boolean)).toHaveLength(1);
  });
});
