import { describe, expect, it } from 'vitest';
import { readSituation } from '../../../support/read-situation.ts';

/** What the person wrote, and what is known then. */
const PHRASES: [message: string, known: string][] = [
  ["vous pouvez m'appeler ?", 'contact=telephone'],
  ['rappelez-moi au 0612345678', 'contact=telephone'],
  ['je préfère par téléphone', 'contact=telephone'],
  ['un coup de fil ça serait bien', 'contact=telephone'],
  ["je veux pas d'appel", ''],
  ['pas au téléphone', ''],
  ['je préfère venir', 'contact=presentiel'],
  ['je peux me déplacer', 'contact=presentiel'],
  ['je préfère un rdv en agence', 'contact=presentiel'],
  ['un vrai rdv avec un humain', 'contact=presentiel'],
  ['un entretien en visio le jeudi', 'contact=visio'],
  ['contactez-moi par mail', 'contact=mail'],
  ['envoyez-moi un mail', 'contact=mail'],
  ['je suis joignable entre 12h et 14h', 'disponibilite=midi'],
  ['après 17h30', 'disponibilite=soir'],
  ['avant 9h', 'disponibilite=matin'],
  ['le matin de préférence', 'disponibilite=matin'],
  ["l'aprem", 'disponibilite=apres-midi'],
  ['le week-end uniquement', 'disponibilite=week-end'],
  ['plutôt en soirée', 'disponibilite=soir'],
  ["le midi c'est mieux", 'disponibilite=midi'],
  ['tous les soirs sauf le mercredi', 'disponibilite=soir'],
  ['pas dispo le matin', ''],
  ["dispo n'importe quand", ''],
  ["je travaille de nuit donc dispo l'après-midi", 'contrainte=horaires disponibilite=apres-midi'],
  ['fin de journée', 'disponibilite=soir'],
  ['mes horaires changent tout le temps', 'contrainte=horaires'],
  ['je suis seule avec mon fils', 'contrainte=enfants'],
  ['je dois garder ma fille', 'contrainte=enfants'],
  ["j'ai un petit de 2 ans", 'contrainte=enfants'],
  ['pas de mode de garde', 'contrainte=enfants'],
  ['je peux pas me déplacer à plus de 20 km', 'contrainte=distance'],
  ["j'ai pas de voiture et j'habite loin", 'contrainte=sans-permis'],
  ['pas de bus chez moi', 'contrainte=distance'],
  ["je m'occupe de mon père qui a Alzheimer", 'contrainte=aidant'],
  ["ma mère est malade et je m'occupe d'elle", 'contrainte=aidant'],
  ['je suis sourd', 'handicap=true'],
  ['dyslexique', 'handicap=true'],
  ["j'ai un handicap", 'handicap=true'],
  ['suivi par cap emploi', ''],
  ['reconnaissance RQTH en cours', 'handicap=true'],
  ["j'ai fait une demande de RQTH", 'handicap=true'],
  ['invalidité catégorie 2', 'handicap=true'],
  ['je suis en mi-temps thérapeutique', 'sante=arret-travail'],
  ['en accident de travail', 'sante=arret-travail'],
  ['en longue maladie', 'sante=arret-travail'],
  ['je suis en maladie professionnelle', 'sante=arret-travail'],
  ['licenciée pour inaptitude', 'statut=demandeur-emploi rupture=licenciement sante=inaptitude'],
  ['je suis en congé parental', ''],
];

describe('contact, hours, constraints, health', () => {
  it.each(PHRASES)('« %s »', (message, known) => {
    expect(readSituation(message)).toBe(known);
  });
});
