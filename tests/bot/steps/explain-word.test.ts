import { describe, expect, it } from 'vitest';
import { wordAskedIn } from '../../../bot/steps/explain-word.ts';

describe('a word is asked about', () => {
  it.each([
    ["c'est quoi un OPCO ?", 'OPCO'],
    ['cest koi lare', undefined],
    ["c koi l'are", 'ARE'],
    ['ça veut dire quoi ATPro', 'Transitions Pro'],
    ['et RNCP ça veut dire quoi ?', 'RNCP'],
    ['opco ?', 'OPCO'],
    ["qu'est-ce que le préavis ?", 'préavis'],
    ['je ne sais pas ce que c’est une certification', 'certification'],
    ['préavis kesako', 'préavis'],
    ["je comprends pas le mot recevable", 'recevable'],
    ["pardon mais l'alternance c'est quoi au juste ?", 'alternance'],
    ["c'est quoi un bloc de compétences svp", 'bloc de compétences'],
  ])('« %s »: %s', (message, word) => expect(wordAskedIn(message)?.word).toBe(word));

  it.each(["c'est quoi le délai de préavis pour un cadre ?", 'mon préavis dure combien ?', 'je suis en alternance', "c'est quoi mon opérateur à Lyon ?", "c'est quoi la météo ?", 'opco', 'recours contre transitions pro ?'])('« %s » is another question', (message) =>
    expect(wordAskedIn(message)).toBeNull());
});
