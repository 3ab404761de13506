/** Kinds of personal data that nobody asked for, and that are masked before anything is stored, logged or sent. */
export const PERSONAL_DATA_KINDS = ['nir', 'iban', 'phone', 'email', 'payment-card', 'france-travail-id'] as const;
export type PersonalDataKind = (typeof PERSONAL_DATA_KINDS)[number];
