/** From the words of a person to a trade (ROME): 13 000 official names, everyday words, feminine and masculine, slips of the fingers. */
import { nearestWord } from './nearest-trade-word.ts';
import { openTradeNames, type TradeName } from './trade-names.ts';
import { openTradeTables } from './trade-tables.ts';
import { isSmall, plainWords, stemOf, stemsOf } from './trade-words.ts';

export interface FoundOccupation {
  rome: string;
  /** The official name, or the person's own word for it. */
  label: string;
  said: string;
  /** Several trades have this name. */
  others: string[];
  /** Names of two to four trades that the person may mean: « technicien » says too little. Empty when it is clear. */
  choices: string[];
}

/** A word of the message; `stem` is that of the word that was meant, when it is misspelt. */
interface Word {
  written: string;
  stem: string;
  isMended: boolean;
}
interface Span {
  first: number;
  last: number;
  found: FoundOccupation;
}

const LONGEST = 7;
const LONGEST_PART = 4;

/** Trades named in a text, in its order; those that are told by a domain or a word of several trades come with choices. About 0.3 s the first time. */
export function readTrades(text: string): FoundOccupation[] {
  const written = plainWords(text).split(' ').filter((word) => word !== '');
  const words = written.map(read);
  const named = [...namesIn(words), ...activitiesIn(words)].sort((one, other) => one.first - other.first);
  // What is written as it is spelt is surer than what had to be mended.
  const sure = named.filter(({ first, last }) => words.slice(first, last + 1).some(({ isMended, written: word }) => !isMended && !isSmall(word)));
  const clear = sure.length > 0 ? sure : named;
  if (clear.length > 0) return clear.map(({ found }) => found);
  const unclear = domainIn(words) ?? unclearIn(words) ?? partIn(words);
  return unclear ? [unclear] : [];
}

function read(written: string): Word {
  const stem = stemOf(written);
  const mended = openTradeTables().ordinary.has(written) || isSmall(written) || openTradeNames().isWord(stem) ? null : nearestWord(stem);
  return { written, stem: mended ?? stem, isMended: mended !== null };
}

const toFound = ([best, ...others]: readonly TradeName[], said: readonly Word[], choices: string[] = []): FoundOccupation | null =>
  best ? { rome: best.rome, label: best.label, said: said.map(({ written }) => written).join(' '), others: [...new Set(others.map(({ rome }) => rome))].slice(0, 3), choices } : null;

/** The longest name at each place; « animatrice » goes on with « en centre de loisirs ». */
function namesIn(words: readonly Word[]): Span[] {
  const found: Span[] = [];
  for (let first = 0; first < words.length; first++) {
    if (isSmall(words[first]?.written ?? '')) continue;
    for (let last = Math.min(first + LONGEST, words.length) - 1; last >= first; last--) {
      const part = words.slice(first, last + 1);
      if (isSmall(part.at(-1)?.written ?? '')) continue;
      const stems = stemsIn(part);
      const trade = longer(words, first, last) ?? toSpan(first, last, isNoName(stems) || (stems.length === 1 && openTradeTables().ordinary.has(part[0]?.written ?? '')) ? null : toFound(openTradeNames().exact(stems), part));
      if (!trade) continue;
      found.push(trade);
      first = trade.last;
      break;
    }
  }
  return found;
}
const toSpan = (first: number, last: number, found: FoundOccupation | null): Span | null => (found ? { first, last, found } : null);
const stemsIn = (words: readonly Word[]) => words.filter(({ written }) => !isSmall(written)).map(({ stem }) => stem);
const isNoName = (stems: readonly string[]) => stems.length === 1 && (openTradeTables().noTrade.has(stems[0] ?? '') || openTradeTables().unclear.has(stems[0] ?? '') || (stems[0] ?? '').length < 2);

/** « Contrôleur SNCF » and « agent immobilier » are part of a longer name: a word that alone would say less, or nothing, and those behind it. */
function longer(words: readonly Word[], first: number, last: number): Span | null {
  const own = words.slice(first, last + 1);
  const stems = stemsIn(own);
  if (stems.length !== 1 || !isBegun(stems[0] ?? '')) return null;
  // « secrétaire dans un cabinet » is a secretary, not the secretary-general of a minister's.
  const domains = new Set(isNoName(stems) ? [] : openTradeNames().exact(stems).slice(0, 1).map(({ rome }) => domainOf(rome)));
  for (let end = Math.min(first + LONGEST, words.length) - 1; end > last; end--) {
    const part = words.slice(first, end + 1);
    if (isSmall(part.at(-1)?.written ?? '') || part.some(({ written }) => openTradeTables().ordinary.has(written) && !isSmall(written))) continue;
    const all = stemsIn(part);
    if (all.length < 2 || all.length > LONGEST_PART) continue;
    const exact = openTradeNames().exact(all);
    const found = toFound(exact.length > 0 ? exact : openTradeNames().holding(all).filter(({ rome }) => domains.size === 0 || domains.has(domainOf(rome))), part);
    if (found) return { first, last: end, found };
  }
  return null;
}
const domainOf = (rome: string) => rome.slice(0, 3);
/** A name begins with it: « animateur », « agent ». */
const isBegun = (stem: string) => openTradeNames().exact([stem]).length > 0 || openTradeTables().noTrade.has(stem) || openTradeTables().unclear.has(stem);

/** « je conduis des bus »: what the person does, and with what. */
function activitiesIn(words: readonly Word[]): Span[] {
  return openTradeTables().activities.flatMap(({ does, what, trade }) => {
    const first = words.findIndex(({ written }) => does.some((verb) => written.startsWith(verb)));
    if (first < 0) return [];
    const last = words.findIndex(({ written }, at) => at > first && at <= first + LONGEST && what.some((noun) => written.startsWith(noun)));
    const span = last < 0 ? null : toSpan(first, last, named(trade, words.slice(first, last + 1)));
    return span ? [span] : [];
  }).slice(0, 1);
}
const named = (trade: string, said: readonly Word[], choices: string[] = []) => toFound(openTradeNames().exact(stemsOf(plainWords(trade).split(' '))), said, choices);

const INTO = new Set(['dans', 'secteur', 'domaine', 'metier', 'metiers', 'milieu', 'branche', 'filiere', 'en', 'avec']);
/** « dans le bâtiment », « les métiers de l'hôtellerie »: a domain, with the trades that people mean most. */
function domainIn(words: readonly Word[]): FoundOccupation | null {
  for (const [at, word] of words.entries()) {
    const choices = openTradeTables().domains.get(word.stem);
    if (!choices) continue;
    const before = words.slice(Math.max(0, at - 4), at).map(({ written }) => written);
    if (before.some((one) => INTO.has(one)) || words.length <= 3) return named(choices[0] ?? '', [word], choices);
  }
  return null;
}

/** « technicien » alone; « parler à un conseiller » and « mon chef » tell no trade of one's own. */
function unclearIn(words: readonly Word[]): FoundOccupation | null {
  const wordAt = (at: number) => words[at]?.written ?? '';
  const isSpokenTo = (at: number) => /^(mon|ma|mes|votre|vos|notre|nos)$/.test(wordAt(at - 1)) || (/^une?$/.test(wordAt(at - 1)) && /^(a|avec)$/.test(wordAt(at - 2)));
  const word = words.find(({ stem }, at) => openTradeTables().unclear.has(stem) && !isSpokenTo(at));
  const choices = openTradeTables().unclear.get(word?.stem ?? '');
  return word && choices ? named(choices[0] ?? '', [word], choices) : null;
}

/** « saisie de données »: two words or more that stand side by side in the name of a trade. */
function partIn(words: readonly Word[]): FoundOccupation | null {
  for (let count = LONGEST_PART + 2; count >= 2; count--) {
    for (let first = 0; first + count <= words.length; first++) {
      const part = words.slice(first, first + count);
      if (isSmall(part[0]?.written ?? '') || isSmall(part.at(-1)?.written ?? '')) continue;
      const stems = stemsIn(part);
      if (stems.length < 2 || part.some(({ written }) => openTradeTables().ordinary.has(written) && !isSmall(written))) continue;
      const found = toFound(openTradeNames().holding(stems), part);
      if (found) return found;
    }
  }
  return null;
}
