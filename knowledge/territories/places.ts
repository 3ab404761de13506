/** The communes, départements and régions of France, and the places that a message names. No network: all comes from one package. */
import { type Gazetteer, readGazetteer } from './gazetteer.ts';
import { placeKey } from './place-key.ts';
import { createPlaceReader } from './read-places.ts';

export interface Place {
  level: 'commune' | 'departement' | 'region' | 'country';
  name: string;
  /** INSEE code of a commune. */
  insee?: string;
  /** Of a commune, or of the arrondissement that was named. */
  postalCodes?: string[];
  /** « Paris 11e » is Paris with 11. */
  arrondissement?: number;
  departement?: { code: string; name: string };
  region?: { code: string; name: string };
  overseas: boolean;
  /** Neither metropolitan nor one of the five régions of overseas: Saint-Martin, Polynésie française… */
  collectivity: boolean;
  /** Number of people; 0 where the package has none. */
  population: number;
}

export interface PlaceReading {
  /** The exact words that named the place, with the area or code said beside it: « Saint-Denis (93) ». */
  said: string;
  start: number;
  end: number;
  /** « près de », « vers », « autour de ». */
  near: boolean;
  role: 'home' | 'work' | null;
  /** Best first; more than one when the person must say which. */
  candidates: Place[];
  certain: boolean;
}

export interface PlaceReader {
  /** Places named in the text. `asked` when the person has just been asked where they live, so that a bare word is a place. */
  read(text: string, options?: { asked?: boolean }): PlaceReading[];
}

export interface Places extends PlaceReader {
  /** The communes that share a postal code, most people first; for Paris, Lyon and Marseille the arrondissement. */
  byPostalCode(code: string): Place[];
  /** A commune by its INSEE code; a former code leads to the commune of today. */
  byInsee(code: string): Place | null;
  /** By code (« 29 », « 2A ») or by name. */
  departement(codeOrName: string): Place | null;
  /** By INSEE code (« 53 ») or by today's name. */
  region(codeOrName: string): Place | null;
  /** Communes of today with that many people, by a test of their names (as `placeKey` writes them), most people first. */
  communesNamed(isMeant: (key: string) => boolean, people: number): Place[];
  /** The départements and régions. */
  areas(): Place[];
  /** « Brest (Finistère, Bretagne) ». */
  describe(place: Place): string;
}

export { placeKey };

export function describePlace({ level, name, arrondissement, departement, region }: Place): string {
  const own = arrondissement === undefined ? name : `${name} ${arrondissement}${arrondissement === 1 ? 'er' : 'e'}`;
  const around = level === 'commune' ? [departement?.name, region?.name] : level === 'departement' ? [region?.name] : [];
  const told = [...new Set(around)].filter((part) => part !== undefined && part !== name);
  return told.length > 0 ? `${own} (${told.join(', ')})` : own;
}

let opened: Places | undefined;

/** Reads the package at the first call, about a quarter of a second; afterwards everything is in memory. */
export function openPlaces(): Places {
  opened ??= over(readGazetteer());
  return opened;
}

function over(gazetteer: Gazetteer): Places {
  return {
    ...createPlaceReader(gazetteer),
    byPostalCode: (code) => [...gazetteer.postal(code.replaceAll(' ', ''))],
    byInsee: (code) => gazetteer.insee(code.toUpperCase()),
    departement: (code) => gazetteer.departements.get(code.toUpperCase()) ?? gazetteer.departementsByName.get(placeKey(code)) ?? null,
    region: (code) => gazetteer.regions.get(code) ?? gazetteer.regionsByName.get(placeKey(code)) ?? null,
    communesNamed: (isMeant, people) => communesNamed(gazetteer, isMeant, people),
    areas: () => [...gazetteer.departements.values(), ...gazetteer.regions.values()],
    describe: describePlace,
  };
}

function communesNamed(gazetteer: Gazetteer, isMeant: (key: string) => boolean, people: number): Place[] {
  const found: Place[] = [];
  for (const [key, [number = -1]] of gazetteer.names) if (gazetteer.population(number) >= people && isMeant(key) && !gazetteer.isFormer(key)) found.push(gazetteer.commune(number));
  return found.sort((one, other) => other.population - one.population);
}
