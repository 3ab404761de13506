/** Plays every conversation of this folder through the real bot and the real knowledge base, on a fixed day. */
import { beforeAll, describe, expect, it } from 'vitest';
import { saysExpected } from '../../adapters/cli/evaluate/answers.ts';
import { type Said, startDialogue } from '../../adapters/cli/evaluate/dialogue.ts';
import { documentName } from '../../adapters/cli/evaluate/expected.ts';
import { WITHOUT_DESK } from '../../bot/handoff/nobody.ts';
import { createRunTurn, type RunTurn } from '../../bot/turn.ts';
import { openKnowledgeBase } from '../../knowledge/open-knowledge-base.ts';
import { KNOWLEDGE_DIR } from '../support/built-knowledge.ts';
import { missingPapers } from '../support/figure-papers.ts';
import { type BotLine, readConversations } from './read-conversations.ts';

const DAY = new Date('2026-11-23T10:00:00Z');
const conversations = readConversations(import.meta.dirname);

function expectLine(said: Said, line: BotLine, person: string): void {
  const after = `after « ${person} », the bot said:\n${said.text}\n`;
  if (line.fin !== undefined) expect(said.outcome, after).toBe(line.fin);
  expect(said.text, after).not.toBe('');
  for (const words of line.bot) expect(saysExpected(said.text, words), `${after}without « ${words} »`).toBe(true);
  for (const words of line.jamais) expect(saysExpected(said.text, words), `${after}with « ${words} »`).toBe(false);
  if (line.source.length > 0) {
    const shown = said.citations.map(({ id }) => documentName(id));
    expect(shown.some((name) => line.source.includes(name)), `${after}from ${shown.join(', ')} and none of ${line.source.join(', ')}`).toBe(true);
  }
  for (const { text, citations } of said.replies) if (citations.some(({ id }) => id.startsWith('labour:'))) expect(missingPapers(text, citations), after).toEqual([]);
  const buttons = said.replies.flatMap((reply) => reply.choices.map((choice) => choice.label));
  for (const label of line.boutons) expect(buttons, after).toContain(label);
}

describe('conversations', () => {
  let runTurn: RunTurn;
  beforeAll(() => {
    runTurn = createRunTurn({ ...WITHOUT_DESK, knowledge: openKnowledgeBase({ folder: KNOWLEDGE_DIR, labour: 'built-in' }), clock: { now: () => DAY } });
  });

  it.each(conversations)('$title', async ({ turns }) => {
    const dialogue = startDialogue(runTurn);
    for (const { person, bot } of turns) expectLine(await dialogue.say(person), bot, person);
  });
});
