/** Turns the places that a message names into where the person lives, or into a question when several share the name. */
import type { Place, PlaceReader, PlaceReading } from '../../../knowledge/territories/places.ts';
import type { Lieu } from '../situation.ts';
import type { Reading } from './reading.ts';

/** « Saint-Denis » : which one? Best first. */
export interface PlaceQuestion {
  said: string;
  candidates: Lieu[];
}

export function toLieu(place: Place): Lieu {
  return {
    level: place.level,
    name: place.name,
    insee: place.insee ?? null,
    departement: place.departement?.code ?? null,
    region: place.region?.code ?? null,
    collectivite: place.collectivity,
  };
}

const CANDIDATES_AT_MOST = 4;

export interface PlacesRead {
  readings: Reading[];
  question: PlaceQuestion | null;
  /** Every place named, in the person's words: none is a trade. */
  said: string[];
}

/** `isOwn` tells, for a place in the message, whether it is said of the person: « ma cousine habite Toulouse » is not. */
export function readPlace(text: string, asked: boolean, places: PlaceReader, isOwn: (start: number) => boolean): PlacesRead {
  const all = places.read(text, { asked }).filter(({ start }) => isOwn(start));
  // « originaire de Brest, je vis à Paris »
  const today = all.filter(({ start }) => !FROM.test(text.slice(0, start)));
  const found = afterCorrection(text, today.length > 0 ? today : all);
  const chosen = narrower(found, found.find(({ role }) => role === 'home') ?? finest(found));
  const best = chosen?.candidates[0];
  const names = found.map((place) => place.said);
  if (!chosen || !best) return { readings: [], question: null, said: names };
  if (!chosen.certain) return { readings: [], question: { said: chosen.said, candidates: chosen.candidates.slice(0, CANDIDATES_AT_MOST).map(toLieu) }, said: names };
  const said = chosen.said.slice(0, 200);
  const reading: Reading = { slot: 'lieu', value: toLieu(best), said, first: 0, deduced: false };
  // Who lives abroad is settled by no text.
  const abroad: Reading[] = best.level === 'country' ? [{ slot: 'cas', value: 'etranger', said, first: 0, deduced: true }] : [];
  return { readings: [reading, ...abroad], question: null, said: names };
}

const FROM = /\b(originaire d[e'’u]|n[ée]e? [àa]|venue? d[e'’]|quitt[ée]e?r?)\s*$/i;
const CORRECTION = /\b(enfin|non|plut[oô]t|pardon|en fait|je veux dire|je voulais dire|d[ée]sol[ée]e?|maintenant|d[ée]sormais|finalement)\b/i;
/** « à Tours, enfin à Joué-lès-Tours »: what is said behind the correction. */
function afterCorrection(text: string, found: PlaceReading[]): PlaceReading[] {
  const from = found.findLastIndex((place, at) => at > 0 && CORRECTION.test(text.slice(found[at - 1]?.end ?? 0, place.start)));
  return from > 0 ? found.slice(from) : found;
}

/** « en Nouvelle-Calédonie, à Nouméa »: the town inside the area that was chosen. */
function narrower(found: PlaceReading[], chosen: PlaceReading | undefined): PlaceReading | undefined {
  const area = chosen?.candidates[0];
  if (!chosen || !area || area.level === 'commune') return chosen;
  const isIn = ({ candidates: [place], role }: PlaceReading) =>
    place?.level === 'commune' && role !== 'work' && (area.departement ? place.departement?.code === area.departement.code : area.region !== undefined && (place.region?.code === area.region.code || place.departement?.code === area.region.code));
  return found.find(isIn) ?? chosen;
}

const FINENESS = { commune: 0, departement: 1, region: 2, country: 3 };
/** Of two places the finer one, and of two alike the first named. */
function finest(found: PlaceReading[]): PlaceReading | undefined {
  return [...found].sort((one, other) => FINENESS[one.candidates[0]?.level ?? 'country'] - FINENESS[other.candidates[0]?.level ?? 'country'])[0];
}
