/** Everything that an older source says and that is no longer true: whoever asks hears what holds today, with its source. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { saysExpected } from '../../adapters/cli/evaluate/answers.ts';
import { startDialogue } from '../../adapters/cli/evaluate/dialogue.ts';
import { documentName } from '../../adapters/cli/evaluate/expected.ts';
import { WITHOUT_DESK } from '../../bot/handoff/nobody.ts';
import { createRunTurn, type RunTurn } from '../../bot/turn.ts';
import { openKnowledgeBase } from '../../knowledge/open-knowledge-base.ts';
import { KNOWLEDGE_DIR } from '../support/built-knowledge.ts';

const FACTS = 34;
const rowSchema = z.strictObject({
  fact: z.number().int(),
  believed: z.string(),
  asked: z.array(z.string()).min(2),
  says: z.array(z.string()).min(1),
  never: z.array(z.string()).default([]),
  source: z.array(z.string()).min(1),
});
const rows = z.array(rowSchema).parse(parse(readFileSync(new URL('../evaluation/outdated-beliefs.yaml', import.meta.url), 'utf8')));

let runTurn: RunTurn;
beforeAll(() => {
  runTurn = createRunTurn({ ...WITHOUT_DESK, knowledge: openKnowledgeBase({ folder: KNOWLEDGE_DIR, labour: 'built-in' }), clock: { now: () => new Date('2026-11-23T10:00:00Z') } });
});

it('every one of them is asked about', () => {
  expect([...new Set(rows.map(({ fact }) => fact))]).toEqual(Array.from({ length: FACTS }, (_, index) => index + 1));
});

describe.each(rows)('« $believed » ($fact)', ({ asked, says, never, source }) => {
  it.each(asked)('« %s »', async (question) => {
    const { text, citations } = await startDialogue(runTurn).say(question);
    for (const words of says) expect(saysExpected(text, words), `${text}\nwithout « ${words} »`).toBe(true);
    for (const words of never) expect(saysExpected(text, words), `${text}\nwith « ${words} »`).toBe(false);
    const shown = citations.map(({ id }) => documentName(id));
    expect(shown.some((name) => source.includes(name)), `from ${shown.join(', ')}`).toBe(true);
  });
});
