/** The place that a question about the labour market names: a commune, a département or a région, or the namesakes to choose among. */
import { slipsBetween } from '../slips.ts';
import { openPlaces, type Place, placeKey, type PlaceReading } from '../territories/places.ts';
import { soundOf } from './trade-words.ts';

/** So few words can be a place and nothing else. */
const BARE_WORDS = 4;
/** A village of that size is not worth a question when a town has its name. */
const VILLAGE = 1_000;
const TOWN = 2_000;
/** A name cut short is guessed for a town of that size only. */
const SHORTENED_FROM = 3_000;
/** A name that only sounds right, for a town of that size. */
const LARGE = 10_000;
const ONE_SLIP_FROM = 6;
const TWO_SLIPS_FROM = 11;
const LINKS = /^(?:(?:dans|en|a|au|sur|vers|autour|pres|de|du|d|le|la|les|l|region|departement) )+/;

/** Null when none is named. `asked` when the person has just been asked for the place. */
export function readWhere(text: string, asked = false): PlaceReading | null {
  const isBare = asked || text.trim().split(/\s+/).length <= BARE_WORDS;
  // « Taux de chômage 35 », « le 93 c'est comment »: a number there is a département.
  const told = text.replace(/(?<!\b(?:le|en|dept|dans|département|departement|dpt)) (\d{2}|2[ab]|97\d)\s*\??$/i, ' dans le $1').replace(/^(?:et )?le (?=(?:\d{2}|2[ab]|97\d)\b(?! (?:\d|janv|f[ée]v|mars|avr|mai|jui|ao[uû]t|sept|oct|nov|d[ée]c)))/i, 'dans le ');
  const named = openPlaces().read(told, { asked: isBare });
  const place = named.find(({ role }) => role !== 'work') ?? named[0];
  return place ? withoutVillages(place) : guessed(text, isBare);
}

/** « Aubusson » is the town: the answer says its département, and a villager says theirs. */
function withoutVillages(place: PlaceReading): PlaceReading {
  const [first, ...others] = place.candidates;
  const isTown = first?.level === 'commune' && first.population >= TOWN && others.every(({ level, population }) => level === 'commune' && population < VILLAGE);
  return isTown && first ? { ...place, candidates: [first], certain: true } : place;
}

const ANNOUNCED = /(?:^|\s)(?:à|a|sur|vers|autour de|près de|pres de|autour d['’])\s*([\p{L}][\p{L}'’ -]+?)\s*[?.!]*$/iu;

/** A name cut short (« Plougastel »), written as it sounds (« dunkerke »), or that of a misspelt area (« haute garone »). */
function guessed(text: string, isBare: boolean): PlaceReading | null {
  const said = ANNOUNCED.exec(text)?.[1] ?? (isBare ? text.trim() : '');
  const key = placeKey(said).replace(LINKS, '');
  if (key.length < ONE_SLIP_FROM || /\d/.test(key)) return null;
  const [found] = [shortened(key), soundingLike(key), ...(isBare ? [nearestArea(key)] : [])].find((places) => places.length === 1) ?? [];
  const start = text.indexOf(said);
  return found ? { said, start, end: start + said.length, near: false, role: null, candidates: [found], certain: true } : null;
}

const shortened = (key: string): Place[] => openPlaces().communesNamed((name) => name.startsWith(`${key} `), SHORTENED_FROM);

/** First letters that may stand for each other: « kimper ». */
const SAME_SOUND = new Map([['k', 'kqc'], ['q', 'qkc'], ['c', 'ckqs'], ['s', 'sc'], ['f', 'fp'], ['j', 'jg'], ['g', 'gj']]);

function soundingLike(key: string): Place[] {
  const sound = soundOf(key);
  return openPlaces().communesNamed((name) => (SAME_SOUND.get(key[0] ?? '') ?? key[0] ?? '').includes(name[0] ?? ' ') && Math.abs(name.length - key.length) <= 2 && soundOf(name) === sound, LARGE).slice(0, 1);
}

function nearestArea(key: string): Place[] {
  const limit = key.length >= TWO_SLIPS_FROM ? 2 : 1;
  const near = openPlaces().areas().map((area) => ({ area, slips: slipsBetween(key, placeKey(area.name), limit) })).filter(({ slips }) => slips <= limit);
  return near.sort((one, other) => one.slips - other.slips).map(({ area }) => area).slice(0, 1);
}
