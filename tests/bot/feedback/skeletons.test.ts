import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { expect, it } from 'vitest';
import type { ReviewLine } from '../../../bot/feedback/review.ts';
import { canBecomeContent, cardOf, testOf, TO_COMPLETE } from '../../../bot/feedback/skeletons.ts';
import { FEEDBACK } from '../../../bot/feedback/texts.ts';
import { saysExpected } from '../../../adapters/cli/evaluate/answers.ts';
import { cardSchema, type CardSource } from '../../../knowledge/cards/card.ts';
import { openKnowledgeBase } from '../../../knowledge/open-knowledge-base.ts';
import { readConversations } from '../../conversations/read-conversations.ts';
import { KNOWLEDGE_DIR } from '../../support/built-knowledge.ts';

const LINE: ReviewLine = {
  number: 7, kind: 'refusal', outcome: 'abstained', text: 'Le CEP pour un moine : "possible" ? - oui', before: null, theme: null, card: null, reason: null,
  count: 12, firstDay: '2026-11-20', lastDay: '2026-11-23', treated: null,
};

it('a line becomes a conversation test that is read as one, and that fails until it is completed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'accueil-skeleton-'));
  const { file, yaml } = testOf({ ...LINE, before: 'c’est quoi le CEP ?' });
  writeFileSync(join(folder, file), yaml);
  const [conversation] = readConversations(folder);
  rmSync(folder, { recursive: true });
  expect(file).toBe('le-cep-pour-un-moine-possible-oui.yaml');
  expect(conversation?.turns.map(({ person }) => person)).toEqual(['c’est quoi le CEP ?', LINE.text]);
  const wanted = conversation?.turns[1]?.bot.bot ?? [];
  expect(wanted).toHaveLength(1);
  expect(saysExpected('Une réponse quelconque du robot, complète et sourcée.', wanted[0]!)).toBe(false);
  expect(yaml).toMatch(/^# 12 fois, du 20 novembre 2026 au 23 novembre 2026\. Le tour a fini ainsi : Rien dans les textes/);
});

it('a line becomes a card of the right shape, which the build refuses until its source is written', () => {
  const { yaml } = cardOf({ ...LINE, theme: 'vae', card: 'vae-cout', kind: 'bad-mark', reason: 'faux' }, '2026-11-23');
  const [row] = parse(yaml) as unknown[];
  const card = cardSchema.parse(row);
  expect(card).toMatchObject({ theme: 'vae', questions: [LINE.text, expect.anything(), expect.anything()], reviewed: '2026-11-23' });
  expect(yaml).toContain('« vae-cout » a répondu');
  expect(yaml).toContain('Je pense que c\'est faux');
  const knowledge = openKnowledgeBase({ folder: KNOWLEDGE_DIR });
  expect(knowledge.cite(card.sources[0] as CardSource, '2026-11-23')).toBeNull();
});

it('a short, a long and a strange message still give a name and a row', () => {
  for (const text of ['cep', '???', 'x'.repeat(300), 'mot '.repeat(70), '- [À] {b}: "c" # d']) {
    const line = { ...LINE, text };
    expect(testOf(line).file, text).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.yaml$/);
    expect(testOf(line).file.length).toBeLessThan(70);
    expect((parse(testOf(line).yaml) as { personne: string }[])[0]?.personne.trim()).toBe(text.trim());
    expect(cardSchema.safeParse((parse(cardOf(line, '2026-11-23').yaml) as unknown[])[0]).success, text).toBe(true);
  }
});

it('nothing is made of what was not kept or could not be read', () => {
  expect(canBecomeContent(LINE)).toBe(true);
  for (const text of [FEEDBACK.withheld, '…', '']) expect(canBecomeContent({ ...LINE, text })).toBe(false);
  expect(TO_COMPLETE).not.toBe('');
});
