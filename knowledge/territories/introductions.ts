/** What the words before a name say of it: whether it is a place, whose, near or far, and whether it is denied. */
import { before, type Word } from './message-words.ts';
import type { PlaceReading } from './places.ts';
import { WORDS } from './words.ts';

/** 3 « j'habite à », 2 « à », « sur », « vers », 1 « de », « en », 0 nothing. */
export type Strength = 0 | 1 | 2 | 3;

const LINKS_AT_MOST = 4;
const LOOK_BACK = 9;
const CLAUSE_END = /[.!?;\n]/;

/** « il a », « j'a »: the verb, and no « à ». */
function isVerb(words: readonly Word[], at: number): boolean {
  const word = words[at];
  return word?.key === 'a' && !/à/i.test(word.raw.normalize('NFC')) && WORDS.verbBefore.has(before(words, at));
}

/** The small words before a place, nearest first, and where the word that they hang on stands. */
function linksBefore(words: readonly Word[], at: number): { links: string[]; head: number } {
  const links: string[] = [];
  let head = at;
  while (links.length < LINKS_AT_MOST + 1) {
    const one = before(words, head);
    if (one === '' || !WORDS.links.has(one) || isVerb(words, head - 1)) break;
    links.push(one);
    head -= 1;
  }
  let one = before(words, head);
  while (one !== '' && WORDS.adverbs.has(one) && at - head <= LINKS_AT_MOST) {
    head -= 1;
    one = before(words, head);
  }
  return { links, head: one === '' ? -1 : head - 1 };
}

export function strengthAt(words: readonly Word[], at: number): Strength {
  const { links, head } = linksBefore(words, at);
  const headKey = words[head]?.key ?? '';
  if (head >= 0 && (WORDS.living.has(headKey) || (WORDS.placeNouns.has(headKey) && links.length > 0 && links[0] !== 'en'))) return 3;
  if (links.some((link, index) => ['pres', 'autour', 'proche'].includes(link) || (link === 'cote' && links[index + 1] === 'a'))) return 3;
  if (head >= 0 && (WORDS.placeNouns.has(headKey) || (WORDS.working.has(headKey) && links.length > 0 && !['de', 'd', 'du', 'des', 'en'].includes(links[0] ?? '')))) return 2;
  const [link] = links;
  if (link === undefined) return 0;
  return ['a', 'sur', 'vers', 'au', 'aux', 'par'].includes(link) ? 2 : 1;
}

/** « Madame Nancy », « rue de Paris », « chez Orange ». */
export function isNoPlaceHere(words: readonly Word[], at: number): boolean {
  if (WORDS.personBefore.has(before(words, at))) return true;
  const { head } = linksBefore(words, at);
  const key = words[head]?.key ?? '';
  return head >= 0 && (WORDS.streetBefore.has(key) || (key === 'chez' && head === at - 1));
}

export function isNear(words: readonly Word[], at: number): boolean {
  const { links, head } = linksBefore(words, at);
  return links.some((link) => WORDS.near.has(link)) || (head >= 0 && WORDS.near.has(words[head]?.key ?? ''));
}

/** « pas à Paris », « je n'habite plus à Lyon », « ni à Metz », « quitter Lille »; « pas loin de Rennes » is no denial. */
export function isDenied(words: readonly Word[], at: number): boolean {
  const { links, head } = linksBefore(words, at);
  if (head < 0) return links.includes('loin');
  const key = words[head]?.key ?? '';
  const isDeniedVerb = (WORDS.living.has(key) || WORDS.present.has(key)) && WORDS.denials.has(before(words, head));
  const denied = WORDS.denials.has(key) || isDeniedVerb || (key === 'non' && before(words, head) === 'et');
  // « loin de Paris » denies, « pas loin de » and « non loin de » do not.
  return links.includes('loin') ? !denied && key !== 'non' : denied;
}

export function roleOf(words: readonly Word[], first: number, last: number): PlaceReading['role'] {
  const after = words.slice(last + 1, last + 4);
  const afterwards = after.some(({ gap }) => CLAUSE_END.test(gap)) ? '' : after.map(({ key }) => key).join(' ');
  if ([...WORDS.workAfter].some((phrase) => afterwards === phrase || afterwards.startsWith(`${phrase} `))) return 'work';
  let { links, head } = linksBefore(words, first);
  // « je suis dans la région de … »
  if (head > 0 && WORDS.placeNouns.has(words[head]?.key ?? '')) ({ links, head } = linksBefore(words, head));
  if (head >= 0 && links.length > 0 && WORDS.present.has(words[head]?.key ?? '')) return 'home';
  for (let at = first - 1; at >= 0 && at >= first - LOOK_BACK; at--) {
    const word = words[at];
    if (!word || CLAUSE_END.test(words[at + 1]?.gap ?? '')) return null;
    if (WORDS.living.has(word.key)) return 'home';
    if (WORDS.working.has(word.key)) return 'work';
  }
  return null;
}
