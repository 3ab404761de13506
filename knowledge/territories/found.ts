import type { Place } from './places.ts';

/** A place as found in the words of a message; all namesakes, until the message tells which. */
export interface Found {
  candidates: Place[];
  first: number;
  last: number;
}

/** The number or code of a place, behind its name, tells which one it is: « Saint-Denis 93 ». */
export function isWithin(place: Place, area: Place): boolean {
  if (area.level === 'country' || place.level === 'country') return false;
  if (area.level === 'commune') return area.insee === place.insee;
  if (area.level === 'departement') return place.departement?.code === area.departement?.code;
  return place.region?.code === area.region?.code;
}

/** So many times larger than its namesake, and nobody asks which. */
const DOMINATES = 8;
const CANDIDATES_AT_MOST = 6;

/** The one that everybody means, or those worth asking about. */
export function worthAsking(candidates: readonly Place[]): Place[] {
  const [first, second] = candidates;
  if (!first || !second) return [...candidates];
  // An area has no figure of its own: it stays beside the town of its name.
  if (candidates.some(({ level }) => level !== 'commune')) return candidates.slice(0, 2);
  if (first.population >= DOMINATES * second.population) return [first];
  return candidates.filter(({ population }) => population * DOMINATES > first.population).slice(0, CANDIDATES_AT_MOST);
}
