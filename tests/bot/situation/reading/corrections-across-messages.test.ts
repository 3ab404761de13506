import { describe, expect, it } from 'vitest';
import { readSituation } from '../../../support/read-situation.ts';

/** What the person wrote, message after message, and what is known then. */
const PHRASES: [message: string, known: string][] = [
  ['je suis à Lyon / non pardon à Villeurbanne', 'lieu=Villeurbanne'],
  ["j'habite Nantes / en fait Rezé", 'lieu=Rezé'],
  ['je suis cadre / en fait je suis plus cadre', 'cadre=false'],
  ["j'ai 25 ans / pardon 26", 'age=26'],
  ["j'ai 62 ans / 26 pardon faute de frappe", 'age=26'],
  ['je suis salarié / non je suis au chômage', 'statut=demandeur-emploi'],
  ["je suis au chômage / j'ai retrouvé un CDI", 'statut=salarie-prive contrat=cdi'],
  ["je suis étudiant / j'ai arrêté mes études", 'statut=jeune-sorti-ecole'],
  ['je veux une formation / non plutôt créer mon entreprise', 'projet=creation-entreprise'],
  ['je suis fonctionnaire / contractuel en fait', 'statut=agent-public agentContrat=contractuel'],
  ["je veux démissionner / j'ai démissionné hier", 'rupture=demission-donnee'],
  ['appelez moi / plutôt par mail', 'contact=mail'],
  ['je suis maçon / non plombier en fait', 'metier=plombier'],
  ['je suis inscrit / non je suis plus inscrit', 'inscrit=false'],
  ['je veux être infirmière / non aide soignante', 'metierVise=aide soignante projet=reconversion'],
  ['je touche le rsa / je touche plus le rsa', 'rsa=false'],
  ["54 ans, je suis soudeur à Saint-Malo / 45 j'ai inversé", 'age=45 lieu=Saint-Malo metier=soudeur'],
  ["je suis en arrêt maladie / l'arrêt est fini, j'ai repris le boulot", ''],
  ['je vais démissionner pour me reconvertir dans le bois / bon finalement je vais pas démissionner', 'metierVise=bois projet=reconversion'],
  ['je suis à Tours enfin à Joué-lès-Tours', 'lieu=Joué-lès-Tours'],
  ["je travaille à l'hôpital public de Lens / non c'est une clinique privée en fait", 'statut=salarie-prive lieu=Lens'],
];

describe('corrections and withdrawals', () => {
  it.each(PHRASES)('« %s »', (message, known) => {
    expect(readSituation(message)).toBe(known);
  });
});
