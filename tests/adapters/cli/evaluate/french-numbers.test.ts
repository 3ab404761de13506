import { describe, expect, it } from 'vitest';
import { numbersIn } from '../../../../adapters/cli/evaluate/french-numbers.ts';

describe('the numbers of a French text', () => {
  it.each([
    ['mille six cents euros', [1600]],
    ['1 600 € et 1 500 €', [1600, 1500]],
    ['vingt-quatre mois, dont douze dans l’entreprise', [24, 12]],
    ['quatre-vingt-dix-sept', [97]],
    ['soixante et onze jours', [71]],
    ['cent vingt jours', [120]],
    ['deux ou trois fois', [2, 3]],
    ['trois cents salariés', [300]],
    ['102,23 euros', [102.23]],
    ['5 000 euros', [5000]],
    ['6 % des salariés', [6]],
    ['au 1er jour', [1]],
    ['au bout des deux ans', [2]],
    ['de 16-25 ans', [16, 25]],
  ])('« %s » holds %j', (text, numbers) => expect(numbersIn(text)).toEqual(numbers));

  it.each(['un conseiller et une formation', 'le C2P, une E2C', 'personne n’est neutre', 'un accent, une centaine', 'l’accord des deux', 'dans ces trois cas'])('« %s » holds none', (text) =>
    expect(numbersIn(text)).toEqual([]),
  );
});
