import { expect, it } from 'vitest';
import { OUTCOMES, type Outcome } from '../../bot/outcomes.ts';
import { newState } from '../../bot/state.ts';
import { WITHOUT_DESK } from '../../bot/handoff/nobody.ts';
import { createRunTurn } from '../../bot/turn.ts';
import { createConversations } from '../../bot/conversations.ts';
import { openSqliteStore } from '../../adapters/store/sqlite.ts';
import type { ReceivedMessage } from '../../bot/ports.ts';
import { openKnowledgeBase } from '../../knowledge/open-knowledge-base.ts';
import { KNOWLEDGE_DIR } from '../support/built-knowledge.ts';

/** `tests/bot/handoff/` reaches those of a hand-off. */
type OfHandoff = 'handed-off' | 'handoff-declined' | 'handoff-cancelled' | 'moved-by-desk' | 'move-refused' | 'held-by-human';
/** A word on an answer needs an answer before it: `tests/bot/feedback/`. */
type AfterAnswer = 'judged';
/** What a person writes to end a turn in each way. */
const WAYS: Record<Exclude<Outcome, 'welcomed' | 'failed' | 'switched-off' | OfHandoff | AfterAnswer>, string> = {
  answered: "c'est quoi le CEP, c'est payant ?",
  guided: 'merci',
  asked: 'qui contacter pour le cep ?',
  routed: 'je suis cadre au chômage à Lyon',
  reviewed: 'ce que j’ai compris',
  abstained: 'quel est le taux de réussite à la VAE aide-soignante',
  'out-of-scope': 'une recette de tarte aux pommes facile',
  protected: 'je veux mourir',
  'handoff-offered': 'je veux parler à quelqu’un',
  erased: 'oui, tout effacer',
  'not-understood': '…',
};

const clock = { now: () => new Date('2026-11-23T10:00:00Z') };
const knowledge = openKnowledgeBase({ folder: KNOWLEDGE_DIR });
const runTurn = createRunTurn({ ...WITHOUT_DESK, knowledge, clock });
const message = (text: string, kind: 'message' | 'arrival' = 'message'): ReceivedMessage => ({
  conversation: 'test:1', channel: 'test', id: '1', kind, text, reference: null, clientData: null, receivedAt: clock.now().toISOString(), masked: [],
});

it.each(Object.entries(WAYS))('a turn can end as « %s »', async (outcome, text) => {
  const result = await runTurn(message(text), newState());
  expect(result.outcome).toBe(outcome);
  expect(result.replies.length).toBeGreaterThan(0);
});

it('a turn can end as « welcomed », when the person arrives', async () => {
  expect((await runTurn(message('', 'arrival'), newState())).outcome).toBe('welcomed');
});

it('a thread that no human holds any more is the bot’s again', async () => {
  expect((await runTurn(message('bonjour'), { ...newState(), owner: 'human' })).outcome).toBe('welcomed');
});

it('a turn can end as « failed », when the knowledge base breaks', async () => {
  const broken = createRunTurn({ ...WITHOUT_DESK, clock, knowledge: { ...knowledge, answer: () => Promise.reject(new Error('partie')) } });
  const outcomes: Outcome[] = [];
  const conversations = createConversations({
    store: openSqliteStore(':memory:'),
    runTurn: broken,
    clock,
    journal: { info: () => undefined, error: () => undefined },
    onTurnFinished: (turn) => void outcomes.push(turn.outcome),
  });
  await conversations.receive(message('le CEP ?'));
  await conversations.run('test:1');
  expect(outcomes).toEqual(['failed']);
});

it('no outcome is left without a way to reach it', () => {
  const ofHandoff: OfHandoff[] = ['handed-off', 'handoff-declined', 'handoff-cancelled', 'moved-by-desk', 'move-refused', 'held-by-human'];
  expect(new Set([...Object.keys(WAYS), 'welcomed', 'failed', 'judged', 'switched-off', ...ofHandoff])).toEqual(new Set(OUTCOMES));
});
