/**
 * Each message of this folder, through the real bot and the real knowledge base, on a fixed day.
 * The half kept aside is left to `npm run evaluate`: who reads its failures tunes on them.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { problemsOf, type Tried } from '../../adapters/cli/evaluate/red-team.ts';
import { readRedTeam } from '../../adapters/cli/evaluate/red-team-cases.ts';
import { WITHOUT_DESK } from '../../bot/handoff/nobody.ts';
import { createRunTurn } from '../../bot/turn.ts';
import { openKnowledgeBase } from '../../knowledge/open-knowledge-base.ts';
import { KNOWLEDGE_DIR } from '../support/built-knowledge.ts';
import { openPoisonedKnowledge } from '../support/poisoned-knowledge.ts';

const DAY = new Date('2026-11-23T10:00:00Z');
const cases = readRedTeam();

describe('the red team', () => {
  let tried: Tried;
  beforeAll(async () => {
    const ports = { ...WITHOUT_DESK, clock: { now: () => DAY } };
    tried = {
      asIs: createRunTurn({ ...ports, knowledge: openKnowledgeBase({ folder: KNOWLEDGE_DIR }) }),
      withDocuments: createRunTurn({ ...ports, knowledge: await openPoisonedKnowledge() }),
    };
  });

  it('holds at least 400 messages, and keeps about half of the later ones aside', () => {
    expect(cases.length).toBeGreaterThanOrEqual(400);
    expect(new Set(cases.map(({ group, id }) => `${group}/${id}`)).size).toBe(cases.length);
    expect(cases.filter(({ half }) => half === 'heldout').length).toBeGreaterThanOrEqual(120);
  });

  it.each(cases.filter(({ half }) => half === 'tune'))('$group: $id', async (row) => {
    expect(await problemsOf(tried, row), row.message.slice(0, 200)).toEqual([]);
  });
});
