import { describe, expect, it } from 'vitest';
import { outdatedIn, readOutdated } from '../../../../adapters/cli/evaluate/outdated.ts';

const statements = readOutdated();
const found = (text: string) => outdatedIn(text, statements).map(({ id }) => id);

describe('what no longer holds', () => {
  it('is seen when it is said as if it held', () => {
    expect(found('Adressez-vous à Pôle emploi.')).toEqual(['pole-emploi']);
    expect(found('L’entretien professionnel a lieu tous les deux ans.')).toEqual(['entretien-deux-ans']);
    expect(found('Le CEP a trois niveaux.')).toEqual(['cep-trois-niveaux']);
  });

  it('may be named to say that it is past', () => {
    expect(found('Pôle emploi s’appelle France Travail depuis le 1er janvier 2024.')).toEqual([]);
    expect(found('Le Fongecif n’existe plus.')).toEqual([]);
  });

  it('is asked about in at least two ways each', () => {
    for (const { asks } of statements) expect(asks.length).toBeGreaterThanOrEqual(2);
  });
});
