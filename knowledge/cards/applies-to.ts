/** For whom a card holds. The values are those of the situation of a person (`bot/situation/situation.ts`): a test holds the two together. */
import { z } from 'zod';

const oneOrMore = <Value extends z.ZodType>(value: Value) => z.union([value, z.array(value).min(2)]);

export const PUBLICS = {
  statut: [
    'salarie-prive', 'agent-public', 'militaire', 'independant', 'demandeur-emploi', 'apprenti', 'stagiaire', 'etudiant',
    'retraite', 'benevole', 'travailleur-esat', 'jeune-sorti-ecole', 'sans-emploi', 'employeur',
  ],
  contrat: ['cdi', 'cdd', 'interim', 'intermittent', 'saisonnier', 'particulier-employeur', 'assistante-maternelle', 'contrat-pro'],
  sante: ['arret-travail', 'inaptitude'],
  cas: ['etranger', 'detenu', 'elu'],
} as const;

export const appliesToSchema = z.strictObject({
  statut: oneOrMore(z.enum(PUBLICS.statut)).optional(),
  contrat: oneOrMore(z.enum(PUBLICS.contrat)).optional(),
  sante: oneOrMore(z.enum(PUBLICS.sante)).optional(),
  cas: oneOrMore(z.enum(PUBLICS.cas)).optional(),
  cadre: z.boolean().optional(),
  handicap: z.boolean().optional(),
  rsa: z.boolean().optional(),
  frontalier: z.boolean().optional(),
});

export type AppliesTo = z.output<typeof appliesToSchema>;
