import { describe, expect, it } from 'vitest';
import { readSituation } from '../../../support/read-situation.ts';

/** What the person wrote, and what is known then. */
const PHRASES: [message: string, known: string][] = [
  ['mon fils est en prison', ''],
  ["c'est pour mon fils de 19 ans, il a arrêté le lycée", 'statut=jeune-sorti-ecole age=19 pourUnProche=true'],
  ["Bonjour, mon fils a 17 ans et il ne va plus en cours, où peut-il s'adresser ?", 'statut=jeune-sorti-ecole age=17 pourUnProche=true'],
  ['ma fille de 23 ans cherche un apprentissage', 'age=23 pourUnProche=true'],
  ['je me renseigne pour ma compagne qui est infirmière au CHU', 'statut=agent-public versant=hospitaliere metier=infirmière pourUnProche=true'],
  ['je vous écris au nom de mon frère', 'pourUnProche=true'],
  ["c'est pour une copine au chômage", 'statut=demandeur-emploi pourUnProche=true'],
  ['mes parents sont agriculteurs', ''],
  ['mon fils a 12 ans', ''],
  ["ma sœur travaille à l'hôpital et elle m'a conseillé de vous contacter", ''],
  ['je vous contacte pour mon beau frère, 45 ans, maçon à Rodez, il a été licencié', 'statut=demandeur-emploi age=45 lieu=Rodez metier=maçon rupture=licenciement pourUnProche=true'],
  ['mon fils de 18 ans a quitté son apprentissage, que peut-il faire ?', 'statut=jeune-sorti-ecole age=18 pourUnProche=true'],
  ['pour mon mari, cadre, 50 ans, licencié', 'statut=demandeur-emploi cadre=true age=50 rupture=licenciement pourUnProche=true'],
  ['Mon copain cherche du travail à Brest et il parle pas français', 'statut=demandeur-emploi lieu=Brest projet=recherche-emploi contrainte=langue pourUnProche=true'],
  ['le mari de ma collègue est frontalier', ''],
  ['ma soeur est fonctionnaire', ''],
  ['mes collègues ont été licenciés', ''],
  ['mon employeur refuse ma formation', ''],
  ['ma patronne veut pas que je parte en formation', ''],
  ['ma fille a 19 ans et moi 45', 'age=45'],
  ['mon chef est cadre', ''],
  ['mon mari est militaire, moi je suis auxiliaire de puériculture', 'metier=auxiliaire de puériculture'],
  ['le patron de ma femme est un tyran', ''],
  ["c'est pas pour un proche, c'est pour moi", 'pourUnProche=false'],
];

describe('people who write for somebody, or only speak of them', () => {
  it.each(PHRASES)('« %s »', (message, known) => {
    expect(readSituation(message)).toBe(known);
  });
});
