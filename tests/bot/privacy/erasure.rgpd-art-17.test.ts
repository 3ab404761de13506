/** RGPD art. 17: whoever wants everything erased says so, on any channel, and reads what went, where and when. */
import { expect, it } from 'vitest';
import { openSqliteStore } from '../../../adapters/store/sqlite.ts';
import { createConversations } from '../../../bot/conversations.ts';
import { WITHOUT_DESK } from '../../../bot/handoff/nobody.ts';
import type { Store } from '../../../bot/ports.ts';
import { createRunTurn } from '../../../bot/turn.ts';
import { openKnowledgeBase } from '../../../knowledge/open-knowledge-base.ts';
import { KNOWLEDGE_DIR } from '../../support/built-knowledge.ts';
import { createTestDatabase, withoutPostgres } from '../../support/postgres.ts';
import { openPostgresStore } from '../../../adapters/store/postgres.ts';

const knowledge = openKnowledgeBase({ folder: KNOWLEDGE_DIR });
const clock = { now: () => new Date('2026-11-24T09:32:00Z') };

function talkOn(store: Store, channel = 'msteams') {
  const gone: [string, boolean][] = [];
  const conversation = `${channel}:1`;
  const conversations = createConversations({ store, runTurn: createRunTurn({ ...WITHOUT_DESK, knowledge, clock }), clock, journal: { info: () => undefined, error: (name, error) => { throw new Error(name, { cause: error }); } } });
  conversations.onErased((key, isEmptied) => void gone.push([key, isEmptied]));
  let count = 0;
  return {
    conversation,
    gone,
    async say(text: string): Promise<string> {
      await conversations.receive({ conversation, channel, id: `m${(count += 1)}`, kind: 'message', text, reference: channel === 'msteams' ? { id: 1 } : null, clientData: null });
      const added = await conversations.run(conversation);
      return added.map((entry) => entry.text).join('\n');
    },
  };
}

async function erasedBySaying(store: Store): Promise<void> {
  const { say, conversation, gone } = talkOn(store);
  await say('je suis infirmière à Rennes, en arrêt maladie, je veux changer de métier');
  await say('quel est le taux de réussite à la VAE aide-soignante');
  expect(await say('tout effacer svp')).toMatch(/définitif.*\n*.*Voulez-vous tout effacer/);
  expect((await store.transcript(conversation, 0)).length, 'nothing goes before the yes').toBeGreaterThan(5);
  const receipt = await say('oui');
  expect(receipt).toMatch(/^Tout est effacé, le 24 novembre 2026 à 10 h 32\./);
  expect(receipt).toMatch(/- 4 messages de vous/);
  expect(receipt).toMatch(/- ce que j’avais compris de votre situation \(\d informations, dont votre santé ou un handicap\)/);
  expect(receipt).toMatch(/- \d questions? notées? à part/);
  expect(receipt).toContain('Votre messagerie garde sa propre copie');
  expect((await store.transcript(conversation, 0)).map(({ text }) => text)).toEqual([receipt]);
  expect((await store.conversation(conversation))?.state.situation).toEqual({});
  expect(await store.reviewLines('waiting')).toEqual([]);
  expect(gone).toContainEqual([conversation, true]);
  expect((await store.undelivered()).map(({ entry }) => entry.text), 'the receipt still reaches the person').toEqual([receipt]);
  expect(await say('c’est quoi le CEP ?'), 'and they may go on').toMatch(/conseil en évolution professionnelle/i);
  await store.close();
}

it('everything goes by saying so, and the receipt is all that is left', () => erasedBySaying(openSqliteStore(':memory:')));
it.skipIf(withoutPostgres)('on PostgreSQL too', async () => {
  const database = await createTestDatabase();
  await erasedBySaying(await openPostgresStore(database.url));
  await database.drop();
});

it('a bare « oui » erases nothing when nobody asked, nor once something else was said', async () => {
  const { say, conversation, gone } = talkOn(openSqliteStore(':memory:'));
  await say('bonjour');
  await say('oui');
  await say('effacez tout');
  await say('c’est quoi le CPF ?');
  expect(await say('oui')).not.toMatch(/effacé/);
  await say('effacez tout');
  expect(await say('non')).toMatch(/Rien n’est effacé/);
  expect(await say('oui')).not.toMatch(/effacé/);
  expect([conversation, gone]).toEqual([conversation, []]);
});

it('the page and Direct Line hold no copy of their own: nothing is said of one', async () => {
  const { say } = talkOn(openSqliteStore(':memory:'), 'directline');
  await say('bonjour');
  expect(await say('oui, tout effacer')).not.toContain('messagerie');
});
