import { describe, expect, it } from 'vitest';
import { readSituation } from '../../../support/read-situation.ts';

/** What the person wrote, and what is known then. */
const PHRASES: [message: string, known: string][] = [
  ['je suis inscrit / non je suis plus inscrit', 'inscrit=false'],
  ['je veux être infirmière / non aide soignante', 'metierVise=aide soignante projet=reconversion'],
  ['je touche le rsa / je touche plus le rsa', 'rsa=false'],
  ["j'ai pas d'enfants", ''],
  ['je suis pas en arrêt', ''],
  ['je suis ni étudiant ni salarié', ''],
  ['je ne cherche pas de formation', ''],
  ['je veux pas démissionner', ''],
  ["je n'ai pas de RQTH", 'handicap=false'],
  ['je suis pas retraité', ''],
  ['je suis pas inscrit mais je cherche', 'inscrit=false'],
  ['sans permis ni voiture', 'contrainte=sans-permis'],
  ['pas de visio svp, plutôt sur place', 'contact=presentiel'],
  ["pas le matin, l'après midi", 'disponibilite=apres-midi'],
  ['jamais travaillé', 'statut=sans-emploi'],
  ["je n'ai jamais été inscrit", 'inscrit=false'],
  ['je suis pas au chômage', ''],
  ['je suis plus étudiante', ''],
  ['ni cadre ni fonctionnaire, simple vendeur en cdi', 'statut=salarie-prive contrat=cdi cadre=false metier=vendeur'],
  ['technicien non cadre dans une usine', 'statut=salarie-prive cadre=false metier=technicien'],
  ['jamais inscrit', 'inscrit=false'],
  ['je veux pas de visio', ''],
  ["j'ai pas le permis", 'contrainte=sans-permis'],
];

describe('denials', () => {
  it.each(PHRASES)('« %s »', (message, known) => {
    expect(readSituation(message)).toBe(known);
  });
});
