/** Opens a built index. Everything big stays in typed arrays and bytes: loading is reading files. */
import { readFileSync } from 'node:fs';
import type { Card } from '../cards/card.ts';
import type { Passage } from '../passage.ts';
import type { ChangedCard } from '../watch/changes.ts';
import { readArrays } from './binary-file.ts';
import { Expressions } from './expressions.ts';
import { fileIn, metaSchema, type DictionaryFile, type IndexMeta } from './files.ts';
import { LearnedCards, type LearnedCardsArrays } from './learned-cards.ts';
import { LatentSpace, type LatentArrays } from './latent.ts';
import { lexicalArrays, LexicalScores, type LexicalArrays } from './lexical.ts';
import type { Dictionary } from './question.ts';
import { Spelling, type SpellingArrays } from './spelling.ts';
import { exactSearch, loadHnswLibrary, openGraph, type VectorSearch } from './vector-search.ts';

/** The index is missing, cut short, or of another version. The message tells how to repair it. */
export class IndexError extends Error {
  constructor(folder: string, options?: ErrorOptions) {
    super(`L'index des connaissances dans ${folder} est absent ou abîmé. Lancez « npm run knowledge » pour le construire.`, options);
    this.name = 'IndexError';
  }
}

interface UnitArrays {
  /** Vectors of the units in the latent space. */
  vectors: Float32Array;
  kinds: Uint8Array;
  items: Uint32Array;
  /** 1 for articles of statute (L), 0 for decrees and all else. */
  statutes: Uint8Array;
  /** Sheets and cards that refer to the unit. */
  timesCited: Uint8Array;
  linksStarts: Uint32Array;
  links: Uint32Array;
  tokensStarts: Uint32Array;
  tokens: Uint32Array;
  passageStarts: Uint32Array;
}

/** Vectors and how to search them. */
export interface VectorSpace {
  vectors: Float32Array;
  dimensions: number;
  search: VectorSearch;
}

export interface OpenIndex {
  meta: IndexMeta;
  lexical: LexicalArrays;
  units: UnitArrays;
  dictionary: Dictionary;
  latent: LatentSpace;
  local: VectorSpace;
  /** Vectors of the configured model; null when the index was built without. */
  endpoint: VectorSpace | null;
  cards: Card[];
  /** Cards whose texts have changed since their review. */
  changes: ChangedCard[];
  learned: LearnedCards;
  /** The number of each card. */
  numberOf: ReadonlyMap<Card, number>;
  /** Number of the first unit that is a wording of a card: texts come before, wordings after. */
  firstWording: number;
  /** For each passage, the number of its document. */
  documents: Uint32Array;
  scores: LexicalScores;
  passage(number: number): Passage;
  passageById(id: string): Passage | undefined;
  /** Every passage of an article or a sheet, in the order of the text. */
  passagesOf(document: string): Passage[];
}

export type VectorSearchChoice = 'auto' | 'exact';

/** Throws {@link IndexError}. `choice` exact never loads `hnswlib-node`. */
export function openIndex(folder: string, choice: VectorSearchChoice = 'auto'): OpenIndex {
  try {
    return open(folder, choice);
  } catch (error) {
    throw new IndexError(folder, { cause: error });
  }
}

/** Reads what a folder says of its index, or null when there is none that can be read. */
export function readMeta(folder: string): IndexMeta | null {
  try {
    return metaSchema.parse(JSON.parse(readFileSync(fileIn(folder, 'meta'), 'utf8')));
  } catch {
    return null;
  }
}

function open(folder: string, choice: VectorSearchChoice): OpenIndex {
  const meta = metaSchema.parse(JSON.parse(readFileSync(fileIn(folder, 'meta'), 'utf8')));
  const arrays = readArrays(fileIn(folder, 'arrays'));
  const file = JSON.parse(readFileSync(fileIn(folder, 'dictionary'), 'utf8')) as DictionaryFile;
  const units = arrays as unknown as UnitArrays;
  const lexical = lexicalArrays(arrays);
  const library = choice === 'exact' ? null : loadHnswLibrary();
  const space = (vectors: Float32Array, dimensions: number, graph: 'graph' | 'endpointGraph', written: boolean): VectorSpace => ({
    vectors,
    dimensions,
    search: library !== null && written ? openGraph(library, dimensions, fileIn(folder, graph)) : exactSearch(vectors, dimensions),
  });
  const cards = JSON.parse(readFileSync(fileIn(folder, 'cards'), 'utf8')) as Card[];
  const passages = openPassages(fileIn(folder, 'passages'), units.passageStarts);
  return {
    meta,
    lexical,
    units,
    dictionary: openDictionary(file, lexical, arrays as unknown as SpellingArrays),
    latent: new LatentSpace(arrays as unknown as LatentArrays, meta.dimensions, new Map(file.grams.map((gram, index) => [gram, file.gramRows[index] as number]))),
    local: space(units.vectors, meta.dimensions, 'graph', meta.graph),
    endpoint:
      meta.endpoint === null
        ? null
        : space(readArrays(fileIn(folder, 'endpointVectors')).vectors as Float32Array, meta.endpoint.dimensions, 'endpointGraph', meta.endpoint.graph),
    cards,
    changes: JSON.parse(readFileSync(fileIn(folder, 'changes'), 'utf8')) as ChangedCard[],
    numberOf: new Map(cards.map((card, number) => [card, number])),
    learned: new LearnedCards(arrays as unknown as LearnedCardsArrays, file.signs, meta.cards),
    firstWording: meta.passages,
    scores: new LexicalScores(meta.units),
    ...passages,
  };
}

export function openDictionary(file: Pick<DictionaryFile, 'terms' | 'words' | 'texting' | 'patterns'>, lexical: LexicalArrays, spelling: SpellingArrays): Dictionary {
  return {
    termOf: new Map(file.terms.map((term, number) => [term, number])),
    rarity: lexical.rarity,
    greatestRarity: lexical.rarity.reduce((most, rarity) => Math.max(most, rarity), 0),
    texting: new Map(Object.entries(file.texting)),
    expressions: new Expressions(file.patterns),
    spelling: new Spelling(spelling, file.words),
  };
}

const RECENT_PASSAGES = 3_000;

function openPassages(path: string, starts: Uint32Array): Pick<OpenIndex, 'documents' | 'passage' | 'passageById' | 'passagesOf'> {
  const bytes = readFileSync(path);
  const count = starts.length - 1;
  if (bytes.length !== starts[count]) throw new Error('passages');
  const line = (number: number) => bytes.subarray(starts[number], starts[number + 1]);
  const recent = new Map<number, Passage>();
  const passage = (number: number) => {
    const known = recent.get(number);
    if (known) return known;
    const read = JSON.parse(line(number).toString()) as Passage;
    // The same few hundred are found all the time; the others are read again.
    if (recent.size >= RECENT_PASSAGES) recent.clear();
    recent.set(number, read);
    return read;
  };
  const numbers = new Map<string, number>();
  const documentNumbers = new Map<string, number>();
  const documents = new Uint32Array(count);
  for (let number = 0; number < count; number += 1) {
    const { id, document } = readIds(line(number));
    numbers.set(id, number);
    let known = documentNumbers.get(document);
    if (known === undefined) documentNumbers.set(document, (known = documentNumbers.size));
    documents[number] = known;
  }
  return {
    documents,
    passage,
    passageById(id) {
      const number = numbers.get(id);
      return number === undefined ? undefined : passage(number);
    },
    passagesOf(document) {
      const wanted = documentNumbers.get(document);
      return wanted === undefined ? [] : [...documents.keys()].filter((number) => documents[number] === wanted).map(passage);
    },
  };
}

/** The first two keys of a passage's line: parsing all the texts at the start would cost a second and a hundred megabytes. */
function readIds(line: Buffer): { id: string; document: string } {
  const head = line.subarray(0, line.indexOf('"source":') - 1).toString();
  return JSON.parse(`${head}}`) as { id: string; document: string };
}
