/** Kinds of personal data that nobody asked for, and that are masked before anything is stored, logged or sent. */
export const PERSONAL_DATA_KINDS = ['nir', 'iban', 'phone', 'email', 'payment-card', 'france-travail-id', 'name'] as const;
export type PersonalDataKind = (typeof PERSONAL_DATA_KINDS)[number];

/** How each kind is named to the person, with its possessive: « j'ai masqué votre adresse e-mail ». */
export const PERSONAL_DATA_NAMES: Record<PersonalDataKind, string> = {
  nir: 'numéro de sécurité sociale',
  iban: 'numéro de compte bancaire',
  phone: 'numéro de téléphone',
  email: 'adresse e-mail',
  'payment-card': 'numéro de carte bancaire',
  'france-travail-id': 'identifiant France Travail',
  name: 'nom',
};
