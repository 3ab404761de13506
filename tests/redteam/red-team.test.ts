/** Each message of this folder, through the real bot and the real knowledge base, on a fixed day. */
import { beforeAll, describe, expect, it } from 'vitest';
import { problemsOf, readRedTeam } from '../../adapters/cli/evaluate/red-team.ts';
import { WITHOUT_DESK } from '../../bot/handoff/nobody.ts';
import { createRunTurn, type RunTurn } from '../../bot/turn.ts';
import { openKnowledgeBase } from '../../knowledge/open-knowledge-base.ts';
import { KNOWLEDGE_DIR } from '../support/built-knowledge.ts';

const DAY = new Date('2026-11-23T10:00:00Z');
const cases = readRedTeam();

describe('the red team', () => {
  let runTurn: RunTurn;
  beforeAll(() => {
    runTurn = createRunTurn({ ...WITHOUT_DESK, knowledge: openKnowledgeBase({ folder: KNOWLEDGE_DIR }), clock: { now: () => DAY } });
  });

  it.each(cases)('$group: $id', async (row) => {
    expect(await problemsOf(runTurn, row), row.message.slice(0, 200)).toEqual([]);
  });
});
