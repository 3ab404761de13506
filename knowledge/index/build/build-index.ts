/** Builds the whole index into a folder. Slow by nature (tens of seconds); `onProgress` hears a French line for each step. */
import { writeFileSync } from 'node:fs';
import { waysToAsk, type Card } from '../../cards/card.ts';
import type { SourceInUse } from '../../knowledge-base.ts';
import { LABOUR_FOLDER } from '../../labour-market/stored.ts';
import type { Passage } from '../../passage.ts';
import type { ChangedCard } from '../../watch/changes.ts';
import type { KeptWordings } from '../../watch/kept-wordings.ts';
import { writeArrays } from '../binary-file.ts';
import { fileIn, type DictionaryFile, type IndexMeta } from '../files.ts';
import type { Signs } from '../learned-cards.ts';
import { lexicalArrays } from '../lexical.ts';
import { openDictionary } from '../open-index.ts';
import type { Dictionary } from '../question.ts';
import { buildSpelling, type SpellingArrays } from '../spelling.ts';
import { loadHnswLibrary, writeGraph } from '../vector-search.ts';
import { compileTexting, compileVocabulary, type Pattern, type Vocabulary } from '../vocabulary.ts';
import { embedUnits, type EndpointEmbeddings } from './endpoint-vectors.ts';
import { buildLatent } from './latent.ts';
import { learnCards } from './learned-cards.ts';
import { replaceFolder } from './replace-folder.ts';
import { buildLexical, type UnitFields } from './lexical.ts';
import { CARD, countWords, LAW, makeUnits, TermNumbers, type Unit } from './units.ts';

export interface IndexInput {
  key: string;
  passages: readonly Passage[];
  /** For each article, the titles of the sheets that refer to it. */
  sheetTitlesByArticle: ReadonlyMap<string, string[]>;
  cards: readonly Card[];
  vocabulary: Vocabulary;
  /** Expressions of other themes: see `knowledge/other-themes.yaml`. */
  otherThemes: readonly Pattern[];
  sources: readonly SourceInUse[];
  /** The signs of a question by which its card is learned. */
  signsOf: (text: string, dictionary: Dictionary) => Signs;
  /** Null: vectors are computed here, offline. */
  endpoint: EndpointEmbeddings | null;
  /** Cards whose texts have changed since their review, and the wordings of the review: see `watch/`. */
  changes?: readonly ChangedCard[];
  keptWordings?: KeptWordings;
}

const DIMENSIONS = 256;

/** A build that is stopped leaves the old index whole. */
export function buildIndex(input: IndexInput, folder: string, onProgress: (line: string) => void): Promise<void> {
  return replaceFolder(folder, (draft) => writeIndex(input, draft, onProgress), [LABOUR_FOLDER]);
}

async function writeIndex(input: IndexInput, folder: string, onProgress: (line: string) => void): Promise<void> {
  const units = makeUnits(input.passages, input.sheetTitlesByArticle, input.cards);
  const numbers = new TermNumbers();
  const fields = units.map((unit): UnitFields => ({
    title: numbers.of(unit.title),
    heading: numbers.of(unit.heading),
    path: numbers.of(unit.path),
    anchor: numbers.of(unit.anchor),
    body: numbers.of(unit.body),
  }));
  const patterns = [...compileVocabulary(input.vocabulary), ...input.otherThemes];
  for (const { stems, meanings } of patterns) for (const one of [...stems, ...meanings.flatMap((meaning) => meaning.stems)]) numbers.numberOf(one);
  onProgress(`index des mots : ${input.passages.length} passages, ${input.cards.length} cartes, ${numbers.size} mots`);
  const lexical = buildLexical(fields, numbers.size);
  const spoken = [...Object.values(input.vocabulary.words).flat().flatMap((entry) => entry.say), ...input.vocabulary.same.flat()];
  const words = wordsToSpell(units, spoken);

  const latent = buildLatent(units.map(latentText), (unit) => teaches(units[unit] as Unit), (one) => numbers.known(one), numbers.size, DIMENSIONS, (step, of) =>
    onProgress(`vecteurs appris sur les textes : étape ${step} sur ${of}`),
  );
  const library = loadHnswLibrary();
  if (library !== null) {
    onProgress('graphe des vecteurs');
    writeGraph(library, latent.vectors, DIMENSIONS, fileIn(folder, 'graph'));
  }
  const endpoint = input.endpoint === null ? null : await embedUnits(input.endpoint, units.map(latentText), folder, library, onProgress);

  const spelling = buildSpelling([...words.keys()], [...words.values()]);
  const file = { terms: numbers.all(), words: [...words.keys()], texting: compileTexting(input.vocabulary), patterns };
  onProgress('façons de demander : quelle carte répond à quoi');
  const dictionary = openDictionary(file, lexicalArrays({ ...lexical }), spelling as unknown as SpellingArrays);
  const learned = learnCards(input.cards.flatMap((card, number) => waysToAsk(card).map((text) => ({ card: number, signs: input.signsOf(text, dictionary) }))), input.cards.length);

  writeArrays(fileIn(folder, 'arrays'), {
    ...lexical,
    ...latent.arrays,
    vectors: latent.vectors,
    ...spelling,
    ...learned.arrays,
    kinds: Uint8Array.from(units, (unit) => unit.kind),
    items: Uint32Array.from(units, (unit) => unit.item),
    statutes: Uint8Array.from(units, (unit) => (unit.kind === LAW && unit.title.startsWith('L') ? 1 : 0)),
    timesCited: countCitations(units),
    ...lists('links', units.map((unit) => unit.links)),
    ...lists('tokens', fields.map(({ title, heading, body }) => [...title, ...heading, ...body])),
    ...writePassages(input.passages, folder),
  });
  const written: DictionaryFile = { ...file, grams: [...latent.rowOfGram.keys()], gramRows: [...latent.rowOfGram.values()], signs: learned.signs };
  writeFileSync(fileIn(folder, 'dictionary'), JSON.stringify(written));
  writeFileSync(fileIn(folder, 'cards'), JSON.stringify(input.cards));
  writeFileSync(fileIn(folder, 'changes'), JSON.stringify(input.changes ?? []));
  writeFileSync(fileIn(folder, 'wordings'), JSON.stringify(input.keptWordings ?? {}));
  const meta: IndexMeta = {
    key: input.key,
    builtAt: new Date().toISOString(),
    dimensions: DIMENSIONS,
    units: units.length,
    passages: input.passages.length,
    cards: input.cards.length,
    sources: [...input.sources],
    graph: library !== null,
    endpoint,
  };
  // Last: a folder with this file is whole.
  writeFileSync(fileIn(folder, 'meta'), JSON.stringify(meta, null, 2));
}

/** Neighbouring articles say much the same: every other one teaches as well, in half the time. */
const teaches = (unit: Unit) => unit.kind !== LAW || unit.item % 2 === 0;

const latentText = (unit: Unit) => [unit.title, unit.heading, unit.body].join(' . ');

function wordsToSpell(units: readonly Unit[], spoken: readonly string[]): Map<string, number> {
  const counts = countWords(units.flatMap((unit) => [unit.title, unit.heading, unit.body]));
  // A word seen once in a hundred thousand is as likely a misprint; people's own words are all kept.
  const kept = new Map([...counts].filter(([, count]) => count > 1));
  const own = countWords([...spoken, ...units.filter((unit) => unit.kind === CARD).map((unit) => unit.title)]);
  for (const [word, count] of own) kept.set(word, (kept.get(word) ?? 0) + 20 * count);
  return kept;
}

/** How many sheets and cards refer to each unit: what others point at is what matters. */
function countCitations(units: readonly Unit[]): Uint8Array {
  const counts = new Uint8Array(units.length);
  for (const { kind, links } of units) if (kind !== LAW) for (const link of links) counts[link] = Math.min(255, (counts[link] as number) + 1);
  return counts;
}

/** Lists of numbers one after the other, and where each begins. */
function lists(name: string, all: readonly number[][]): Record<string, Uint32Array> {
  const starts = new Uint32Array(all.length + 1);
  for (const [index, list] of all.entries()) starts[index + 1] = (starts[index] as number) + list.length;
  const values = new Uint32Array(starts[all.length] as number);
  for (const [index, list] of all.entries()) values.set(list, starts[index]);
  return { [`${name}Starts`]: starts, [name]: values };
}

/** One line of JSON for each passage: they stay as bytes in memory, and are parsed when they are shown. */
function writePassages(passages: readonly Passage[], folder: string): Record<string, Uint32Array> {
  const lines = passages.map((passage) => Buffer.from(`${JSON.stringify(passage)}\n`));
  const starts = new Uint32Array(lines.length + 1);
  for (const [index, line] of lines.entries()) starts[index + 1] = (starts[index] as number) + line.length;
  writeFileSync(fileIn(folder, 'passages'), Buffer.concat(lines));
  return { passageStarts: starts };
}
