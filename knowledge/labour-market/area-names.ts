/** Names of bassins and zones d'emploi as a sentence says them. Their producers write some in capitals and without accents. */
import { openPlaces, placeKey } from '../territories/places.ts';

const LINKS = new Set(['de', 'du', 'des', 'la', 'le', 'les', 'et', 'sur', 'en', 'd', 'l', 'sous', 'aux', 'au']);

/** « SAINT CLAUDE » is « Saint-Claude » where a town or a département has that name; otherwise each word has its capital. */
export function properName(label: string, departements: readonly string[]): string {
  const bare = label.trim().replace(/^bassin\s+/i, '');
  if (bare !== bare.toUpperCase()) return bare;
  return townOf(bare, departements) ?? placeOf(bare) ?? bare.toLowerCase().replace(/[\p{L}\p{M}\p{N}]+/gu, (word, at: number) => (at > 0 && LINKS.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)));
}

const placeOf = (label: string): string | null => openPlaces().departement(label)?.name ?? openPlaces().region(label)?.name ?? null;

function townOf(label: string, departements: readonly string[]): string | null {
  const key = placeKey(label);
  const towns = openPlaces().read(`ville de ${label}`, { asked: true }).flatMap(({ candidates }) => candidates);
  return towns.find(({ level, name, departement }) => level === 'commune' && placeKey(name) === key && departements.includes(departement?.code ?? ''))?.name ?? null;
}

/** « bassin d’emploi de Rennes », « d’Auch », « du Havre », « des Sables-d’Olonne ». */
export function zoningPhrase(kind: 'bassin d’emploi' | 'zone d’emploi', name: string): string {
  if (/^Le /.test(name)) return `${kind} du ${name.slice(3)}`;
  if (/^Les /.test(name)) return `${kind} des ${name.slice(4)}`;
  if (/^T\d/.test(name)) return `${kind} ${name}`;
  return /^[AEIOUYÀÂÉÈÊÎÔŒ]/i.test(name) ? `${kind} d’${name}` : `${kind} de ${name}`;
}
