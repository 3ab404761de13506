import { beforeAll, describe, expect, it } from 'vitest';
import { startDialogue } from '../../adapters/cli/evaluate/dialogue.ts';
import { WITHOUT_DESK } from '../../bot/handoff/nobody.ts';
import { createRunTurn, type RunTurn } from '../../bot/turn.ts';
import { openKnowledgeBase } from '../../knowledge/open-knowledge-base.ts';
import { KNOWLEDGE_DIR } from '../support/built-knowledge.ts';

let runTurn: RunTurn;
beforeAll(() => {
  runTurn = createRunTurn({ ...WITHOUT_DESK, knowledge: openKnowledgeBase({ folder: KNOWLEDGE_DIR }), clock: { now: () => new Date('2026-11-23T10:00:00Z') } });
});

async function repliesTo(...messages: string[]) {
  const dialogue = startDialogue(runTurn);
  const said = [];
  for (const message of messages) said.push(await dialogue.say(message));
  return said;
}

describe('nobody is told the same thing twice in a row', () => {
  it.each([
    ['what cannot be answered', ['blabla truc machin', 'blabla truc machin', 'blabla truc machin', 'blabla truc machin', 'blabla truc machin']],
    ['what is not ours', ['la météo demain à Nice ?', 'et le score du match OM PSG ?', 'une recette de crêpes ?', 'quel film ce soir au cinéma ?']],
    ['insults', ['t es nul', 'tu sers à rien', 'ta gueule', 'fdp']],
    ['deeds', ['annule mon rdv', 'confirme mon inscription']],
  ])('%s', async (_what, messages) => {
    const texts = (await repliesTo(...messages)).map(({ text }) => text);
    texts.slice(1).forEach((text, at) => expect(text).not.toBe(texts[at]));
  });

  it('and a human is offered after the second misunderstanding, and again after', async () => {
    const said = await repliesTo('blabla truc machin', 'blabla truc machin', 'blabla truc machin');
    for (const { replies } of said.slice(1)) expect(replies.at(-1)?.choices.map(({ label }) => label)).toContain('Parler à une personne');
  });
});

it('who has just been in distress is offered a person, and no list of schemes', async () => {
  const [, after] = await repliesTo("j'ai envie de mourir", 'les trucs machins je sais plus');
  expect(after?.outcome).toBe('abstained');
  expect(after?.replies.at(-1)?.choices.map(({ label }) => label)).toEqual(['Parler à une personne']);
});
