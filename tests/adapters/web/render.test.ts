import { describe, expect, test } from 'vitest';
import { papersOf } from '../../../adapters/page/papers.ts';
import { dayBefore } from '../../../adapters/page/day-before.ts';
import { frenchDay } from '../../../bot/french-day.ts';
import { passageUrl, safeUrl } from '../../../adapters/page/links.ts';
import { renderProse } from '../../../adapters/page/prose.ts';
import { foldQuote } from '../../../adapters/web/render/quote.ts';
import { renderEntry } from '../../../adapters/web/render/entry.ts';
import { spoken } from '../../../adapters/web/render/spoken.ts';
import { STEPS_REPLY } from '../../support/steps-card.ts';
import { ANSWER, citation, sheet, TODAY } from '../../support/web-in-memory.ts';

describe('the text of a reply', () => {
  test('becomes paragraphs and lists', () => {
    expect(renderProse('Deux cas.\n\nVous pouvez :\n- partir\n- rester\nÀ vous de voir.').text).toBe(
      '<p>Deux cas.</p><p>Vous pouvez\u00a0:</p><ul><li>partir</li><li>rester</li></ul><p>À vous de voir.</p>',
    );
  });

  test('has marks that lead to the source and say its name', () => {
    const { text } = renderProse('C’est gratuit [1].', [{ target: 'source-2-1', title: 'Article L6111-6' }]);
    expect(text).toContain('gratuit&nbsp;<a class="mark" href="#source-2-1" aria-label="Source 1 : Article L6111-6">1</a>.');
  });

  test('is printed as French is', () => {
    expect(renderProse("C'est « gratuit » ?").text).toBe('<p>C’est «\u00a0gratuit\u00a0»\u00a0?</p>');
  });

  test('keeps a mark without a source as the words it is', () => {
    expect(renderProse('Voir [3].').text).toBe('<p>Voir [3].</p>');
  });

  test('makes links of addresses and leaves the full stop to the sentence', () => {
    const { text } = renderProse('Allez sur mon-cep.org. Écrivez à aide@mon-cep.org.');
    expect(text).toContain('<a href="https://mon-cep.org" target="_blank"');
    expect(text.match(/<a /g)).toHaveLength(1);
    expect(text).toMatch(/<\/a>\. Écrivez à aide@mon-cep\.org\.<\/p>$/);
  });
});

describe('dates', () => {
  test('are written as French people write them', () => {
    expect(frenchDay('2024-01-01')).toBe('1er janvier 2024');
    expect(frenchDay('2024-08-29')).toBe('29 août 2024');
    expect(dayBefore('2024-03-01')).toBe('2024-02-29');
  });

  test.each([
    ['an article in force', {}, ['en vigueur depuis le 1er janvier 2024'], false],
    ['an article of tomorrow', { inForceSince: '2027-01-01' }, ['en vigueur à partir du 1er janvier 2027'], false],
    ['a sheet', { inForceSince: null, publishedOn: '2024-01-29' }, ['publié le 29 janvier 2024'], false],
    ['a text that ends soon', { validUntil: '2027-01-01' }, ['en vigueur depuis le 1er janvier 2024', 'valable jusqu’au 31 décembre 2026'], false],
    ['a text that ends in ten years', { validUntil: '2036-01-01' }, ['en vigueur depuis le 1er janvier 2024'], false],
    ['a text replaced today', { validUntil: TODAY }, ['texte remplacé depuis le 23 novembre 2026'], true],
    ['a text without a date', { inForceSince: null }, ['date non précisée par la source'], false],
  ])('%s says so', (_what, changes, dates, isOver) => {
    expect(papersOf(citation(changes), TODAY)).toEqual({ dates, isOver });
  });
});

describe('a quote', () => {
  test('that is short stays whole', () => {
    expect(foldQuote('Le conseil est gratuit.')).toEqual({ seen: 'Le conseil est gratuit.', folded: '' });
  });

  test('that is long is folded at the end of a sentence, without losing a letter', () => {
    const { seen, folded } = foldQuote(sheet.quote);
    expect(seen + folded).toBe(sheet.quote);
    expect(seen).toMatch(/à l’employeur\. $/);
  });

  test('without a sentence to stop at is folded between two words', () => {
    const quote = 'mot '.repeat(100);
    const { seen, folded } = foldQuote(quote);
    expect(seen + folded).toBe(quote);
    expect(seen.endsWith(' ')).toBe(true);
  });
});

describe('links', () => {
  test('to a ministry sheet open at the quoted words', () => {
    expect(passageUrl(sheet)).toBe(
      'https://travail-emploi.gouv.fr/le-conseil-en-evolution-professionnelle#pour-qui:~:text=Toute%20personne%20qui%20travaille%20ou,le%20souhaite%2C%20sans%20se%20justifier',
    );
  });

  test('write the dash of a quote so that it is no syntax', () => {
    expect(passageUrl({ ...sheet, url: 'https://travail-emploi.gouv.fr/cep', quote: 'Rendez-vous gratuit.' })).toBe(
      'https://travail-emploi.gouv.fr/cep#:~:text=Rendez%2Dvous%20gratuit',
    );
  });

  test('to an article of law stay as they are', () => {
    expect(passageUrl(citation())).toBe(citation().url);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', '/relative', ''])('refuse %s', (url) => {
    expect(safeUrl(url)).toBeNull();
    expect(passageUrl({ ...sheet, url })).toBeNull();
  });
});

test('a screen reader hears the words, then how many sources and choices there are', () => {
  expect(spoken({ id: 'r', position: 2, from: 'bot', text: ANSWER.text, reply: ANSWER })).toBe(
    'Réponse : Le CEP, c’est un conseiller qui vous aide à faire le point sur votre vie professionnelle et à construire un projet. ' +
      'C’est gratuit, quel que soit votre statut. Vous pouvez le demander si : vous travaillez ; vous cherchez un emploi ; vous êtes à votre compte. ' +
      '2 sources. 3 propositions.',
  );
  expect(spoken({ id: 'p', position: 1, from: 'person', text: 'bonjour', reply: null })).toBe('');
});

describe('a counsellor who speaks', () => {
  const said = { id: 'c', position: 3, from: 'counsellor', text: 'Bonjour.', reply: { text: 'Bonjour.', citations: [], choices: [], counsellor: 'Claire <b>' } } as const;
  test('is named, for the eye and for the ear, and the name is text', () => {
    const shown = renderEntry({ ...said, reply: { ...said.reply, citations: [], choices: [] } }, { today: TODAY, action: '/chat', offersChoices: true, nonce: 'n', isLast: true }).text;
    expect(shown).toContain('<h2 class="sr">Claire &lt;b&gt;</h2>');
    expect(shown).toContain('class="speaker"');
    expect(spoken({ ...said, reply: { ...said.reply, citations: [], choices: [] } })).toBe('Claire <b> : Bonjour.');
  });
});

describe('steps in their order', () => {
  const shown = renderEntry({ id: 's', position: 4, from: 'bot', text: STEPS_REPLY.text, reply: STEPS_REPLY }, { today: TODAY, action: '/chat', offersChoices: true, nonce: 'n', isLast: true }).text;

  test('are an ordered list, each step with the marks of its sources', () => {
    const [, list = ''] = /<ol>([\s\S]*?)<\/ol>/.exec(shown) ?? [];
    expect(list.match(/<li/g)).toHaveLength(2);
    expect(list).toMatch(/Encore en poste[\s\S]*d’abord&gt;\.[\s\S]*href="#source-4-1"[\s\S]*Démissionnez[\s\S]*href="#source-4-2"[\s\S]*href="#source-4-1"/);
  });

  test('say in words which one cannot be taken back', () => {
    expect(shown.match(/Sans retour :/g)).toHaveLength(1);
    expect(shown).toMatch(/<li class="final">[\s\S]*Après l’accord[\s\S]*<b>Sans retour :<\/b> partir avant ferme cette voie\./);
  });

  test('are numbered lines where no card is shown', () => {
    expect(STEPS_REPLY.text).toBe('Ne partez pas tout de suite.\n\n1. Encore en poste : Voyez un conseiller <d’abord>. [1]\n2. Après l’accord : Démissionnez. [2] [1]\nAttention, sans retour : partir avant ferme cette voie.');
  });
});
