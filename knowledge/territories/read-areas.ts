/** Départements, régions and countries by their names, old and new; towns by their adjective. */
import type { Found } from './found.ts';
import type { Gazetteer } from './gazetteer.ts';
import { before, joined, type Word } from './message-words.ts';
import { slipsBetween } from '../slips.ts';
import type { Place } from './places.ts';
import { COUNTRIES, DEMONYMS, ORDINARY, WORDS } from './words.ts';

const WORDS_AT_MOST = 6;
const COUNTRY_OPENINGS = new Set([...COUNTRIES.keys()].map((key) => key.split(' ')[0] ?? ''));
const GOES_ON = new Set(['nord', 'centre', 'lot', 'somme']);
const SLIPS_FROM = 7;
const TWO_SLIPS_FROM = 10;
const DEMONYM_BEFORE = new Set(['banlieue', 'bassin', 'region', 'agglo', 'agglomeration', 'metropole', 'couronne', 'pays', 'peripherie', 'secteur', 'campagne']);

export function createAreaReader(gazetteer: Gazetteer) {
  const { departements, departementsByName, regions, regionsByName } = gazetteer;
  const openings = new Set([...departementsByName.keys(), ...regionsByName.keys(), ...WORDS.regions.keys(), ...WORDS.departements.keys()].map((key) => key.split(' ')[0] ?? ''));
  const all = (from: ReadonlyMap<string, Place>, codes: readonly string[] | undefined) => codes?.flatMap((code) => from.get(code) ?? []);

  function placesNamed(key: string): Place[] {
    const region = regionsByName.get(key);
    const departement = departementsByName.get(key);
    return all(regions, WORDS.regions.get(key)) ?? (region ? [region] : null) ?? all(departements, WORDS.departements.get(key)) ?? (departement ? [departement] : []);
  }

  /** « à la Réunion », not « à la réunion de mardi ». */
  function isIsland(words: readonly Word[], at: number, last: number): boolean {
    const word = words[last] as Word;
    const around = [...words.slice(Math.max(0, at - 4), at), ...words.slice(last + 1, last + 3)];
    if (around.some(({ key }) => ['habite', 'vis', 'ile', 'jhabite', 'reside', 'originaire'].includes(key))) return true;
    if (around.some(({ key }) => WORDS.meetingAround.has(key) && !(key === 'de' && !words.slice(last + 1, last + 3).some((one) => one.key === key)))) return false;
    return word.capital || words[at]?.key === 'reunion' ? word.capital : ['a', 'sur'].includes(before(words, at)) || words.length <= 3;
  }

  function isIntroduced(words: readonly Word[], at: number, last: number, key: string, asked: boolean): boolean {
    const next = words[last + 1];
    // « dans le nord de la France »; but « dans le Nord à Lille » goes on with a town.
    if (GOES_ON.has(key) && next?.gap === ' ' && WORDS.areaGoesOn.has(next.key)) return false;
    const one = before(words, at);
    const two = one === '' ? '' : before(words, at - 1);
    const three = two === '' ? '' : before(words, at - 2);
    if (one === 'region') return true;
    if (key === 'la defense') return words[last]?.capital === true && ['a', 'sur', 'vers'].includes(one) || WORDS.working.has(two) || WORDS.living.has(two);
    const hasArticle = ['le', 'la', 'l', 'les'].includes(one);
    // « du fin fond de la Creuse »
    if (hasArticle && two === 'de' && words[at]?.capital === true && ['fond', 'coeur', 'bout', 'habitant', 'habitante', 'nord', 'sud', 'est', 'ouest', 'campagne', 'cote'].includes(three)) return true;
    // « conseil départemental de la Drôme », « du Nord »
    if ([one, two, three].some((word) => /^departementale?s?$/.test(word))) return true;
    // « la Drôme » and nothing else is an answer, or the place of a question before.
    if (last === words.length - 1 && at === Number(hasArticle) && (hasArticle || words[at]?.capital === true)) return true;
    if (asked && words.length <= last - at + 5) return true;
    if (key === 'paris' || key === 'centre') return one === 'departement' || two === 'departement';
    return (
      (hasArticle && (two === 'dans' || two === 'departement' || three === 'departement' || WORDS.living.has(two))) ||
      (one === 'en' && WORDS.areasAfterEn.has(key)) ||
      one === 'departement' || (one === 'du' && two === 'departement') ||
      (one === 'le' && key === 'nord' && words[at]?.capital === true)
    );
  }

  function area(words: readonly Word[], at: number, asked: boolean): Found | null {
    if (!openings.has(words[at]?.key ?? '')) return null;
    for (let count = Math.min(WORDS_AT_MOST, words.length - at); count >= 1; count--) {
      const key = joined(words, at, count);
      const candidates = key === null ? [] : placesNamed(key);
      if (key === null || candidates.length === 0) continue;
      const last = at + count - 1;
      if (key === 'reunion' || key === 'la reunion') {
        if (isIsland(words, at, last)) return { candidates, first: at, last };
        continue;
      }
      if (WORDS.areasNeedingArticle.has(key) && !isIntroduced(words, at, last, key, asked)) continue;
      // « à Bretagne » is a village; « M. Lorraine » is nobody's région.
      if (WORDS.personBefore.has(before(words, at)) || WORDS.streetBefore.has(before(words, at - 1))) continue;
      return { candidates, first: at, last };
    }
    return null;
  }

  /** « dans le Vaucluze »: slips in a long name of a département or région, behind « dans » or « en ». */
  function misspelt(words: readonly Word[], at: number): Found | null {
    const one = before(words, at);
    const isAnnounced = one === 'en' || (['le', 'la', 'l', 'les'].includes(one) && before(words, at - 1) === 'dans') || one === 'departement';
    if (!isAnnounced) return null;
    for (let count = Math.min(WORDS_AT_MOST, words.length - at); count >= 1; count--) {
      const key = joined(words, at, count);
      if (key === null || key.length < SLIPS_FROM || ORDINARY.looksLikeTown.has(key) || ORDINARY.words.has(key)) continue;
      const limit = key.length >= TWO_SLIPS_FROM ? 2 : 1;
      const near = [...departementsByName, ...regionsByName].find(([name]) => name[0] === key[0] && Math.abs(name.length - key.length) <= limit && name.length >= SLIPS_FROM && slipsBetween(key, name, limit) <= limit);
      if (near) return { candidates: [near[1]], first: at, last: at + count - 1 };
    }
    return null;
  }

  function demonym(words: readonly Word[], at: number): Found | null {
    const insee = DEMONYMS.get(words[at]?.key ?? '');
    if (insee === undefined || !DEMONYM_BEFORE.has(before(words, at))) return null;
    const place = gazetteer.insee(insee);
    return place ? { candidates: [place], first: at - 1, last: at } : null;
  }

  function country(words: readonly Word[], at: number, asked: boolean): Found | null {
    if (!COUNTRY_OPENINGS.has(words[at]?.key ?? '')) return null;
    for (const count of [3, 2, 1]) {
      const key = joined(words, at, count);
      const name = key === null ? undefined : COUNTRIES.get(key);
      if (name === undefined) continue;
      const isLived = words.slice(Math.max(0, at - 5), at).some(({ key: word, gap }) => !/[.!?;]/.test(gap) && (WORDS.living.has(word) || WORDS.working.has(word)));
      const isPresent = ['en', 'au', 'aux', 'a'].includes(before(words, at)) && (WORDS.present.has(before(words, at - 1)) || words.length <= count + 1);
      if (isLived || isPresent || (asked && words.length <= count + 4)) return { candidates: [{ level: 'country', name, overseas: false, collectivity: false, population: 0 }], first: at, last: at + count - 1 };
    }
    return null;
  }

  return { area, misspeltArea: misspelt, demonym, country };
}
