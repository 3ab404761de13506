/** For any order of answers, detours, corrections and refusals: no slot is asked twice, no fact is lost, and the dialogue ends. */
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { startDialogue } from '../../../adapters/cli/evaluate/dialogue.ts';
import { QUESTIONS } from '../../../bot/dialogues/questions.ts';
import { WITHOUT_DESK } from '../../../bot/handoff/nobody.ts';
import { createRunTurn, type RunTurn } from '../../../bot/turn.ts';
import { openKnowledgeBase } from '../../../knowledge/open-knowledge-base.ts';
import { KNOWLEDGE_DIR } from '../../support/built-knowledge.ts';

/** What each says for sure: a fact that must still be known at the end, unless something later speaks of the same slot. */
const FACTS: [string, Record<string, unknown>][] = [
  ['je suis salarié du privé', { statut: 'salarie-prive' }],
  ['je suis au chômage', { statut: 'demandeur-emploi' }],
  ['je suis fonctionnaire', { statut: 'agent-public' }],
  ['je suis indépendante', { statut: 'independant' }],
  ['je suis apprentie', { statut: 'apprenti' }],
  ['je suis cadre', { cadre: true }],
  ['je ne suis pas cadre', { cadre: false }],
  ['j’ai 23 ans', { age: 23 }],
  ['non, 41 ans en fait', { age: 41 }],
  ['j’habite à Quimper', { lieu: 'Quimper' }],
  ['plutôt à Lille en fait, j’habite à Lille', { lieu: 'Lille' }],
  ['je veux changer de métier', { projet: 'reconversion' }],
  ['appelez-moi par téléphone', {}],
];
const DETOURS = ['c’est quoi la VAE ?', 'c’est gratuit ?', 'pourquoi cette question ?', 'merci', 'ce que j’ai compris', 'une recette de crêpes ?'];
const ANSWERS = ['oui', 'non', 'jsp', 'je préfère pas répondre', '34', 'brest', 'Trifouillis', 'Autre situation', 'bof', '😀', 'la fonction publique territoriale'];

const message = fc.oneof(
  fc.constantFrom(...FACTS.map(([text]) => text)),
  fc.constantFrom(...DETOURS),
  fc.constantFrom(...ANSWERS),
);

let runTurn: RunTurn;
beforeAll(() => {
  runTurn = createRunTurn({ ...WITHOUT_DESK, knowledge: openKnowledgeBase({ folder: KNOWLEDGE_DIR }), clock: { now: () => new Date('2026-11-23T10:00:00Z') } });
});

/** Questions put to the person as such: after « corriger », or to explain, a question comes back because it was asked for. */
const askedIn = (text: string) => QUESTIONS.filter(({ ask }) => text.includes(ask)).map(({ slot }) => slot);

it('asks nothing twice, loses no fact and ends, whatever the order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 14 }), async (messages) => {
      const dialogue = startDialogue(runTurn);
      const asked: string[] = [];
      const known = new Map<string, unknown>();
      for (const text of [...messages, 'qui contacter ?']) {
        const { state, text: said } = await dialogue.say(text);
        asked.push(...askedIn(said));
        for (const [slot, value] of Object.entries(FACTS.find(([fact]) => fact === text)?.[1] ?? {})) known.set(slot, value);
        for (const [slot, value] of known) {
          const fact = (state.situation as Record<string, { value: unknown } | undefined>)[slot];
          // A short answer may have spoken of the same slot since: it wins, but something is known still.
          expect(fact, `${slot} after « ${text} »`).toBeDefined();
          if (FACTS.some(([fact]) => fact === text) && slot in (FACTS.find(([fact]) => fact === text)?.[1] ?? {})) {
            expect(typeof fact?.value === 'object' ? (fact?.value as { name: string }).name : fact?.value, `${slot} after « ${text} »`).toBe(value);
          }
        }
      }
      expect(new Set(asked).size, `asked ${asked.join(', ')}`).toBe(asked.length);
      // Refusing everything from here on, the dialogue ends in as many turns as there are questions.
      let outcome = (await dialogue.say('qui contacter ?')).outcome;
      for (let turn = 0; turn < QUESTIONS.length + 1 && outcome === 'asked'; turn++) outcome = (await dialogue.say('je préfère pas répondre')).outcome;
      expect(['routed', 'handoff-offered']).toContain(outcome);
    }),
    { numRuns: 150 },
  );
});
