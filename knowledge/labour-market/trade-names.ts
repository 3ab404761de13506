/** All names of trades: those of ROME (13 000 appellations), then people's own words, which come first. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { tableRows } from './tables.ts';
import { plainWords, soundOf, stemOf, stemsOf } from './trade-words.ts';

export interface TradeName {
  rome: string;
  /** The official name, or people's own word for it. */
  label: string;
}

export interface TradeNames {
  /** By the stems of the name, in order: « aide soignant ». Best first. */
  exact(stems: readonly string[]): readonly TradeName[];
  /** Names that hold all these stems among others, the shortest name first. */
  holding(stems: readonly string[]): readonly TradeName[];
  /** True of a word that is written in a name. */
  isWord(stem: string): boolean;
  /** Words of names by how they sound, those in most names first. */
  soundingLike(sound: string): readonly string[];
  /** Words of names that begin with that sound, to look for slips among them; with the number of names each is in. */
  beginningWith(letter: string): readonly { stem: string; sound: string; count: number }[];
}

const everyday = () => z.record(z.string().regex(/^[A-Z]\d{4}$/), z.array(z.string().min(2))).parse(parse(readFileSync(new URL('./everyday.yaml', import.meta.url), 'utf8')));

/** « Agent / Agente immobilier (AI) » is « Agent immobilier » and « Agente immobilier »: acronyms mean other things to people (CEP, SI, CHU). */
export function namesIn(label: string): string[] {
  // « Conducteur(trice) », « Adjoint(e) »
  const closed = label.replace(/(?<=\p{L})\(\p{L}{1,6}\)/gu, '');
  const bare = closed.replace(/\([^)]*\)/g, ' ').replace(/ ?- ?\p{Lu}{2,6}(?: ?-)?$/u, '').trim();
  const [one = '', other] = bare.split(' / ').map((part) => part.trim());
  if (other === undefined) return [one];
  const count = one.split(/[ ]+/).length;
  // « Agent / Agente immobilier »: what follows the feminine follows the masculine too.
  const rest = other.split(/[ ]+/).slice(count).join(' ');
  return [`${one} ${rest}`.trim(), other];
}

let opened: TradeNames | undefined;

/** About 0.3 s the first time. */
export function openTradeNames(): TradeNames {
  return (opened ??= read());
}

function read(): TradeNames {
  const byKey = new Map<string, TradeName[]>();
  const stemsByName: { name: TradeName; size: number }[] = [];
  const namesOfStem = new Map<string, number[]>();
  const cedillas = new Map<string, string>();
  const own = new Map(tableRows('rome').map(({ rome = '', libelle = '' }) => [rome, new Set(namesIn(libelle).map((name) => stemsOf(plainWords(name).split(' ')).join(' ')))]));

  const add = (text: string, name: TradeName, isFirst: boolean) => {
    const stems = stemsOf(plainWords(text).split(' '));
    // « masson » for « maçon »: the cedilla, which plain words lose, is heard.
    for (const word of text.toLowerCase().match(/\p{L}*ç\p{L}*/gu) ?? []) cedillas.set(stemOf(plainWords(word)), soundOf(stemOf(plainWords(word.replace('ç', 'ss')))));
    const key = stems.join(' ');
    if (key === '') return;
    const known = byKey.get(key) ?? [];
    const others = known.filter(({ rome }) => rome !== name.rome);
    if (isFirst) byKey.set(key, [name, ...others]);
    else if (others.length === known.length) byKey.set(key, [...known, name]);
    else return;
    const number = stemsByName.push({ name, size: stems.length }) - 1;
    for (const stem of new Set(stems)) {
      const numbers = namesOfStem.get(stem);
      if (numbers) numbers.push(number);
      else namesOfStem.set(stem, [number]);
    }
  };
  for (const { libelle = '', rome = '' } of tableRows('appellations')) {
    for (const text of namesIn(libelle)) add(text, { rome, label: libelle }, own.get(rome)?.has(stemsOf(plainWords(text).split(' ')).join(' ')) === true);
  }
  for (const [rome, words] of Object.entries(everyday())) for (const word of words) add(word, { rome, label: word }, true);

  const bySound = new Map<string, string[]>();
  const byLetter = new Map<string, { stem: string; sound: string; count: number }[]>();
  const often = [...namesOfStem].map(([stem, numbers]) => ({ stem, count: numbers.length })).sort((one, other) => other.count - one.count);
  for (const { stem, count } of often) {
    if (stem.length < 4 || /\d/.test(stem)) continue;
    const sound = soundOf(stem);
    for (const heard of new Set([sound, cedillas.get(stem) ?? sound])) bySound.set(heard, [...(bySound.get(heard) ?? []), stem]);
    const letter = sound[0] ?? '';
    byLetter.set(letter, [...(byLetter.get(letter) ?? []), { stem, sound, count }]);
  }

  return {
    exact: (stems) => byKey.get(stems.join(' ')) ?? [],
    holding(stems) {
      const lists = stems.map((stem) => namesOfStem.get(stem) ?? []).sort((one, other) => one.length - other.length);
      const [shortest = [], ...rest] = lists;
      const common = shortest.filter((number) => rest.every((list) => list.includes(number)));
      const votes = new Map<string, number>();
      for (const number of common) votes.set(stemsByName[number]?.name.rome ?? '', (votes.get(stemsByName[number]?.name.rome ?? '') ?? 0) + 1);
      return common
        .flatMap((number) => stemsByName[number] ?? [])
        .sort((one, other) => one.size - other.size || (votes.get(other.name.rome) ?? 0) - (votes.get(one.name.rome) ?? 0))
        .map(({ name }) => name);
    },
    isWord: (stem) => namesOfStem.has(stem),
    soundingLike: (sound) => bySound.get(sound) ?? [],
    beginningWith: (letter) => byLetter.get(letter) ?? [],
  };
}
