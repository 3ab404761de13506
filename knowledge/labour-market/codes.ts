/**
 * Two zonings of France that share no border and clash in their codes: the *bassin d'emploi* of France Travail and the *zone d'emploi* of Insee.
 * « 5314 » is the bassin of Rennes in one, another town in the other. Each code carries its zoning in its type, so that none is taken for the other.
 */
export type BassinCode = string & { readonly zoning: 'bassin' };
export type ZoneEmploiCode = string & { readonly zoning: 'zone-emploi' };

const FOUR_DIGITS = /^\d{4}$/;

/** Null when it is no such code. */
export const toBassin = (code: string): BassinCode | null => (FOUR_DIGITS.test(code) ? (code as BassinCode) : null);
/** Null when it is no such code. */
export const toZoneEmploi = (code: string): ZoneEmploiCode | null => (FOUR_DIGITS.test(code) ? (code as ZoneEmploiCode) : null);
