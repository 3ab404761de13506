import { expect, it } from 'vitest';
import { objectionsTo } from '../../../../adapters/cli/evaluate/routing.ts';

const expected = (more: object) => ({ expect: { alternatives: [], alternativesAny: [], never: [], missing: [], notMissing: [], ...more } }) as Parameters<typeof objectionsTo>[1];
const chosen = { kind: 'apec', alternatives: ['france-travail'], missing: ['trancheAge'], warning: false };

it('a right choice has nothing against it', () => {
  expect(objectionsTo(chosen, expected({ kind: 'apec', alternatives: ['france-travail'], missing: ['trancheAge'], warning: false }))).toEqual([]);
});

it.each([
  [{ kind: 'regional' }, 'names apec, not regional'],
  [{ anyOf: ['regional', null] }, 'names apec, none of'],
  [{ alternatives: ['cap-emploi'] }, 'does not show cap-emploi beside'],
  [{ alternativesAny: ['mission-locale'] }, 'does not show mission-locale'],
  [{ never: ['france-travail'] }, 'shows france-travail'],
  [{ missing: ['cadre'] }, 'does not say that cadre is missing'],
  [{ notMissing: ['trancheAge'] }, 'says that trancheAge is missing'],
  [{ warning: true }, 'does not warn'],
])('sees what is wrong: %o', (wanted, objection) => {
  expect(objectionsTo(chosen, expected(wanted)).join()).toContain(objection);
});
