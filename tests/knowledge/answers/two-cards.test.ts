/** Two cards of one scheme that fit a question alike answer together, briefly, and in plain words together too. */
import { beforeAll, describe, expect, it } from 'vitest';
import { withSecondCard } from '../../../knowledge/answers/two-cards.ts';
import { prove } from '../../../knowledge/answers/prove.ts';
import type { Card } from '../../../knowledge/cards/card.ts';
import type { Answered, KnowledgeBase } from '../../../knowledge/knowledge-base.ts';
import { openKnowledgeBase } from '../../../knowledge/open-knowledge-base.ts';
import { KNOWLEDGE_DIR } from '../../support/built-knowledge.ts';

const date = '2026-11-23';
let knowledge: KnowledgeBase;
beforeAll(() => {
  knowledge = openKnowledgeBase({ folder: KNOWLEDGE_DIR });
});

const card = (id: string, changes: Partial<Card> = {}): Card =>
  ({ id, theme: 'vae', title: `Question ${id} ?`, questions: [], answer: `Réponse ${id}.`, plain: `Simple ${id}.`, appliesTo: {}, citations: [], next: [], ...changes }) as unknown as Card;
const answer = (): Answered => ({ kind: 'answered', statements: [{ text: 'Réponse un.', citations: [] }], plain: 'Simple un.', card: 'un', appliesTo: {}, topic: { theme: 'vae', card: 'un', question: 'x' }, next: [] });
const among = (first: number, second: number, changes: Partial<Card> = {}) => withSecondCard(answer(), [{ card: card('un'), score: first }, { card: card('deux', changes), score: second }], date);

describe('a second card', () => {
  it('answers after the first, under its own question, when it fits nearly as well', () => {
    expect(among(0.6, 0.55)).toMatchObject({ card: 'un', beside: 'deux', statements: [{ text: 'Réponse un.' }, { text: '« Question deux ? »\n\nRéponse deux.' }], plain: 'Simple un.\n\n« Question deux ? »\n\nSimple deux.' });
  });
  it.each([
    ['the first is clearly the one', 0.9, 0.5, {}],
    ['the second is a guess', 0.5, 0.3, {}],
    ['the first was typed to the letter', 1, 0.9, {}],
    ['it is about another scheme', 0.6, 0.55, { theme: 'ptp' }],
    ['it holds for another public', 0.6, 0.55, { appliesTo: { statut: 'independant' } }],
    ['both together are long', 0.6, 0.55, { answer: 'mot '.repeat(200) }],
  ] as const)('is not shown when %s', (_, first, second, changes) => expect(among(first, second, changes as Partial<Card>).statements).toHaveLength(1));
});

it('« plus simple » says both again, with the sources of both, proven', () => {
  const both = knowledge.answerOf('vae-duree', date, 'vae-recevabilite') as Answered;
  const [first, second] = ['vae-duree', 'vae-recevabilite'].map((id) => knowledge.answerOf(id, date) as Answered);
  const proven = prove(both, (id) => knowledge.passage(id), date) as Answered;
  expect(proven.statements.map(({ citations }) => citations)).toEqual([first, second].flatMap((one) => (one as Answered).statements.map(({ citations }) => citations)));
  expect(proven.plain).toContain((second as Answered).plain as string);
});

it('« cb de tps sa dure » after the VAE is answered by how long, and not by the steps', async () => {
  const given = await knowledge.answer({ text: 'cb de tps sa dure', date, topic: { theme: 'vae', card: 'vae-definition', question: 'c quoi la vae' } });
  expect(given).toMatchObject({ kind: 'answered', card: 'vae-duree' });
});
