/** Makes sure that a folder holds an index of today's sources: what `npm start`, `npm run knowledge` and the tests call. */
import { signsOf } from '../../answers/signs.ts';
import { type CardFolders, CardsError, ownCards, readCards } from '../../cards/read-cards.ts';
import { readOperatorDocuments, type OperatorDocuments } from '../../corpus/operator-documents.ts';
import { readCorpus } from '../../corpus/read-corpus.ts';
import { INSTALLED, type Packages } from '../../corpus/sources.ts';
import { keptWordings, readKeptWordings, withWordingsBefore } from '../../watch/kept-wordings.ts';
import { readMeta } from '../open-index.ts';
import { readOtherThemes } from '../other-themes.ts';
import { readVocabulary } from '../vocabulary.ts';
import { buildIndex } from './build-index.ts';
import type { EndpointEmbeddings } from './endpoint-vectors.ts';
import { indexKey } from './key.ts';

const NO_DOCUMENTS: OperatorDocuments = { passages: [], sources: [], problems: [] };

export interface PrepareOptions {
  /** Where the index lies, `var/knowledge` as a rule. */
  folder: string;
  /** Folder of the operator's own documents. */
  operatorDocuments?: string | undefined;
  endpoint?: EndpointEmbeddings | null;
  /** The official texts; the installed ones unless told. */
  packages?: Packages;
  /** The cards; the team's own unless told. */
  cards?: CardFolders;
  /** Builds even when the index is up to date. */
  force?: boolean;
  /** Hears one French line for each step of a build. */
  onProgress: (line: string) => void;
}

/** Whether the folder holds an index of today's sources. Reads a few files; takes milliseconds. */
export function isUpToDate({ folder, operatorDocuments, endpoint, packages }: Pick<PrepareOptions, 'folder' | 'operatorDocuments' | 'endpoint' | 'packages'>): boolean {
  return readMeta(folder)?.key === indexKey(operatorDocuments, endpoint?.model ?? null, packages);
}

/** Says whether the index had to be built. Throws when a card, a table or a document has a problem, with what to mend. */
export async function prepareKnowledge(options: PrepareOptions): Promise<'built' | 'up-to-date'> {
  const endpoint = options.endpoint ?? null;
  const packages = options.packages ?? INSTALLED;
  const key = indexKey(options.operatorDocuments, endpoint?.model ?? null, packages);
  if (options.force !== true && isUpToDate(options)) return 'up-to-date';
  const { onProgress } = options;
  onProgress('lecture du Code du travail et des fiches du ministère');
  const corpus = readCorpus(packages);
  const folders = options.cards ?? ownCards();
  const { cards, problems, changes } = readCards(corpus.passages, folders);
  if (problems.length > 0) throw new CardsError(problems);
  const own = options.operatorDocuments === undefined ? NO_DOCUMENTS : await readOperatorDocuments(options.operatorDocuments);
  for (const problem of own.problems) onProgress(problem);
  const kept = keptWordings(folders.reviewed, corpus.passages, readKeptWordings(options.folder));
  if (changes.length > 0) onProgress(`${changes.length} carte(s) à relire, leurs textes ont changé : « npm run knowledge -- changes » montre quoi`);
  await buildIndex(
    {
      key,
      passages: [...corpus.passages, ...own.passages],
      sources: [...corpus.sources, ...own.sources],
      sheetTitlesByArticle: corpus.sheetTitlesByArticle,
      cards,
      vocabulary: readVocabulary(),
      otherThemes: readOtherThemes(),
      signsOf,
      endpoint,
      changes: withWordingsBefore(changes, folders.reviewed, kept),
      keptWordings: kept,
    },
    options.folder,
    onProgress,
  );
  return 'built';
}
