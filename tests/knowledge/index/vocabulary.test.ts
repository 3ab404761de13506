import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Expressions, type Token } from '../../../knowledge/index/expressions.ts';
import { isFunctionWord, words } from '../../../knowledge/index/french.ts';
import { readOtherThemes } from '../../../knowledge/index/other-themes.ts';
import { stem } from '../../../knowledge/index/stem.ts';
import { compileTexting, compileVocabulary, readVocabulary, VocabularyError } from '../../../knowledge/index/vocabulary.ts';

const vocabulary = readVocabulary();
const patterns = compileVocabulary(vocabulary);
const tokens = (text: string): Token[] => words(text).map((word) => ({ word, stem: stem(word), isFunctionWord: isFunctionWord(word) }));
const meaningsOf = (text: string) => new Expressions(patterns).findIn(tokens(text)).flatMap(({ pattern }) => pattern.meanings.map(({ stems }) => stems.join(' ')));
const meaning = (text: string) => tokens(text).filter((token) => !token.isFunctionWord).map((token) => token.stem).join(' ');

describe('the vocabulary', () => {
  it('can be found word by word: every row leaves something to look for', () => {
    const said = Object.values(vocabulary.words).flat().flatMap((entry) => entry.say);
    expect(said.filter((phrase) => words(phrase).length === 0)).toEqual([]);
    expect(patterns.filter((pattern) => pattern.stems.length === 0 || pattern.meanings.some(({ stems }) => stems.length === 0))).toEqual([]);
  });

  it('says each expression once: two rows for the same words would pull apart', () => {
    const said = Object.values(vocabulary.words).flatMap((entries) => entries.flatMap((entry) => [...new Set(entry.say.map((phrase) => words(phrase).join(' ')))]));
    const twice = said.filter((phrase, index) => said.indexOf(phrase) !== index);
    expect(twice).toEqual([]);
  });

  it.each([
    ['je veux monter ma boîte', "création d'entreprise"],
    ['monter ma propre boite', "création d'entreprise"],
    ['je voudrais tester un métier', 'périodes de mise en situation en milieu professionnel'],
    ['faire le point sur ma carrière', 'conseil en évolution professionnelle'],
    ['me mettre à mon compte', "création d'entreprise"],
    ['on me paie au black', 'travail dissimulé'],
    ['je me suis fait virer', 'licenciement'],
  ])('understands « %s » as « %s »', (said, meant) => {
    expect(meaningsOf(said)).toContain(meaning(meant));
  });

  it('does not take « compte » for « à mon compte »', () => {
    expect(meaningsOf('le compte personnel')).not.toContain(meaning("création d'entreprise"));
  });

  it('prefers the longest expression', () => {
    expect(meaningsOf('rupture conventionnelle collective')).toEqual([meaning('rupture conventionnelle collective')]);
  });

  it('reads text messages', () => {
    const texting = compileTexting(vocabulary);
    expect(texting['jsuis']).toEqual(['je', 'suis']);
    expect(texting['koi']).toEqual(['quoi']);
  });
});

describe('a mistake in a table', () => {
  const file = join(tmpdir(), `vocabulary-${process.pid}.yaml`);
  it.each([
    ['texting: {}\nsame: []\nwords: { emploi: [{ say: [taf] }] }', /mean/],
    ['texting: [', /ne peut pas être lu/],
  ])('is told with its place and how to mend it', (content, expected) => {
    writeFileSync(file, content);
    expect(() => readVocabulary(pathToFileURL(file))).toThrow(VocabularyError);
    expect(() => readVocabulary(pathToFileURL(file))).toThrow(expected);
  });
});

describe('other themes', () => {
  it('leave our own words alone', () => {
    const foreign = new Expressions(readOtherThemes());
    for (const ours of ['travail', 'emploi', 'formation', 'salaire', 'contrat', 'chômage', 'métier', 'entreprise', 'diplôme', 'congés', 'cpf', 'vae', 'cep', 'conseiller', 'reconversion', 'licenciement', 'handicap']) {
      expect(foreign.findIn(tokens(ours)), ours).toEqual([]);
    }
  });

  it('know a recipe, the weather and a flat', () => {
    const themes = (text: string) => new Expressions(readOtherThemes()).findIn(tokens(text)).map(({ pattern }) => pattern.otherTheme);
    expect(themes('une recette de crêpes')).toContain('cuisine');
    expect(themes('quel temps fait-il demain')).toContain('météo et géographie');
    expect(themes('mon loyer augmente')).toContain('logement');
  });
});
