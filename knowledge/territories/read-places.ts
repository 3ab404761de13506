/** Finds places in what people write: precision first, since half the words of the language are a commune somewhere. */
import { type Found, isWithin, worthAsking } from './found.ts';
import type { Gazetteer } from './gazetteer.ts';
import { isDenied, isNear, roleOf } from './introductions.ts';
import { before, type Word, wordsOf } from './message-words.ts';
import type { Place, PlaceReader } from './places.ts';
import { createAreaReader } from './read-areas.ts';
import { createCodeReader } from './read-codes.ts';
import { createCommuneReader, KNOWN_TOWN } from './read-communes.ts';
import { WORDS } from './words.ts';

const ARTICLES = new Set(['le', 'la', 'les', 'l']);
const BETWEEN_NAME_AND_AREA = 4;
const BETWEEN_CORRECTED = 5;
const AREA_LINKS = new Set(['dans', 'le', 'la', 'l', 'les', 'en', 'a', 'au', 'du', 'de', 'departement', 'dpt', 'cp', 'code', 'postal', 'ile', 'region']);

export function createPlaceReader(gazetteer: Gazetteer): PlaceReader {
  const { areaOfNumber, isMeasured, postalCode, departementNumber } = createCodeReader(gazetteer);
  const { area, misspeltArea, demonym, country } = createAreaReader(gazetteer);
  const { commune, misspelt } = createCommuneReader(gazetteer);

  /** « Vienne » is a town behind « à » and a département behind « dans la »; by itself it is either. */
  function named(words: readonly Word[], at: number, asked: boolean): Found | null {
    const town = commune(words, at, asked);
    const region = area(words, at, asked);
    // « dans la Creuse » is no village of that name.
    if (town && !region && ARTICLES.has(words[at]?.key ?? '') && town.last > at && (area(words, at + 1, asked)?.last ?? -1) >= town.last) return null;
    if (!town || !region) return town ?? region;
    if (town.last !== region.last) return town.last > region.last ? town : region;
    // Saint-Martin is a collectivity and many villages: a département in the message may tell.
    if (region.candidates[0]?.collectivity && region.candidates[0].level === 'region') return town;
    const [largest] = town.candidates;
    const [wide] = region.candidates;
    const prep = before(words, at);
    if (largest && wide?.level === 'departement' && largest.population > 5_000 && WORDS.areasNeedingArticle.has(words[at]?.key ?? '')) {
      if (['a', 'sur', 'vers', 'habite', 'de'].includes(prep) || largest.name === 'Paris') return town;
      return ['', 'c', 'est'].includes(prep) ? { ...town, candidates: [largest, wide] } : region;
    }
    return region;
  }

  /** « Paris 11e », « Lyon 3 », « saint denis 93 »: the number behind a name belongs to it. */
  function withNumber(words: readonly Word[], found: Found): Found {
    const at = found.last + 1;
    const next = words[at];
    const [best] = found.candidates;
    if (!next || !best || /[.!?;\n:]/.test(next.gap)) return found;
    const rank = /^(\d{1,2})(er|e|eme|ieme|em)?$/.exec(next.key);
    const isOrdinal = rank?.[2] !== undefined || ['e', 'eme', 'er'].includes(words[at + 1]?.key ?? '');
    if (rank && !next.gap.includes(',') && (isOrdinal || !isMeasured(words, at, at))) {
      const part = gazetteer.arrondissement(best, Number(rank[1]));
      const hasMark = rank[2] === undefined && isOrdinal;
      if (part) return { candidates: [part], first: found.first, last: withArrondissementWord(words, hasMark ? at + 1 : at) };
    }
    const isArea = /^(\d{2}|2[ab]|9[78]\d)$/.test(next.key) && !isMeasured(words, at, at);
    const within = isArea ? areaOfNumber(next.key) : null;
    const inIt = within ? found.candidates.filter((candidate) => isWithin(candidate, within)) : [];
    return inIt.length > 0 ? { candidates: inIt, first: found.first, last: at } : found;
  }
  const withArrondissementWord = (words: readonly Word[], at: number) => (/^(arrondissement|arr|ardt)$/.test(words[at + 1]?.key ?? '') ? at + 1 : at);

  function readAt(words: readonly Word[], at: number, text: string, asked: boolean): Found | null {
    const options = { asked, text };
    const isCode = /\d/.test(words[at]?.key ?? '');
    if (isCode) return postalCode(words, at, options) ?? departementNumber(words, at, options);
    const exact = country(words, at, asked) ?? named(words, at, asked);
    // « villeneuve dascq » is a slip in a long name before it is the village of Villeneuve.
    if (exact) return (exact.candidates[0]?.level === 'commune' && exact.candidates[0].population < KNOWN_TOWN ? misspelt(words, at, asked, exact.last - at + 2) : null) ?? exact;
    const other = demonym(words, at) ?? departementNumber(words, at, options);
    if (other || (ARTICLES.has(words[at]?.key ?? '') && at + 1 < words.length && named(words, at + 1, asked))) return other;
    return misspeltArea(words, at) ?? misspelt(words, at, asked);
  }

  return {
    read(text, { asked = false } = {}) {
      const words = wordsOf(text);
      const found: (Found & { denied: boolean })[] = [];
      for (let at = 0; at < words.length; at++) {
        const here = readAt(words, at, text, asked);
        if (!here) continue;
        const whole = withNumber(words, here);
        found.push({ ...whole, denied: isDenied(words, whole.first) });
        at = whole.last;
      }
      const told = withoutCorrected(words, merged(words, found).filter(({ denied }) => !denied));
      return narrowed(told).map(({ candidates: all, first, last }) => {
        const candidates = worthAsking(all);
        const start = words[first]?.start ?? 0;
        const lastEnd = words[last]?.end ?? text.length;
        // « Lyon (69) » is said with both brackets.
        const end = text[lastEnd] === ')' && text.slice(start, lastEnd).includes('(') ? lastEnd + 1 : lastEnd;
        return { said: text.slice(start, end), start, end, near: isNear(words, first) || /^(banlieue|region|bassin|agglo|pays|couronne|peripherie|metropole|secteur)/.test(words[first]?.key ?? '') && candidates[0]?.level === 'commune', role: roleOf(words, first, last), candidates, certain: candidates.length === 1 };
      });
    },
  };
}

/** « Saint-Denis à la Réunion », « Brest (29) », « 35000 Rennes »: one place, said with its area. */
function merged<Reading extends Found>(words: readonly Word[], found: readonly Reading[]): Reading[] {
  const kept: Reading[] = [];
  for (const next of found) {
    const last = kept.at(-1);
    const between = last ? words.slice(last.last + 1, next.first) : [];
    const isBeside = last !== undefined && between.length <= BETWEEN_NAME_AND_AREA && between.every(({ key }) => AREA_LINKS.has(key)) && ![...between, words[next.first]].some((word) => /[.!?;\n]/.test(word?.gap ?? ''));
    const one = isBeside ? (refined(last, next) ?? refined(next, last)) : null;
    if (last && one) kept[kept.length - 1] = { ...last, candidates: one, last: next.last };
    else kept.push(next);
  }
  return kept;
}

/** The namesakes of `name` that lie in `area`, when the second is the wider one. */
function refined(name: Found, area: Found): Place[] | null {
  const [wide] = area.candidates;
  if (area.candidates.length !== 1 || !wide || name.candidates[0]?.level !== 'commune') return null;
  if (wide.level === 'commune' && wide.postalCodes === undefined) return null;
  const inIt = name.candidates.filter((candidate) => isWithin(candidate, wide));
  if (inIt.length === 0) return null;
  return wide.arrondissement === undefined ? inIt : [wide];
}

/** A namesake is settled by the département, the région or the postal code that stands in the same message. */
function narrowed(found: readonly Found[]): Found[] {
  const areas = found.flatMap(({ candidates }) => (candidates.length === 1 && candidates[0] && candidates[0].level !== 'commune' ? [candidates[0]] : []));
  return found.map((place) => {
    const kept = place.candidates.length < 2 ? [] : place.candidates.filter((candidate) => areas.some((one) => isWithin(candidate, one)));
    return kept.length > 0 ? { ...place, candidates: kept } : place;
  });
}

/** « je suis à Tours, enfin à Joué-lès-Tours »: the second is meant. */
function withoutCorrected<Reading extends Found>(words: readonly Word[], found: readonly Reading[]): Reading[] {
  return found.filter(({ last }, index) => {
    const next = found[index + 1];
    const between = next ? words.slice(last + 1, next.first) : [];
    return !(next && between.length <= BETWEEN_CORRECTED && between.some(({ key }) => WORDS.corrections.has(key)));
  });
}
