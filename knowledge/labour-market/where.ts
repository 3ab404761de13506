/** The place that a question about the labour market names: a commune, a département or a région, or the namesakes to choose among. */
import { slipsBetween } from '../slips.ts';
import { openPlaces, type Place, placeKey, type PlaceReading } from '../territories/places.ts';

/** So few words can be a place and nothing else. */
const BARE_WORDS = 4;
/** A village of that size is not worth a question when a town has its name. */
const VILLAGE = 1_000;
const TOWN = 2_000;
/** A name cut short is guessed for a town of that size only. */
const SHORTENED_FROM = 3_000;
const ONE_SLIP_FROM = 6;
const TWO_SLIPS_FROM = 11;
const LINKS = /^(?:(?:dans|en|a|au|sur|vers|autour|pres|de|du|d|le|la|les|l|region|departement) )+/;

/** Null when none is named. `asked` when the person has just been asked for the place. */
export function readWhere(text: string, asked = false): PlaceReading | null {
  const isBare = asked || text.trim().split(/\s+/).length <= BARE_WORDS;
  // « Taux de chômage 35 »: a number at the end of such a question is a département.
  const completed = /\b(?:dans|en) (?:le )?\S+\s*\??$/i.test(text) ? text : text.replace(/ (\d{2}|2[ab]|97\d)\s*\??$/i, ' dans le $1');
  const named = openPlaces().read(completed, { asked: isBare });
  const place = named.find(({ role }) => role !== 'work') ?? named[0];
  return place ? withoutVillages(place) : isBare ? guessed(text) : null;
}

/** « Aubusson » is the town: the answer says its département, and a villager says theirs. */
function withoutVillages(place: PlaceReading): PlaceReading {
  const [first, ...others] = place.candidates;
  const isTown = first?.level === 'commune' && first.population >= TOWN && others.every(({ level, population }) => level === 'commune' && population < VILLAGE);
  return isTown && first ? { ...place, candidates: [first], certain: true } : place;
}

/** The whole message is a name cut short (« Plougastel ») or a misspelt area (« haute garone »). */
function guessed(text: string): PlaceReading | null {
  const key = placeKey(text).replace(LINKS, '');
  if (key.length < ONE_SLIP_FROM || /\d/.test(key)) return null;
  const towns = openPlaces().beginningWith(key).filter(({ population }) => population >= SHORTENED_FROM).sort((one, other) => other.population - one.population);
  const [found] = towns.length === 1 ? towns : nearestArea(key);
  return found ? { said: text.trim(), start: 0, end: text.length, near: false, role: null, candidates: [found], certain: true } : null;
}

function nearestArea(key: string): Place[] {
  const limit = key.length >= TWO_SLIPS_FROM ? 2 : 1;
  const near = openPlaces().areas().map((area) => ({ area, slips: slipsBetween(key, placeKey(area.name), limit) })).filter(({ slips }) => slips <= limit);
  return near.sort((one, other) => one.slips - other.slips).map(({ area }) => area);
}
