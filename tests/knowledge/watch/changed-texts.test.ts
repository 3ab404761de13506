/** A newer package says something else: the cards that rest on it wait for a reader, and the others go on. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CARDS_DIRECTORY, ownCards, readCards } from '../../../knowledge/cards/read-cards.ts';
import { readCorpus } from '../../../knowledge/corpus/read-corpus.ts';
import { packagesIn, packageVersion } from '../../../knowledge/corpus/sources.ts';
import type { Passage } from '../../../knowledge/passage.ts';
import { keptWordings, withWordingsBefore } from '../../../knowledge/watch/kept-wordings.ts';
import { changesMarkdown } from '../../../knowledge/watch/report.ts';
import { dateOfReview } from '../../../knowledge/watch/review-date.ts';
import { readReviewed } from '../../../knowledge/watch/reviewed.ts';

const ARTICLE = 'code-du-travail:L6111-6';
const LEGI = '@socialgouv/legi-data';
const DATA = 'data/LEGITEXT000006072050.json';
const NEW_WORDS = 'Toute personne peut bénéficier tout au long de sa vie professionnelle d’un accompagnement payé par elle.';

let passages: Passage[];
beforeAll(() => {
  passages = readCorpus().passages;
});
const withText = (id: string, text: string): Passage[] => passages.map((passage) => (passage.id === id ? { ...passage, text } : passage));
const cardsOn = (id: string): string[] => Object.entries(readReviewed()).filter(([, wordings]) => id in wordings).map(([card]) => card).sort();

describe('the texts of today', () => {
  it('every card was reviewed against them: « npm run knowledge -- review CARD » after reading it again', () => {
    const { wordings, changes } = readCards(passages);
    expect(changes).toEqual([]);
    expect(readReviewed()).toEqual(wordings);
  });
});

describe('an article that has changed', () => {
  it('holds back the cards that cite it, and no other', () => {
    const { cards, changes, problems } = readCards(withText(ARTICLE, NEW_WORDS));
    expect(cardsOn(ARTICLE).length).toBeGreaterThan(3);
    expect(changes.map(({ card }) => card).sort()).toEqual(cardsOn(ARTICLE));
    expect(cards.filter(({ underReview }) => underReview).map(({ id }) => id).sort()).toEqual(cardsOn(ARTICLE));
    expect(problems).toEqual([]);
  });

  it('that is gone is no mistake of the cards either', () => {
    const { changes, problems } = readCards(passages.filter(({ id }) => id !== ARTICLE));
    expect(changes.find(({ card }) => card === 'cep-cout')?.texts).toContainEqual({ passage: ARTICLE, title: ARTICLE, url: null, since: null, before: null, now: null });
    expect(problems).toEqual([]);
  });

  it('has not changed when only its blanks have', () => {
    const { text = '' } = passages.find(({ id }) => id === ARTICLE) ?? {};
    expect(readCards(withText(ARTICLE, `${text.replaceAll(' ', '  ')}\n`)).changes).toEqual([]);
  });

  it('a part of a sheet that has only moved inside it has not changed', () => {
    const moved = passages.map((passage) => (passage.document === 'fiche:les-aides-de-lagefiph' ? { ...passage, id: `${passage.id}/9` } : passage));
    expect(readCards(moved).changes).toEqual([]);
  });

  it('a card that nobody has reviewed yet is still held to its texts', () => {
    const { problems } = readCards(withText(ARTICLE, NEW_WORDS), { ...ownCards(), reviewed: {} });
    expect(problems).toContainEqual(expect.objectContaining({ card: 'cep-cout', problem: expect.stringContaining('L6111-6') as string }));
  });
});

describe('the report', () => {
  it('shows old and new side by side, and what to do', () => {
    const reviewed = readReviewed();
    const kept = keptWordings(reviewed, passages, {});
    const report = changesMarkdown(withWordingsBefore(readCards(withText(ARTICLE, NEW_WORDS)).changes, reviewed, kept), []);
    expect(report).toContain(`> ${NEW_WORDS}`);
    expect(report).toMatch(/\*\*Relu :\*\*\n\n> Toute personne peut bénéficier/);
    expect(report).toContain('npm run knowledge -- review cep-cout');
  });

  it('says so when the old wording is not kept here', () => {
    expect(changesMarkdown(readCards(withText(ARTICLE, NEW_WORDS)).changes, [])).toContain('n’est pas gardé sur cette machine');
  });

  it('keeps the wordings of the review over a build that has already seen the new ones', () => {
    const reviewed = readReviewed();
    const before = keptWordings(reviewed, passages, {});
    const after = keptWordings(reviewed, withText(ARTICLE, NEW_WORDS), before);
    expect(after).toEqual(before);
  });

  it('says that there is nothing to do', () => expect(changesMarkdown([], [])).toContain('Rien à relire'));
});

describe('a package of another day, in a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'accueil-cep-package-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is read instead of the installed one, and the other packages as they are', () => {
    const root = join(createRequire(import.meta.url).resolve(`${LEGI}/package.json`), '..');
    const own = join(folder, LEGI);
    mkdirSync(join(own, 'data'), { recursive: true });
    cpSync(join(root, 'package.json'), join(own, 'package.json'));
    writeFileSync(join(own, 'package.json'), readFileSync(join(own, 'package.json'), 'utf8').replace(/"version": ?"[^"]+"/, '"version": "9.9.9"'));
    writeFileSync(join(own, DATA), readFileSync(join(root, DATA), 'utf8').replaceAll('Le conseil est gratuit', 'Le conseil est payant'));
    const packages = packagesIn(folder);
    expect(packageVersion(LEGI, packages)).toBe(`${LEGI}@9.9.9`);
    const { changes } = readCards(readCorpus(packages).passages);
    expect(changes.map(({ card }) => card).sort()).toEqual(cardsOn(ARTICLE));
  });
});

it('finds where the day of a review stands, and nothing else', () => {
  const { file = '', start = 0, end = 0 } = dateOfReview('cep-cout', CARDS_DIRECTORY) ?? {};
  expect(readFileSync(join(CARDS_DIRECTORY, file), 'utf8').slice(start, end)).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(dateOfReview('personne', CARDS_DIRECTORY)).toBeNull();
});
