/** What a question about the labour market tells: the place, the trade, and a trade that we do not know. */
import { type FoundOccupation, readTrades } from '../../knowledge/labour-market/occupations.ts';
import { readWhere } from '../../knowledge/labour-market/where.ts';
import type { PlaceReading } from '../../knowledge/territories/places.ts';
import { plain } from './phrases.ts';

export interface LabourRequest {
  place: PlaceReading | null;
  trade: FoundOccupation | undefined;
  /** The person's words for a trade that is in no table; null when none was named. */
  unknownTrade: string | null;
  /** « En France » : asked of the whole country, wherever the person lives. */
  wholeCountry: boolean;
}

/** What was kept of the question that waits for its place or its trade. */
interface Waiting {
  wants: 'place' | 'trade';
  place: string | null;
  trade: string | null;
}

export function readLabourRequest(text: string, waiting: Waiting | null): LabourRequest {
  const read = readWhere(text, waiting?.wants === 'place');
  // « Boulanger », when we asked for the trade, is not Boulange.
  const [whole] = waiting?.wants === 'trade' ? readTrades(text) : [];
  const here = whole && read && plain(read.said).includes(plain(whole.said)) ? null : read;
  // « à Mâcon » is no mason.
  const [named] = here ? readTrades(text.slice(0, here.start) + ' ; ' + text.slice(here.end)) : readTrades(text);
  const place = here ?? (waiting?.place ? readWhere(waiting.place, true) : null);
  const trade = named ?? (waiting?.trade ? readTrades(waiting.trade)[0] : undefined);
  return { place, trade, wholeCountry: here === null && /\b(?:en|de la|toute la) france\b/.test(plain(text)), unknownTrade: trade ? null : unknownTradeIn(text, here, waiting?.wants === 'trade') };
}

/** « du boulot de flurbiste à Brest », « en tant que ropeur »: what stands where a trade is named. */
const NAMED = /\b(?:boulot|taf|travail|emploi|emplois|poste|postes|job|jobs|debouches|metier|proches?|offres?)\s+(?:de |d |en tant que |comme |pour (?:un|une|des|les) )([a-z]{4,}(?: [a-z]{4,}){0,2})/;
/** Words that follow « boulot de » without being a trade. */
const NO_TRADE = /^(?:chez|nuit|jour|bureau|saison|vacances|proximite|reconversion|demain|avenir|merde|trouve|plus|cette|notre|votre|region|dans|vers|autour|pres)/;

function unknownTradeIn(text: string, place: PlaceReading | null, asked: boolean): string | null {
  const rest = place ? text.slice(0, place.start) + text.slice(place.end) : text;
  if (asked) return rest.trim() === '' ? null : rest.trim().slice(0, 60);
  // « bassin d'emploi de Grande-Terre » is an area.
  const said = NAMED.exec(plain(rest).replace(/\b(?:bassin|zone)s? d emplois? (?:de |du |d )?/, ''))?.[1]?.replace(/ (?:dans|vers|autour|pour|pres)\b.*$/, '').trim();
  return said === undefined || NO_TRADE.test(said) ? null : said;
}
