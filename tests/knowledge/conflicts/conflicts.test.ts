import { describe, expect, it } from 'vitest';
import { objectionsTo } from '../../../knowledge/answers/prove.ts';
import { conflictAskedIn, CONFLICTS } from '../../../knowledge/conflicts/conflicts.ts';
import { showConflict } from '../../../knowledge/conflicts/show-conflict.ts';
import { openIndex } from '../../../knowledge/index/open-index.ts';
import { KNOWLEDGE_DIR } from '../../support/built-knowledge.ts';

const TODAY = '2026-11-23';
const index = openIndex(KNOWLEDGE_DIR);

describe.each(CONFLICTS)('$id', (conflict) => {
  const answer = showConflict(index, conflict, 'question', TODAY);
  it('has both statements in the installed texts, and a card of today', () => expect(answer).not.toBeNull());
  it('is proven', () => expect(answer?.statements.flatMap((statement) => objectionsTo(statement, index.passageById.bind(index), TODAY))).toEqual([]));
  it('is reached by its own words', () => expect(conflictAskedIn(conflict.asked.map(([first]) => first).join(' '))?.id).toBe(conflict.id));
});

it('is over once the article says it no more', () => {
  const [first] = CONFLICTS;
  if (!first) throw new Error('no row');
  expect(showConflict(index, { ...first, law: { ...first.law, locate: 'des mots que la loi ne dit pas' } }, 'question', TODAY)).toBeNull();
});
