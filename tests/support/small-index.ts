/** A small index of invented texts, built in a moment, for tests of the index itself. */
import { signsOf } from '../../knowledge/answers/signs.ts';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIndex } from '../../knowledge/index/build/build-index.ts';
import type { EndpointEmbeddings } from '../../knowledge/index/build/endpoint-vectors.ts';
import { readOtherThemes } from '../../knowledge/index/other-themes.ts';
import { readVocabulary } from '../../knowledge/index/vocabulary.ts';
import type { Passage } from '../../knowledge/passage.ts';

const TEXTS: [name: string, title: string, text: string][] = [
  ['conseil', 'Le conseil en évolution professionnelle', 'Le conseil est gratuit. Il aide chaque personne à faire le point sur sa situation professionnelle.'],
  ['bilan', 'Le bilan de compétences', 'Le bilan permet d’analyser ses compétences, ses aptitudes et ses motivations.'],
  ['conges', 'Les congés payés', 'Chaque salarié a droit à des jours de congé. L’employeur fixe l’ordre des départs.'],
  ['salaire', 'Le salaire', 'La rémunération est versée chaque mois par l’employeur, avec un bulletin de paie.'],
];

export function inventedPassage([name, title, text]: (typeof TEXTS)[number]): Passage {
  return {
    id: `fiche:${name}`,
    document: `fiche:${name}`,
    source: 'fiches-ministere',
    authority: 'ministry',
    title,
    heading: null,
    path: [title],
    text,
    article: null,
    publisher: 'Ministère du Travail',
    url: `https://travail-emploi.gouv.fr/${name}`,
    inForceSince: null,
    validUntil: null,
    publishedOn: '2025-01-01',
    packageVersion: 'texts@1',
    note: null,
    citesArticles: [],
  };
}

export interface SmallIndexOptions {
  endpoint?: EndpointEmbeddings | null;
  onProgress?: (line: string) => void;
  /** Built again over the same folder. */
  folder?: string;
}

/** The folder of the index. */
export async function buildSmallIndex({ endpoint = null, onProgress = () => {}, folder = join(mkdtempSync(join(tmpdir(), 'accueil-cep-index-')), 'knowledge') }: SmallIndexOptions = {}): Promise<string> {
  const input = {
    key: 'small',
    passages: TEXTS.map(inventedPassage),
    sheetTitlesByArticle: new Map<string, string[]>(),
    cards: [],
    vocabulary: readVocabulary(),
    otherThemes: readOtherThemes(),
    sources: [],
    signsOf,
    endpoint,
  };
  await buildIndex(input, folder, onProgress);
  return folder;
}
