/** Postal codes and numbers of départements, told from amounts, ages, dates and telephone numbers. */
import type { Found } from './found.ts';
import type { Gazetteer } from './gazetteer.ts';
import { before, joined, type Word } from './message-words.ts';
import { placeKey } from './place-key.ts';
import type { Place } from './places.ts';
import { SPOKEN_NUMBERS, SPOKEN_WORDS_AT_MOST } from './spoken-numbers.ts';
import { WORDS } from './words.ts';

const LAST_DAY_OF_A_MONTH = 31;
const SO_MUCH_LARGER = 8;
const NAME_WORDS_AT_MOST = 5;

export function createCodeReader(gazetteer: Gazetteer) {
  /** « 29 », « 2A », « 974 »; « 20 » is both halves of Corse. */
  function areaOfNumber(number: string): Place | null {
    const code = number.toUpperCase().padStart(2, '0');
    return code === '20' ? (gazetteer.regions.get('94') ?? null) : (gazetteer.departements.get(code) ?? null);
  }

  const areaOfPostal = (code: string) => areaOfNumber(/^9[78]/.test(code) ? code.slice(0, 3) : code.startsWith('20') ? (Number(code) < 20_200 ? '2A' : '2B') : code.slice(0, 2));

  function placesOfPostal(code: string): Place[] {
    const places = gazetteer.postal(code);
    const [best, second] = places;
    if (!best) return [];
    if (!second || best.population > SO_MUCH_LARGER * second.population) return [best];
    // Several villages share the code: what it says for sure is the département.
    const areas = [...new Set(places.flatMap(({ departement }) => departement?.code ?? []))];
    return areas.flatMap((area) => gazetteer.departements.get(area) ?? []);
  }

  const isMeasured = (words: readonly Word[], at: number, last: number) => {
    const next = words[last + 1];
    if (next && !/[\n.;!?(]/.test(next.gap) && (WORDS.notCodeAfter.has(next.key) && !/,/.test(next.gap) || WORDS.months.has(next.key))) return true;
    if (/[€$%]/.test((next?.gap ?? '').slice(0, 3)) || /[€$+]|\d[.,]$/.test((words[at]?.gap ?? '').slice(-2))) return true;
    return [1, 2, 3].some((back) => WORDS.notCodeBefore.has(words[at - back]?.key ?? '') && !words.slice(at - back + 1, at + 1).some(({ gap }) => /[.!?;\n,]/.test(gap)));
  };

  function postalCode(words: readonly Word[], at: number, { asked, text }: { asked: boolean; text: string }): Found | null {
    const key = words[at]?.key ?? '';
    const next = words[at + 1];
    const isWhole = /^\d{5}$/.test(key);
    const code = isWhole ? key : /^\d{2}$/.test(key) && next?.gap === ' ' && /^\d{3}$/.test(next.key) ? key + next.key : null;
    if (code === null) return null;
    let last = isWhole ? at : at + 1;
    const word = words[at] as Word;
    if (/\d\s$/.test(text.slice(0, word.start)) || /^[\s.]\d/.test(text.slice(words[last]?.end))) return null;
    const isCedex = words[last + 1]?.key === 'cedex';
    if (!isCedex && (isMeasured(words, at, last) || /^\s?[€$%]/.test(text.slice(words[last]?.end)))) return null;
    // « 35 000 », « 20000 » are amounts as well: something must say that it is a place.
    const looksRound = !isWhole || code.endsWith('000');
    const one = before(words, at);
    const isTold = asked || isCedex || words.length <= 2 || WORDS.codeBefore.has(one) || WORDS.living.has(one);
    const isShown = isTold || ['a', 'sur', 'au', 'de', 'le', 'dans'].includes(one) || word.gap.endsWith('(') || isNamed(words, at, last) || (/,\s*$/.test(word.gap) && isWhole);
    const beside = communeBeside(words, at, last, code);
    const places = beside ? [beside.place] : placesOfPostal(code);
    if (looksRound && !isShown) return null;
    if (isCedex) last += /^\d{1,2}$/.test(words[last + 2]?.key ?? '') ? 2 : 1;
    if (places.length > 0) return { candidates: places, first: beside?.first ?? at, last: Math.max(last, beside?.last ?? last) };
    const area = isTold ? areaOfPostal(code) : null;
    return area ? { candidates: [area], first: at, last } : null;
  }

  /** « 77100 Meaux », « Meaux 77100 »: of the villages that share the code, the one that is named. */
  function communeBeside(words: readonly Word[], at: number, last: number, code: string): { place: Place; first: number; last: number } | null {
    const places = gazetteer.postal(code);
    if (places.length < 2) return null;
    for (let count = NAME_WORDS_AT_MOST; count >= 1; count--) {
      const after = last + 1 + count <= words.length ? joined(words, last + 1, count) : null;
      const ahead = at - count >= 0 ? joined(words, at - count, count) : null;
      const named = (name: string | null) => places.find((place) => placeKey(place.name) === name);
      const [behind, before] = [named(after), named(ahead)];
      if (behind) return { place: behind, first: at, last: last + count };
      if (before) return { place: before, first: at - count, last };
    }
    return null;
  }

  /** A commune's name stands before or after the code. */
  function isNamed(words: readonly Word[], at: number, last: number): boolean {
    const beside = [words[at - 1], words[last + 1]].flatMap((word) => word ?? []);
    return beside.some(({ key, capital }) => gazetteer.longestFrom(key) > 0 && (capital || gazetteer.population(gazetteer.named(key)[0] ?? -1) > 2_000)) || (words[at - 1]?.capital === true && at > 1);
  }

  /** « dans le 29 », « dpt 35 », « (22) », « le 9-3 », « habite 93 ». */
  function departementNumber(words: readonly Word[], at: number, { asked, text }: { asked: boolean; text: string }): Found | null {
    const word = words[at] as Word;
    const halves = word.key === '9' && words[at + 1]?.gap === '-' && /^[1-5]$/.test(words[at + 1]?.key ?? '') ? `9${words[at + 1]?.key}` : null;
    const isNumber = halves !== null || /^(\d{2}|2[ab]|9[78]\d)$/.test(word.key);
    const inLetters = isNumber ? null : spokenNumber(words, at);
    const number = halves ?? (isNumber ? word.key : (inLetters?.number ?? null));
    if (number === null) return null;
    const last = halves !== null ? at + 1 : (inLetters?.last ?? at);
    const next = words[last + 1];
    const rest = text.slice(words[last]?.end);
    if (isMeasured(words, at, last) || (next && /^\d/.test(next.key) && next.gap.length <= 1) || /^\s?[€%$/°]/.test(rest) || /[/]$/.test(word.gap)) return null;
    const one = before(words, at);
    const two = one === '' ? '' : before(words, at - 1);
    const isNoDate = !/^\d\d$/.test(number) || Number(number) > LAST_DAY_OF_A_MONTH || halves !== null;
    const isIntroduced =
      (one === 'le' && (two === 'dans' || (isNoDate && ['habite', 'vis', 'sur', 'vers', 'jhabite', 'travaille', 'bosse', 'pour'].includes(two)))) ||
      (one === 'le' && halves !== null) ||
      (one === 'dans' && isNoDate) ||
      ['dpt', 'dept', 'dep', 'departement'].includes(one) ||
      (WORDS.codeBefore.has(one) && inLetters === null) ||
      (one === 'du' && ['suis', 'viens', 'habitant', 'habitante', 'originaire', 'departement', 'dep', 'cote', 'jsuis', 'chuis'].includes(two)) ||
      (one === 'le' && ['departement', 'dpt'].includes(two)) ||
      (word.gap.endsWith('(') && /^\s*\)/.test(rest)) ||
      (asked && words.length <= 3 + (last - at));
    const area = isIntroduced ? areaOfNumber(number) : null;
    return area ? { candidates: [area], first: at, last } : null;
  }

  function spokenNumber(words: readonly Word[], at: number): { number: string; last: number } | null {
    if (before(words, at) !== 'le' && before(words, at) !== 'du') return null;
    for (let count = SPOKEN_WORDS_AT_MOST; count >= 1; count--) {
      const number = SPOKEN_NUMBERS.get(joined(words, at, count) ?? '');
      if (number !== undefined && (count > 1 || Number(number) > 10)) return { number, last: at + count - 1 };
    }
    return null;
  }

  return { areaOfNumber, isMeasured, postalCode, departementNumber };
}
