/** Answers of the real knowledge base to messages that are short, or hard to place. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { KnowledgeBase } from '../../../knowledge/knowledge-base.ts';
import { openKnowledgeBase } from '../../../knowledge/open-knowledge-base.ts';
import { KNOWLEDGE_DIR } from '../../support/built-knowledge.ts';

const date = '2026-11-23';
const csp = { theme: 'csp', card: 'csp-definition', question: "c'est quoi le csp" };
let knowledge: KnowledgeBase;
beforeAll(() => {
  knowledge = openKnowledgeBase({ folder: KNOWLEDGE_DIR });
});
const answer = (text: string, topic: typeof csp | null = null) => knowledge.answer({ text, date, topic });

describe('a name alone', () => {
  it.each(['rennes', 'aide soignante', 'brest', 'plombier', 'secrétaire médicale'])('« %s » is shown no text that it did not ask for', async (text) => {
    expect(await answer(text)).toMatchObject({ kind: 'abstained', nearest: [] });
  });

  it('is answered by the text that bears it', async () => expect(await answer('congé sabbatique')).toMatchObject({ kind: 'answered' }));
});

describe('a follow-up', () => {
  it.each(['combien je vais toucher ?', 'et si je refuse ?', 'c’est quoi les conditions', 'et la prime ?', 'je garde mes droits ?', 'et après ?'])('« %s » never leaves the CSP for another scheme', async (text) => {
    const given = await answer(text, csp);
    if (given.kind === 'answered') expect(given.card === null || /csp/.test(given.card), `${given.card}`).toBe(true);
    expect(given.kind).not.toBe('out-of-scope');
  });

  it('that is no question keeps the topic and offers what comes next', async () => {
    const given = await answer('oui', csp);
    expect(given).toMatchObject({ kind: 'abstained', topic: csp, suggestions: [{ label: 'Combien de temps ai-je pour accepter le CSP ?' }, {}] });
  });
});

describe('whether the employer will know', () => {
  it.each(['est ce que ma chef va le savoir si je prend rdv', 'mon boss va le savoir si je vois un conseiller ?'])('« %s »', async (text) => {
    expect(await answer(text)).toMatchObject({ kind: 'answered', card: expect.stringMatching(/^cep-(employeur-apprend|accord-employeur|confidentialite)$/) as string });
  });
});
