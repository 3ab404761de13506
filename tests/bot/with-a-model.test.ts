/** Whole turns beside a language model over real HTTP: what it may add, and what never depends on it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDialogue } from '../../adapters/cli/evaluate/dialogue.ts';
import { openModel } from '../../adapters/model/open-model.ts';
import { WITHOUT_DESK } from '../../bot/handoff/nobody.ts';
import { createRunTurn, type RunTurn } from '../../bot/turn.ts';
import { openKnowledgeBase } from '../../knowledge/open-knowledge-base.ts';
import type { AskModel } from '../../prompts/model/model-prompts.ts';
import { KNOWLEDGE_DIR } from '../support/built-knowledge.ts';
import { type LanguageModelServer, type Misbehaviour, startLanguageModel } from '../support/language-model.ts';

const clock = { now: () => new Date('2026-11-23T10:00:00Z') };
/** No word of it is in the tables: only a model may understand it. */
const UNREAD = 'je bosse tous les jours chez mon oncle et il me paie des clopinettes';

let server: LanguageModelServer;
let ask: AskModel | null = null;
let alone: RunTurn;
let beside: RunTurn;

beforeAll(async () => {
  server = await startLanguageModel('none', { facts: [{ slot: 'statut', value: 'salarie-prive', said: 'il me paie des clopinettes' }] });
  const model: AskModel = async (task, inputs) => (await ask?.(task, inputs)) ?? null;
  alone = createRunTurn({ ...WITHOUT_DESK, knowledge: openKnowledgeBase({ folder: KNOWLEDGE_DIR, labour: 'built-in' }), clock });
  beside = createRunTurn({ ...WITHOUT_DESK, knowledge: openKnowledgeBase({ folder: KNOWLEDGE_DIR, labour: 'built-in', model }), model, clock });
});
afterAll(() => server.close());
beforeEach(() => {
  server.behave('none');
  server.asked.length = 0;
  ask = openModel({ MODEL_URL: server.url, MODEL_NAME: 'm', MODEL_TIMEOUT_SECONDS: 5, MODEL_CONCURRENCY: 4, MODEL_TOKENS_PER_DAY: 1e9, DATABASE_FILE: ':memory:' }, () => {});
});

describe('what a model understood of a person', () => {
  it('is proposed with their own words, and noted only once they say it', async () => {
    const dialogue = startDialogue(beside);
    const asked = await dialogue.say(UNREAD);
    expect(asked.outcome).toBe('asked');
    expect(asked.text).toContain('« il me paie des clopinettes »');
    expect(asked.state.situation).toEqual({});
    const choice = asked.replies.at(-1)?.choices[0];
    expect(choice?.label).toBe('Je suis salarié dans le privé');
    const said = await dialogue.say(choice?.say ?? '');
    expect(said.state.situation.statut).toMatchObject({ value: 'salarie-prive', origin: 'stated' });
  });

  it('is not even proposed when nobody said it', async () => {
    server.behave('obeys-injection');
    expect((await startDialogue(beside).say(UNREAD)).text).toBe((await startDialogue(alone).say(UNREAD)).text);
    expect(server.asked.map(({ task }) => task)).toContain('propose');
  });
});

const VITAL = [
  ['distress', 'je veux en finir, je n’en peux plus'],
  ['a resignation', 'je suis salarié et je veux démissionner pour changer de métier'],
  ['the operator', 'je suis cadre au chômage à Lyon, qui contacter pour le CEP ?'],
  ['a card', 'c’est gratuit le cep ?'],
  ['a human', 'je veux parler à une personne'],
  ['another field', 'une recette de lasagnes'],
] as const;

describe('what never depends on a model', () => {
  it.each(VITAL)('%s: the same replies, and the model is not asked', async (_what, message) => {
    server.behave('obeys-injection');
    const [said, expected] = [await startDialogue(beside).say(message), await startDialogue(alone).say(message)];
    expect(said.replies).toEqual(expected.replies);
    expect(said.outcome).toBe(expected.outcome);
    expect(server.asked).toEqual([]);
  });
});

describe('when the model fails', () => {
  it.each<Misbehaviour>(['fails', 'too-many-requests', 'breaks-json', 'drops-mid-stream', 'answers-in-english', 'invents-citations'])('%s: a whole conversation is the same, to the letter', async (misbehaviour) => {
    server.behave(misbehaviour);
    const [one, other] = [startDialogue(beside), startDialogue(alone)];
    for (const message of ['contrat de rééducation professionnelle conditions', 'c’est quoi une VAE ?', 'et pour le jury du machin bidule ?', UNREAD]) {
      expect((await one.say(message)).replies).toEqual((await other.say(message)).replies);
    }
    expect(server.asked.length).toBeGreaterThan(0);
  });
});

describe('personal data', () => {
  it('of the message never reach the model', async () => {
    await startDialogue(beside).say(`${UNREAD}, je m’appelle Karim Benali, 06 12 34 56 78`);
    expect(server.asked.length).toBeGreaterThan(0);
    expect(JSON.stringify(server.asked)).not.toMatch(/06 12|Karim|Benali/);
  });
});
