/** A person leaves in the middle of the questions, and comes back hours later, or after a restart. */
import { expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConversations } from '../../bot/conversations.ts';
import { WITHOUT_DESK } from '../../bot/handoff/nobody.ts';
import { createRunTurn } from '../../bot/turn.ts';
import { openSqliteStore } from '../../adapters/store/sqlite.ts';
import { openKnowledgeBase } from '../../knowledge/open-knowledge-base.ts';
import { KNOWLEDGE_DIR } from '../support/built-knowledge.ts';

const knowledge = openKnowledgeBase({ folder: KNOWLEDGE_DIR });
const journal = { info: () => undefined, error: () => undefined };

function open(file: string, now: string) {
  const clock = { now: () => new Date(now) };
  const store = openSqliteStore(file);
  const conversations = createConversations({ store, clock, journal, runTurn: createRunTurn({ ...WITHOUT_DESK, knowledge, clock }) });
  let count = 0;
  const send = async (text: string, kind: 'message' | 'arrival' = 'message') => {
    const id = `${now}-${++count}`;
    await conversations.receive({ conversation: 'test:1', channel: 'test', id, kind, text, reference: null, clientData: null });
    return (await conversations.run('test:1')).map((entry) => entry.text).join('\n');
  };
  return { store, send };
}

it('the question that waited is still there after a restart, and its answer is understood', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'resume-'));
  const file = join(folder, 'x.sqlite');
  const morning = open(file, '2026-11-23T08:00:00Z');
  await morning.send('', 'arrival');
  expect(await morning.send('je suis salarié du privé à Quimper, 40 ans, qui contacter ?')).toContain('Êtes-vous cadre ?');
  await morning.store.close();

  const evening = open(file, '2026-11-23T19:00:00Z');
  expect(await evening.send('', 'arrival')).toContain('il me reste à savoir si vous êtes cadre');
  expect(await evening.send('non')).toContain('Avenir Actifs Bretagne');
  await evening.store.close();
  rmSync(folder, { recursive: true });
});

it('a handicap that nobody agreed to keep is gone after half an hour (rgpd 9)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'resume-'));
  const file = join(folder, 'x.sqlite');
  const first = open(file, '2026-11-23T08:00:00Z');
  expect(await first.send('je suis en cdi à Nantes, pas cadre, 40 ans, j’ai une RQTH')).toContain('sans votre accord');
  await first.store.close();
  const later = open(file, '2026-11-23T08:31:00Z');
  await later.send('merci');
  const situation = (await later.store.conversation('test:1'))?.state.situation;
  expect(situation).toHaveProperty('contrat');
  expect(situation).not.toHaveProperty('handicap');
  await later.store.close();
  rmSync(folder, { recursive: true });
});
