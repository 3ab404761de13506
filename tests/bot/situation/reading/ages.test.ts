import { describe, expect, it } from 'vitest';
import { readSituation } from '../../../support/read-situation.ts';

/** What the person wrote, and what is known then. */
const PHRASES: [message: string, known: string][] = [
  ['rupture conv signée', 'rupture=rupture-conventionnelle'],
  ['intérimaire depuis 2 ans', 'statut=salarie-prive contrat=interim'],
  ['apprenti boulanger, 19 ans, Dijon', 'statut=apprenti age=19 lieu=Dijon metier=boulanger'],
  ['je serai à la retraite dans 2 ans', ''],
  ["j'ai 25 ans et demi", 'age=25'],
  ["j'aurai 26 ans en janvier", 'age=25'],
  ['26 ans le mois prochain', 'age=25'],
  ["j'ai eu 26 ans hier", 'age=26'],
  ['né en 1985', 'age=41'],
  ['née le 12/03/1999', 'age=27'],
  ['je suis né en 2001', 'age=25'],
  ["10 ans d'expérience", ''],
  ['ça fait 20 ans que je bosse', ''],
  ["j'ai 45ans", 'age=45'],
  ['45 ans', 'age=45'],
  ['agée de 52 ans', 'age=52'],
  ["j'ai bientôt 30 ans", 'age=29'],
  ['52 balais', 'age=52'],
  ['je suis dans ma 40e année', ''],
  ["j'ai la cinquantaine bien tassée", 'trancheAge=26-et-plus'],
  ['plus de 26 ans', 'trancheAge=26-et-plus'],
  ["j'ai moins de 25 ans", 'trancheAge=moins-26'],
  ["j'ai la trentaine", 'trancheAge=26-et-plus'],
  ["j'ai pas encore 26 ans", 'trancheAge=moins-26'],
  ['26 ans et plus', 'trancheAge=26-et-plus'],
  ['mineure', 'trancheAge=moins-26'],
  ['entre 18 et 25 ans', 'trancheAge=moins-26'],
  ['+ de 50 ans', 'trancheAge=26-et-plus'],
  ['j’ai pas 26 ans, 25', 'age=25'],
  ['15 ans dans la restauration', ''],
  ['je veux la retraite à 62 ans', ''],
  ['moi 45', 'age=45'],
  ["si j'avais encore 20 ans, mais j'en ai 47", 'age=47'],
  ['vingt-cinq ans', 'age=25'],
  ['soixante et onze ans', 'age=71'],
  ['né il y a cinquante ans', 'age=50'],
  ['je vais sur mes quarante ans', 'age=39'],
  ['moins de 26', 'trancheAge=moins-26'],
  ['tout juste majeur', 'trancheAge=moins-26'],
  ['plus de 10 ans d’expérience', ''],
];

describe('ages and ranges of age', () => {
  it.each(PHRASES)('« %s »', (message, known) => {
    expect(readSituation(message)).toBe(known);
  });
});
