/**
 * What we know of a person: read this file to know all that the bot may remember about somebody.
 * Each slot is optional and holds one fact: its value, the person's own words, and when they were said.
 * Nothing stands here that was not said, or deduced from what was said and shown as such.
 */
import { z } from 'zod';

/** Where the person stands today. `sans-emploi` neither works nor is a registered or avowed jobseeker. */
export const STATUTS = [
  'salarie-prive',
  'agent-public',
  'militaire',
  'independant',
  'demandeur-emploi',
  'apprenti',
  'stagiaire',
  'etudiant',
  'retraite',
  'benevole',
  'travailleur-esat',
  'jeune-sorti-ecole',
  'sans-emploi',
  /** Asks for the staff of a firm, not for themselves. */
  'employeur',
] as const;

/** Closest to what the law distinguishes; several may be true of one person, the most decisive is kept. */
export const PROJETS = [
  'demission-reconversion',
  'c2p', // use the points of the compte professionnel de prévention
  'creation-entreprise', // or taking one over
  'vae',
  'bilan-de-competences',
  'reconversion',
  'formation',
  'evolution-interne',
  'retour-emploi', // after a leave, an illness, years at home
  'recherche-emploi',
  'faire-le-point',
] as const;

export const CONTRATS = ['cdi', 'cdd', 'interim', 'intermittent', 'saisonnier', 'particulier-employeur', 'assistante-maternelle', 'contrat-pro'] as const;
export const VERSANTS = ['etat', 'territoriale', 'hospitaliere'] as const;
export const RUPTURES = [
  'demission-envisagee',
  'demission-donnee',
  'licenciement-economique',
  'csp', // contrat de sécurisation professionnelle accepted
  'licenciement',
  'rupture-conventionnelle',
  'fin-de-contrat',
] as const;

/** A place as France counts them; `collectivite` is true where the CEP has no known operator. */
export const lieuSchema = z.object({
  level: z.enum(['commune', 'departement', 'region', 'country']),
  name: z.string(),
  insee: z.string().nullable(),
  /** Code of the département: `35`, `2A`, `974`. */
  departement: z.string().nullable(),
  /** INSEE code of the région: `53`. */
  region: z.string().nullable(),
  collectivite: z.boolean(),
});
export type Lieu = z.infer<typeof lieuSchema>;

/** The values that each slot may hold. The order is that of the card « Ce que j'ai compris ». */
export const SLOT_VALUES = {
  statut: z.enum(STATUTS),
  /** Only for a student, retiree or volunteer, whose door depends on it. */
  activite: z.enum(['en-emploi', 'cherche-emploi', 'sans']),
  contrat: z.enum(CONTRATS),
  cadre: z.boolean(),
  versant: z.enum(VERSANTS),
  agentContrat: z.enum(['titulaire', 'contractuel']),
  /** Registered with France Travail. */
  inscrit: z.boolean(),
  /** In years. */
  age: z.number().int().min(14).max(99),
  /** When the person gives a range only. `moins-26` runs until the 26th birthday. */
  trancheAge: z.enum(['moins-26', '26-et-plus']),
  lieu: lieuSchema,
  /** In the person's own words: « aide soignante ». */
  metier: z.string().max(80),
  metierVise: z.string().max(80),
  projet: z.enum(PROJETS),
  rupture: z.enum(RUPTURES),
  rsa: z.boolean(),
  frontalier: z.boolean(),
  /** Abroad, in detention, elected: no text says which operator, a human does. */
  cas: z.enum(['etranger', 'detenu', 'elu']),
  /** Said by the person, never asked. */
  handicap: z.boolean(),
  /** Said by the person, never asked. */
  sante: z.enum(['arret-travail', 'inaptitude']),
  contrainte: z.enum(['enfants', 'aidant', 'sans-permis', 'horaires', 'budget', 'distance', 'langue']),
  contact: z.enum(['telephone', 'visio', 'presentiel', 'mail']),
  disponibilite: z.enum(['matin', 'midi', 'apres-midi', 'soir', 'week-end']),
  /** The person writes for somebody close; the situation is that person's. */
  pourUnProche: z.boolean(),
} as const;

export type Slot = keyof typeof SLOT_VALUES;
export type SlotValue<S extends Slot = Slot> = z.infer<(typeof SLOT_VALUES)[S]>;
export const SLOTS = Object.keys(SLOT_VALUES) as Slot[];

/** Health data (RGPD art. 9): used while talking, kept only with the person's agreement. */
export const SENSITIVE_SLOTS = ['handicap', 'sante'] as const satisfies readonly Slot[];
export const isSensitive = (slot: Slot): boolean => (SENSITIVE_SLOTS as readonly Slot[]).includes(slot);

/** One thing known, with where it comes from. */
export interface Fact<Value = unknown> {
  value: Value;
  /** The person's own words. */
  said: string;
  /** 1 for the first message of the person. */
  turn: number;
  /** ISO instant. */
  at: string;
  /** `deduced` follows from other words: an « hôpital public » employs agents of the hospital branch. */
  origin: 'stated' | 'deduced';
  /** The person saw it and said yes, or answered a question about it. */
  confirmed: boolean;
}

export type Situation = { [S in Slot]?: Fact<SlotValue<S>> };

const factSchema = (value: z.ZodType) =>
  z.object({ value, said: z.string().max(200), turn: z.number().int().positive(), at: z.string(), origin: z.enum(['stated', 'deduced']), confirmed: z.boolean() }).optional();

/** Reads a situation back from the store: every value is in its closed list, or the state is refused. */
export const situationSchema = z.strictObject(Object.fromEntries(SLOTS.map((slot) => [slot, factSchema(SLOT_VALUES[slot] as z.ZodType)]))) as unknown as z.ZodType<Situation>;

/** The bare values, as rules and conditions look at them. */
export type SituationValues = { [S in Slot]?: SlotValue<S> };

export function valuesOf(situation: Situation): SituationValues {
  return Object.fromEntries(Object.entries(situation).flatMap(([slot, fact]) => (fact ? [[slot, fact.value]] : [])));
}
