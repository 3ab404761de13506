import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { quoteAround } from '../../../knowledge/cards/locate.ts';
import { cardsIn, readCards } from '../../../knowledge/cards/read-cards.ts';
import { readWordings } from '../../../knowledge/cards/wordings.ts';
import { readCorpus } from '../../../knowledge/corpus/read-corpus.ts';
import { passage } from '../../support/passages.ts';

describe('the cards of the product', () => {
  const { passages } = readCorpus();
  const { cards, problems } = readCards(passages);

  it('all have their sources in the packaged texts, and say nothing that these do not hold', () => {
    expect(problems).toEqual([]);
    expect(cards.length).toBeGreaterThanOrEqual(60);
  });

  it('cover every scheme that people ask about', () => {
    const themes = new Set(cards.map((card) => card.theme));
    for (const theme of ['cep', 'operateurs', 'cpf', 'vae', 'bilan', 'ptp', 'demission', 'reconversion', 'entretien-parcours', 'creation', 'handicap', 'fonction-publique']) {
      expect([...themes]).toContain(theme);
    }
  });

  it('never rest on a wording that has ended', () => {
    const ended = cards.flatMap((card) => card.citations.filter(({ validUntil }) => validUntil !== null && validUntil <= card.reviewed).map(() => card.id));
    expect(ended).toEqual([]);
  });

  it('quote their sources word for word', () => {
    const texts = new Map(passages.map((known) => [known.id, known.text]));
    for (const card of cards) for (const { id, quote } of card.citations) expect(texts.get(id)).toContain(quote);
  });

  it('are asked in one way by one card only', () => {
    const asked = new Map<string, string>();
    for (const card of cards) {
      for (const question of card.questions) {
        expect([question, asked.get(question.toLowerCase()) ?? card.id]).toEqual([question, card.id]);
        asked.set(question.toLowerCase(), card.id);
      }
    }
  });
});

describe('a card with a problem', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'accueil-cards-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const law = passage('Le conseil est gratuit et dure vingt-quatre mois.', { article: 'L6111-6' });
  const card = (changes: string) => `- id: essai
  theme: cep
  title: Une carte d'essai
  questions: [une question, une autre, une troisième]
  answer: Le conseil est gratuit pour tout le monde.
  plain: C'est gratuit pour vous.
  sources: [{ article: L6111-6, locate: conseil est gratuit }]
  next: []
  reviewed: 2026-11-23
${changes}`;
  const problemsOf = (content: string) => {
    writeFileSync(join(folder, 'essai.yaml'), content);
    return readCards([law], cardsIn(folder)).problems.map(({ problem }) => problem);
  };

  it('has none when all is right', () => expect(problemsOf(card(''))).toEqual([]));

  it.each([
    ['words that the source no longer holds', (text: string) => text.replace('locate: conseil est gratuit', 'locate: conseil est payant'), /ne sont pas dans/],
    ['an article that does not exist', (text: string) => text.replace('article: L6111-6', 'article: L6111-7'), /n'est pas dans les textes/],
    ['a number of its own', (text: string) => text.replace('tout le monde.', 'tout le monde pendant 25 mois.'), /number:25:month/],
    ['a next step that leads nowhere', (text: string) => text.replace('next: []', 'next: [nulle-part]'), /nulle-part/],
    ['a missing field', (text: string) => text.replace('  reviewed: 2026-11-23\n', ''), /reviewed/],
    ['a step that names no source of the card', (text: string) => `${text}  timeline: { lead: Dans cet ordre., steps: [{ when: D'abord, do: Demandez le conseil., sources: [1] }, { when: Ensuite, do: Allez-y en confiance., sources: [2] }] }\n`, /étape 2 nomme la source 2/],
    ['a step that says more than its source', (text: string) => `${text}  timeline: { lead: Dans cet ordre., steps: [{ when: D'abord, do: Demandez le conseil., sources: [1] }, { when: Avant 25 mois, do: Allez-y en confiance., sources: [1] }] }\n`, /étape 2 dit « number:25:month/],
    ['broken YAML', () => '- id: [', /YAML/],
  ])('is told of %s', (_what, change, problem) => {
    const problems = problemsOf(change(card('')));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });
});

describe('the quote around a few words', () => {
  it('is the whole sentence, whatever the accents, apostrophes and spaces of the words', () => {
    expect(quoteAround('Avant. L’employeur répond dans les 30 jours. Après.', "L'employeur  repond")).toBe('L’employeur répond dans les 30 jours.');
  });

  it('is one piece of the text, cut at a comma, when the sentence is very long', () => {
    const text = `${'un début qui traîne, '.repeat(30)}le mot cherché est ici, ${'et la suite, '.repeat(30)}fin.`;
    const quote = quoteAround(text, 'le mot cherché')!;
    expect(text).toContain(quote);
    expect(quote).toContain('le mot cherché est ici');
    expect(quote.length).toBeLessThan(450);
  });

  it('is nothing when the words are not there', () => expect(quoteAround('Rien de tel.', 'autre chose')).toBeNull());
});

describe('more ways to ask', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'accueil-wordings-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));
  const card = (id: string, question: string) => ({ id, theme: 'cep' as const, title: `Titre de ${id} ?`, questions: [question], answer: '', plain: '', appliesTo: {}, sources: [], next: [], reviewed: '2026-11-22' });
  const cards = [card('cout', 'c’est payant ?'), card('duree', 'c’est long ?')];
  const read = (content: string) => {
    writeFileSync(join(directory, 'cep.yaml'), content);
    return readWordings(cards, directory);
  };

  it('are added to the card that they name, and the same words count once', () => {
    const { wordings, problems } = read('cout: [faut-il payer, Faut il payer ?, c est payant]');
    expect(problems).toEqual([]);
    expect(wordings.get('cout')).toEqual(['faut-il payer']);
  });

  it('of a card that is not there, or of two cards, are reported', () => {
    expect(read('cot: [faut-il payer]').problems[0]?.problem).toContain('n\'existe pas');
    expect(read('duree: [c’est payant]').problems[0]?.problem).toContain('cout');
  });
});
