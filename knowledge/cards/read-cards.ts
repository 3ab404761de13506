/** Reads the cards, finds their sources in the packages, and says in plain words what must be mended. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { cite } from '../answers/citations.ts';
import { unsupportedClaims } from '../answers/claims.ts';
import type { Citation } from '../knowledge-base.ts';
import type { Passage } from '../passage.ts';
import { cardSchema, SPECIAL_STEPS, type Card, type CardSource, type WrittenCard } from './card.ts';
import { changedTexts, type ChangedCard } from '../watch/changes.ts';
import { hashesOf, readReviewed, type Reviewed } from '../watch/reviewed.ts';
import { quoteAround } from './locate.ts';
import { readWordings, WORDINGS_DIRECTORY } from './wordings.ts';

export const CARDS_DIRECTORY = new URL('content/', import.meta.url).pathname;

export interface CardProblem {
  file: string;
  card: string;
  problem: string;
}
export interface CardReading {
  cards: Card[];
  problems: CardProblem[];
  /** Cards whose texts have changed since their review: they are among `cards`, and do not answer until the next. */
  changes: ChangedCard[];
  /** The hashes of the texts that each card cites now: what a review writes down. */
  wordings: Reviewed;
}

export interface CardFolders {
  content: string;
  /** More ways to ask; null without any. */
  wordings: string | null;
  /** What the cards were reviewed against. */
  reviewed: Reviewed;
}

export class CardsError extends Error {
  constructor(problems: CardProblem[]) {
    const lines = problems.map(({ file, card, problem }) => `- ${file}, carte « ${card} » : ${problem}`);
    super(`${problems.length} problème(s) dans les cartes. Corrigez-les, puis relancez « npm run knowledge ».\n${lines.join('\n')}`);
    this.name = 'CardsError';
  }
}

/** Files of the folder, in a stable order. */
export const cardFiles = (directory = CARDS_DIRECTORY): string[] => globSync('**/*.yaml', { cwd: directory }).sort();

/** The team's own cards. */
export const ownCards = (): CardFolders => ({ content: CARDS_DIRECTORY, wordings: WORDINGS_DIRECTORY, reviewed: readReviewed() });
/** Cards of another folder, that nobody has reviewed. */
export const cardsIn = (content: string): CardFolders => ({ content, wordings: null, reviewed: {} });

/**
 * Reads every card against the passages. A card with a problem is not among `cards`;
 * one whose texts have changed since its review is, however badly it fits them now: it waits for its next review.
 */
export function readCards(passages: Passage[], { content: directory, wordings: wordingsDirectory, reviewed }: CardFolders = ownCards()): CardReading {
  const problems: CardProblem[] = [];
  const written: { file: string; card: WrittenCard }[] = [];
  for (const file of cardFiles(directory)) {
    try {
      const content: unknown = parse(readFileSync(join(directory, file), 'utf8'));
      for (const item of Array.isArray(content) ? content : [content]) {
        const checked = cardSchema.safeParse(item);
        const id = String((item as { id?: unknown })?.id ?? '?');
        if (checked.success) written.push({ file, card: checked.data });
        else problems.push({ file, card: id, problem: z.prettifyError(checked.error).replace(/\s*\n\s*/g, ' ') });
      }
    } catch (error) {
      problems.push({ file, card: basename(file), problem: `le fichier n'est pas du YAML lisible (${(error as Error).message.split('\n')[0]})` });
    }
  }
  const ids = new Set(written.map(({ card }) => card.id));
  const { wordings, problems: misplaced } = readWordings(written.map(({ card }) => card), wordingsDirectory);
  problems.push(...misplaced);
  const library = indexByDocument(passages);
  const cards: Card[] = [];
  const changes: ChangedCard[] = [];
  const current: Reviewed = {};
  const seen = new Set<string>();
  for (const { file, card } of written) {
    const found = [...resolve(card, library)];
    const citations = found.flatMap((source) => (source.citation ? [source.citation] : []));
    const cited = found.flatMap((source) => source.passages);
    const texts = changedTexts(reviewed[card.id] ?? {}, card.sources.map(documentOf), library);
    const ofTexts = [
      ...found.flatMap((source) => (source.problem ? [source.problem] : [])),
      ...stepProblems(card, found),
      ...unsupportedClaims(`${card.answer}\n${card.plain}`, cited).map((claim) => `« ${claim} » n'est dans aucun passage cité : ajoutez la source qui le montre, ou retirez-le`),
    ];
    const ofTheCard = [
      ...(seen.has(card.id) ? ['cet identifiant est déjà pris par une autre carte'] : []),
      ...card.next.filter((next) => !ids.has(next) && !(next in SPECIAL_STEPS)).map((next) => `« next » nomme « ${next} », qui n'existe pas`),
    ];
    seen.add(card.id);
    // Texts that have changed are no mistake of the card: it waits for a reader.
    const isChanged = texts.length > 0;
    const own = isChanged ? ofTheCard : [...ofTexts, ...ofTheCard];
    if (isChanged) changes.push({ card: card.id, title: card.title, file, reviewed: card.reviewed, texts, problems: ofTexts });
    if (own.length > 0) problems.push(...own.map((problem) => ({ file, card: card.id, problem })));
    else cards.push({ ...compiled(card, citations, wordings.get(card.id) ?? []), ...(isChanged ? { underReview: true } : {}) });
    current[card.id] = hashesOf(cited);
  }
  return { cards, problems, changes, wordings: current };
}

/** Each step stands on the sources that it names, and on no other. */
function stepProblems({ timeline, sources }: WrittenCard, found: ResolvedSource[]): string[] {
  return (timeline?.steps ?? []).flatMap((step, index) => {
    const unknown = step.sources.filter((number) => number > sources.length).map((number) => `l'étape ${index + 1} nomme la source ${number}, qui n'existe pas`);
    const cited = step.sources.flatMap((number) => found[number - 1]?.passages ?? []);
    const unshown = unsupportedClaims([step.when, step.do, step.irreversible ?? ''].join('\n'), cited).map((claim) => `l'étape ${index + 1} dit « ${claim} », qui n'est dans aucune de ses sources`);
    return [...unknown, ...unshown];
  });
}

function compiled({ sources: _sources, ...card }: WrittenCard, citations: Citation[], wordings: string[]): Card {
  return { ...card, wordings, answer: oneLine(card.answer), plain: oneLine(card.plain), citations };
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

function indexByDocument(passages: Passage[]): Map<string, Passage[]> {
  const library = new Map<string, Passage[]>();
  for (const passage of passages) library.set(passage.document, [...(library.get(passage.document) ?? []), passage]);
  return library;
}

interface ResolvedSource {
  citation?: Citation;
  problem?: string;
  passages: Passage[];
}

function* resolve(card: WrittenCard, library: Map<string, Passage[]>): Generator<ResolvedSource> {
  for (const source of card.sources) {
    const name = nameOf(source);
    const document = library.get(documentOf(source));
    if (!document) {
      yield { passages: [], problem: `${name} n'est pas dans les textes fournis : vérifiez le nom` };
      continue;
    }
    const section = sectionOf(document, source);
    if (section.length === 0) {
      yield { passages: [], problem: `${name} n'a pas de rubrique « ${'heading' in source ? source.heading : ''} »` };
      continue;
    }
    const match = locateIn(section, source);
    if (match === null) yield { passages: [], problem: `les mots « ${source.locate} » ne sont pas dans ${name} : relisez la source, elle a peut-être changé` };
    else yield { passages: [match.passage], citation: cite(match.passage, match.quote) };
  }
}

const sectionOf = (document: Passage[], source: CardSource) =>
  'heading' in source && source.heading !== undefined ? document.filter((passage) => sameHeading(passage, source.heading ?? '')) : document;

/** The passage of a document in which the words of the source stand, with the sentence around them. */
export function locateIn(document: Passage[], source: CardSource): { passage: Passage; quote: string } | null {
  for (const passage of sectionOf(document, source)) {
    const quote = quoteAround(passage.text, source.locate);
    if (quote !== null) return { passage, quote };
  }
  return null;
}

export const documentOf = (source: CardSource) => ('article' in source ? `code-du-travail:${source.article}` : `fiche:${source.sheet}`);
const nameOf = (source: CardSource) => ('article' in source ? `l'article ${source.article}` : `la fiche ${source.sheet}`);

/** The first words of a heading are enough to name it. */
function sameHeading(passage: Passage, heading: string): boolean {
  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[^\p{L}\d]+/gu, ' ').trim().toLowerCase();
  return `${plain(passage.heading ?? passage.title)} `.startsWith(`${plain(heading)} `);
}
