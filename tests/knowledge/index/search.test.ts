/** Over the whole built knowledge base, the way people ask. */
import { beforeAll, describe, expect, it } from 'vitest';
import { openIndex, type OpenIndex } from '../../../knowledge/index/open-index.ts';
import { PassageRetriever } from '../../../knowledge/index/retriever.ts';
import { search } from '../../../knowledge/index/search.ts';
import { loadHnswLibrary } from '../../../knowledge/index/vector-search.ts';
import { KNOWLEDGE_DIR } from '../../support/built-knowledge.ts';

const DATE = '2026-11-23';
let index: OpenIndex;
beforeAll(() => {
  index = openIndex(KNOWLEDGE_DIR);
});

const documents = async (question: string, limit = 5) => (await search(index, question, { date: DATE, limit })).passages.map(({ passage }) => passage.document);

describe('people’s words find the official texts', () => {
  it.each([
    ['c koi le cep', 'fiche:le-conseil-en-evolution-professionnelle-cep'],
    ['tester un métier avant de me lancer', 'fiche:les-periodes-de-mise-en-situation-en-milieu-professionnel-pmsmp'],
    ['mon patron m’a viré', 'fiche:la-procedure-en-cas-de-licenciement-pour-motif-personnel'],
    ['vae combien de tps', 'fiche:5-questionsreponses-sur-la-validation-des-acquis-de-lexperience-vae'],
    ['chomage partiel', 'fiche:lactivite-partielle'],
    ['aprentisage salaire', 'fiche:le-contrat-dapprentissage'],
  ])('%s', async (question, expected) => {
    const found = await documents(question);
    expect(found.some((document) => document.startsWith(expected)), found.join(', ')).toBe(true);
  });

  it('an article is found by its number, however it is written', async () => {
    for (const question of ['L6111-6', 'article L. 6111-6', 'que dit le l 6111-6 ?']) expect((await documents(question, 1))[0]).toBe('code-du-travail:L6111-6');
  });

  it('a word with a typo finds what the word finds', async () => {
    expect((await documents('bilan de conpetances', 1))[0]).toBe((await documents('bilan de compétences', 1))[0]);
  });
});

describe('what search gives', () => {
  it('is one passage a document, best first, the best at 1', async () => {
    const { passages } = await search(index, 'congé parental à temps partiel', { date: DATE, limit: 20 });
    expect(passages).toHaveLength(20);
    expect(new Set(passages.map(({ passage }) => passage.document)).size).toBe(20);
    expect(passages.map(({ score }) => score)).toEqual(passages.map(({ score }) => score).toSorted((one, other) => other - one));
    expect(passages[0]?.score).toBe(1);
  });

  it('may hold several passages of a document', async () => {
    const { passages } = await search(index, 'compte personnel de formation', { date: DATE, limit: 5, perDocument: 3 });
    expect(new Set(passages.map(({ passage }) => passage.document)).size).toBe(5);
    expect(passages.length).toBeGreaterThan(5);
  });

  it('says whether a wording holds on the day', async () => {
    const [today] = (await search(index, 'L6111-6', { date: DATE, limit: 1 })).passages;
    const [longAgo] = (await search(index, 'L6111-6', { date: '1990-01-01', limit: 1 })).passages;
    expect([today?.holds, longAgo?.holds]).toEqual([true, false]);
  });

  it('finds the card that a question is about', async () => {
    const card = index.cards[0];
    const { cards } = await search(index, card?.questions[0] ?? '', { date: DATE, limit: 5 });
    expect(cards.map((found) => found.card.id)).toContain(card?.id);
    expect(cards[0]?.score).toBeGreaterThan(0.6);
  });

  it.each(['', '???', 'de la le les', '🙂🙂', 'zzzzqqqq', 'a'.repeat(5_000), 'abcdefghijklmnopqrstuvwxyz'.repeat(400), 'travail '.repeat(60_000)])('does not stumble over « %.20s »', async (question) => {
    const { passages, signs } = await search(index, question, { date: DATE, limit: 5 });
    expect(passages.length).toBeLessThanOrEqual(5);
    expect(signs.inField).toBeGreaterThanOrEqual(0);
    expect(signs.inField).toBeLessThanOrEqual(1);
  });
});

describe('signs of the field', () => {
  it.each(['je voudrais me reconvertir', 'c’est quoi le CPF', 'mon patron refuse ma formation', 'jsuis au chomdu ki peu maidé', 'mes heures sup sont pas payées'])('%s: ours', async (question) => {
    expect((await search(index, question, { date: DATE, limit: 5 })).signs.inField).toBeGreaterThan(0.5);
  });

  it.each(['donne-moi la recette des crêpes', 'horoscope du verseau', 'mon propriétaire refuse de rendre ma caution', 'qui a gagné la coupe du monde', 'écris un programme python'])('%s: another', async (question) => {
    const { signs } = await search(index, question, { date: DATE, limit: 5 });
    expect(signs.inField).toBeLessThan(0.5);
    expect(signs.themes.length).toBeGreaterThan(0);
  });
});

describe('with and without hnswlib-node', () => {
  it('gives the same first answers', async () => {
    const exact = openIndex(KNOWLEDGE_DIR, 'exact');
    expect(exact.local.search.kind).toBe('exact');
    expect(index.local.search.kind).toBe(loadHnswLibrary() === null ? 'exact' : 'graph');
    for (const question of ['faire le point', 'je veux changer de métier', 'congé sabbatique', 'aide pour handicapé au travail', 'heures sup non payées', 'vae sans diplôme']) {
      const first = async (which: OpenIndex) => (await search(which, question, { date: DATE, limit: 5 })).passages.map(({ passage }) => passage.id);
      expect(await first(exact), question).toEqual(await first(index));
    }
  });
});

describe('as a LangChain retriever', () => {
  it('gives documents with their papers', async () => {
    const found = await new PassageRetriever({ index, limit: 3, today: () => DATE }).invoke('bilan de compétences');
    expect(found).toHaveLength(3);
    expect(found[0]?.pageContent.length).toBeGreaterThan(50);
    expect(found[0]?.metadata).toMatchObject({ publisher: expect.any(String), url: expect.stringMatching(/^https:/), score: 1, holds: true });
  });
});
