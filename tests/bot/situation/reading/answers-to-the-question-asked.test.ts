import { describe, expect, it } from 'vitest';
import type { Slot } from '../../../../bot/situation/situation.ts';
import { readSituation } from '../../../support/read-situation.ts';

/** What the person wrote, the question that was asked, and what is known then. */
const PHRASES: [message: string, asked: Slot, known: string][] = [
  ['je crois pas non', 'cadre', 'cadre=false'],
  ["oui j'ai moins de 26 ans", 'trancheAge', 'trancheAge=moins-26'],
  ["non j'en ai 40", 'trancheAge', 'age=40'],
  ['oui', 'trancheAge', 'trancheAge=moins-26'],
  ['plombier', 'metierVise', 'metierVise=plombier'],
  ['dans le social', 'metierVise', 'metierVise=social'],
  ['je sais pas encore', 'metierVise', ''],
  ['aucune idée', 'metierVise', ''],
  ['infirmière ou aide soignante', 'metierVise', 'metierVise=infirmière ou aide soignante'],
  ["un truc dans l'informatique", 'metierVise', 'metierVise=informatique'],
  ['je voudrais être coach', 'metierVise', 'metierVise=coach'],
  ['je suis vendeuse', 'metier', 'metier=vendeuse'],
  ['vendeuse en prêt à porter', 'metier', 'metier=vendeuse en prêt à porter'],
  ['dans le bâtiment', 'metier', 'statut=salarie-prive metier=bâtiment'],
  ['aucun', 'metier', ''],
  ['je travaille pas', 'metier', 'statut=sans-emploi'],
  ["j'étais cariste", 'metier', 'metier=cariste'],
  ['agent polyvalent', 'metier', 'metier=agent polyvalent'],
  ['chauffeur de taxi', 'metier', 'metier=chauffeur de taxi'],
  ['je fais du secrétariat', 'metier', 'metier=secrétariat'],
  ['plus vieux', 'trancheAge', 'trancheAge=26-et-plus'],
  ['la mairie', 'versant', 'versant=territoriale'],
  ['hôpital', 'versant', 'versant=hospitaliere'],
  ['mail', 'contact', 'contact=mail'],
  ['vers 15h', 'disponibilite', 'disponibilite=apres-midi'],
  ["l'argent surtout", 'contrainte', 'contrainte=budget'],
  ['pour moi', 'pourUnProche', 'pourUnProche=false'],
  ['pour ma fille', 'pourUnProche', 'pourUnProche=true'],
  ['retraité', 'statut', 'statut=retraite'],
  ['je préfère pas dire', 'age', ''],
  ['ça vous regarde pas', 'age', ''],
  ['trente deux', 'age', 'age=32'],
  ['26 depuis hier', 'age', 'age=26'],
  ['bah non je suis ouvrier', 'cadre', 'cadre=false metier=ouvrier'],
  ['je sais pas trop', 'contrat', ''],
  ['oui je bosse à côté', 'activite', 'activite=en-emploi'],
  ['non et je cherche pas', 'activite', 'activite=sans'],
  ["j'en ai eu plein", 'metier', ''],
  ['oui suisse', 'frontalier', 'frontalier=true'],
];

describe('answers to the question just asked', () => {
  it.each(PHRASES)('« %s »', (message, asked, known) => {
    expect(readSituation(message, asked)).toBe(known);
  });
});
