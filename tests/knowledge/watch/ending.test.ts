/** A wording that ends on a known day warns before, and is not served after. */
import { beforeAll, expect, it } from 'vitest';
import { answeredReply } from '../../../bot/answered-reply.ts';
import type { KnowledgeBase } from '../../../knowledge/knowledge-base.ts';
import { openKnowledgeBase } from '../../../knowledge/open-knowledge-base.ts';
import { prove } from '../../../knowledge/answers/prove.ts';
import { textsDue } from '../../../knowledge/watch/report.ts';
import { KNOWLEDGE_DIR } from '../../support/built-knowledge.ts';

let knowledge: KnowledgeBase;
beforeAll(() => {
  knowledge = openKnowledgeBase({ folder: KNOWLEDGE_DIR });
});
const ends = (date: string) => knowledge.watch(date).ending.filter(({ text }) => text.includes('L6123-5')).map(({ ends: day }) => day);

it('thirty days before, and not sooner', () => {
  expect(ends('2026-12-01')).toEqual([]);
  expect(ends('2026-12-02')).toContain('2027-01-01');
  expect(textsDue(knowledge.watch('2026-12-02'))).toMatch(/prend fin, la première le 2027-01-01/);
  expect(textsDue(knowledge.watch('2026-11-23'))).toBeNull();
});

it('from its last day on, the other texts of the card answer in its place, and say why', async () => {
  const [{ title = '' } = {}] = knowledge.watch('2026-12-02').ending;
  const asked = (date: string) => knowledge.answer({ text: title, date, topic: null });
  expect(await asked('2026-12-31')).toMatchObject({ kind: 'answered', card: expect.any(String) as string });
  const after = prove(await asked('2027-01-01'), (id) => knowledge.passage(id), '2027-01-01');
  if (after.kind !== 'answered') throw new Error(`« ${title} » : ${after.kind}`);
  expect(after.card).toBeNull();
  expect(after.statements[0]?.text).toMatch(/^Les textes viennent de changer/);
  expect(answeredReply(after, null).text).toMatch(/^Les textes viennent de changer/);
  expect(after.statements.flatMap(({ citations }) => citations).map(({ validUntil }) => validUntil)).not.toContain('2027-01-01');
});

it('an index that answers its own cards may be put into use', async () => expect(await knowledge.trouble('2026-11-23')).toBeNull());
