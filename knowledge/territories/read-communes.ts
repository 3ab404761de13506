/** Communes by name. Half the words of the language are a commune somewhere, so each must be announced according to its size. */
import type { Found } from './found.ts';
import type { Gazetteer } from './gazetteer.ts';
import { isNoPlaceHere, type Strength, strengthAt } from './introductions.ts';
import { before, joined, type Word } from './message-words.ts';
import { createNearestName } from './nearest-name.ts';
import { ORDINARY, WORDS } from './words.ts';

/** Known by everybody: needs no announcement. */
export const KNOWN_TOWN = 12_000;
/** « frontalière, wissembourg, 35 ans » */
const COMMA_TOWN = 3_000;
const SMALL_TOWN = 1_500;
/** A former commune counts as a village, however large what it became part of. */
const FORMER_AT_MOST = 1_500;
/** Of towns that are announced, those whose misspelt names are worth guessing. */
const GUESSED_FROM = 5_000;
/** A message that is nothing but a misspelt name is guessed only for these. */
const LARGE_TOWN = 40_000;
const WHOLE_MESSAGE = 3;
const TYPO_WORDS_AT_MOST = 5;

interface Context {
  words: readonly Word[];
  at: number;
  count: number;
  key: string;
  strength: Strength;
  /** The whole answer to « Où habitez-vous ? ». */
  alone: boolean;
}

export function createCommuneReader(gazetteer: Gazetteer) {
  const nearest = createNearestName(gazetteer);

  /** All namesakes; « au Mans » is « Le Mans ». */
  function numbersOf({ words, at, key, alone }: Pick<Context, 'words' | 'at' | 'key' | 'alone'>): { key: string; numbers: readonly number[] } {
    const nicknamed = WORDS.towns.get(key);
    if (nicknamed) return { key, numbers: nicknamed.flatMap((insee) => gazetteer.numberOf(insee) ?? []) };
    const one = before(words, at);
    const article = one === 'au' || one === 'du' ? 'le' : one === 'aux' || one === 'des' ? 'les' : null;
    const withArticle = article === null ? [] : gazetteer.named(`${article} ${key}`);
    if (article !== null && withArticle.length > 0) return { key: `${article} ${key}`, numbers: withArticle };
    const numbers = gazetteer.named(key);
    if (numbers.length > 0 || !alone) return { key, numbers };
    const bare = ['le', 'la', 'les', 'l'].map((each) => `${each} ${key}`).map((each) => ({ key: each, numbers: gazetteer.named(each) }));
    return bare.sort((a, b) => gazetteer.population(b.numbers[0] ?? -1) - gazetteer.population(a.numbers[0] ?? -1))[0] ?? { key, numbers };
  }
  function isPlace({ words, at, count, key, strength, alone }: Context, people: number): boolean {
    const capital = words[at]?.capital === true || (count > 1 && words[at + count - 1]?.capital === true);
    const prep = before(words, at);
    // « mer » by itself is the town, « à la mer » is not.
    if (alone) return people > 0 && (!ORDINARY.never.has(key) || words.length === count);
    if (isNoPlaceHere(words, at)) return false;
    const follows = words[at + count];
    // « cadre, Tours, 40 ans »
    const isBetweenCommas = /[,(]/.test(words[at]?.gap ?? '') && (!follows || /[,.)\n]/.test(follows.gap));
    if (ORDINARY.never.has(key)) return strength === 3 && capital && people >= SMALL_TOWN && /^\p{Lu}/u.test(words[at]?.raw ?? '') && key !== 'la ville';
    if (ORDINARY.towns.has(key)) {
      if (strength >= 2) return !(prep === 'a' && key === 'sens' && follows?.key === 'unique');
      if (strength === 1) return capital && (prep === 'de' || prep === 'd');
      return capital && isBetweenCommas;
    }
    if (ORDINARY.words.has(key) || ORDINARY.phrases.has(key)) {
      if (strength === 3) return capital || (prep === 'a' && people >= SMALL_TOWN);
      return strength === 2 && capital && (prep === 'a' || prep === 'sur' || prep === 'vers') && people >= 300;
    }
    if (people >= KNOWN_TOWN) return true;
    if (count >= 3) return strength > 0 || capital || people >= 1_000;
    if (count === 2 && words[at]?.key !== 'la' && words[at]?.key !== 'le' && words[at]?.key !== 'les' && words[at]?.key !== 'l') return strength >= 2 || (capital && people >= 200) || people >= 5_000;
    if (strength === 3) return capital || people >= 300;
    if (strength === 2) return capital || people >= SMALL_TOWN;
    if (strength === 1) return capital ? people >= 500 : people >= 8_000;
    if (isBetweenCommas && people >= COMMA_TOWN) return true;
    return capital && at > 0 && people >= SMALL_TOWN && !/[.!?\n]/.test(words[at]?.gap ?? '');
  }

  function isAlone(words: readonly Word[], at: number, count: number): boolean {
    return words.every(({ key }, index) => (index >= at && index < at + count) || WORDS.fillers.has(key) || /^\d+$/.test(key));
  }

  function commune(words: readonly Word[], at: number, asked: boolean): Found | null {
    const word = words[at];
    if (!word) return null;
    const longest = Math.max(gazetteer.longestFrom(word.key), WORDS.towns.has(word.key) ? 1 : 0, ['au', 'du', 'aux', 'des'].includes(before(words, at)) || asked ? 3 : 0, TOWN_OPENINGS.has(word.key) ? 3 : 0);
    if (longest === 0) return null;
    let strength: Strength | undefined;
    for (let count = Math.min(longest, words.length - at); count >= 1; count--) {
      const written = joined(words, at, count);
      if (written === null) continue;
      const alone = asked && isAlone(words, at, count);
      const { key, numbers } = numbersOf({ words, at, key: written, alone });
      if (numbers.length === 0) continue;
      const people = Math.min(gazetteer.population(numbers[0] ?? -1), gazetteer.isFormer(key) ? FORMER_AT_MOST : Infinity);
      strength ??= strengthAt(words, at);
      if (isPlace({ words, at, count, key, strength, alone }, people)) return { candidates: numbers.map(gazetteer.commune), first: at, last: at + count - 1 };
    }
    return null;
  }

  /** A word as it stands, or a name as it stands: no slip in it. */
  const isWritable = (key: string) => [ORDINARY.words, ORDINARY.looksLikeTown, ORDINARY.never, ORDINARY.towns, WORDS.links].some((list) => list.has(key)) || gazetteer.named(key).length > 0;

  /** « marseile », « quimpere »: slips are forgiven where a place is announced. */
  function misspelt(words: readonly Word[], at: number, asked: boolean, fewestWords = 1): Found | null {
    const word = words[at]?.key ?? '';
    if (WORDS.links.has(word) && !['le', 'la', 'les', 'l'].includes(word)) return null;
    const prep = before(words, at);
    // Most words hang on nothing that announces a place.
    const isWholeMessage = words.length <= WHOLE_MESSAGE;
    if (!asked && prep !== '' && !WORDS.links.has(prep) && !WORDS.living.has(prep) && !WORDS.placeNouns.has(prep) && !WORDS.adverbs.has(prep)) return null;
    const strength = strengthAt(words, at);
    const canBe = asked || isWholeMessage || strength >= 2 || (strength === 1 && words[at]?.capital === true && (prep === 'de' || prep === 'd'));
    if (!canBe || isNoPlaceHere(words, at)) return null;
    for (let count = Math.min(TYPO_WORDS_AT_MOST, words.length - at); count >= fewestWords; count--) {
      const key = joined(words, at, count);
      const final = words[at + count - 1]?.key ?? '';
      if (key === null || key.length < 5 || /\d/.test(key) || (count > 1 && final.length < 3)) continue;
      const alone = asked && isAlone(words, at, count);
      const article = /^(le|la|les|l) /.exec(key)?.[0] ?? '';
      const bare = key.slice(article.length);
      if (bare.length < 4) continue;
      const isWord = isWritable(key) || isWritable(bare);
      if (isWord && (!alone || ORDINARY.never.has(key) || ORDINARY.never.has(bare))) continue;
      const isAllSaid = alone || (isWholeMessage && count === words.length);
      if (!isAllSaid && strength < 2 && (asked || isWholeMessage)) continue;
      const atLeast = alone && !isWord ? SMALL_TOWN : isAllSaid && (alone || strength === 0) ? LARGE_TOWN : strength === 3 && article === '' ? GUESSED_FROM : KNOWN_TOWN;
      const numbers = nearest(key, atLeast, bare.length);
      if (numbers.length > 0) return { candidates: numbers.map(gazetteer.commune), first: at, last: at + count - 1 };
    }
    return null;
  }

  return { commune, misspelt };
}

const TOWN_OPENINGS = new Set([...WORDS.towns.keys()].map((key) => key.split(' ')[0] ?? ''));
