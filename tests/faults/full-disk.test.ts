import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../adapters/store/sqlite.ts';
import { createConversations } from '../../bot/conversations.ts';
import { say } from '../../bot/reply.ts';
import type { RunTurn } from '../../bot/turn.ts';

const answer: RunTurn = async (message, state) => ({ state, outcome: 'answered', replies: [say(`réponse à ${message.id}`.padEnd(3_000, '.'))] });

describe('a disk that fills up under the conversations', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'accueil-full-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  function open(maximumBytes?: number) {
    const store = openSqliteStore(join(directory, 'store.sqlite'), maximumBytes === undefined ? {} : { maximumBytes });
    const errors: unknown[] = [];
    const journal = { info: () => undefined, error: (_event: string, error: unknown) => void errors.push(error) };
    return { store, errors, conversations: createConversations({ store, runTurn: answer, clock: { now: () => new Date() }, journal }) };
  }

  it('refuses what it cannot keep with 507, keeps what it acknowledged, and answers it once when there is room', async () => {
    const cramped = open(300_000);
    const acknowledged: string[] = [];
    const refused: unknown[] = [];
    for (let number = 0; number < 200; number++) {
      const id = `m${number}`;
      const conversation = `directline:${number % 3}`;
      try {
        await cramped.conversations.receive({ conversation, channel: 'directline', id, kind: 'message', text: id, reference: null, clientData: null });
        acknowledged.push(id);
      } catch (error) {
        refused.push(error);
      }
      await cramped.conversations.run(conversation);
    }
    await cramped.store.close();
    expect(acknowledged.length).toBeGreaterThan(10);
    expect(refused.length).toBeGreaterThan(10);
    for (const error of refused) expect(error).toMatchObject({ status: 507, message: expect.stringContaining('Libérez de la place') });

    const roomy = open();
    await roomy.conversations.resume();
    const entries = (await Promise.all([0, 1, 2].map((number) => roomy.conversations.transcript(`directline:${number}`, 0)))).flat();
    const replies = entries.filter(({ from }) => from === 'bot').map(({ inReplyTo }) => inReplyTo);
    expect(entries.filter(({ from }) => from === 'person').map(({ id }) => id).sort()).toEqual([...acknowledged].sort());
    expect(replies.sort()).toEqual([...acknowledged].sort());
    expect(roomy.errors).toEqual([]);
    await roomy.store.close();
  });
});
