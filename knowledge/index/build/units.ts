/** What the index holds: every passage, then every wording of every card. Numbers of units run over both. */
import { waysToAsk, type Card } from '../../cards/card.ts';
import type { Passage } from '../../passage.ts';
import { stems } from '../stem.ts';
import { plain } from '../french.ts';

export const LAW = 0;
export const SHEET = 1;
export const CARD = 2;

export interface Unit {
  kind: number;
  /** Number of the passage, or of the card. */
  item: number;
  title: string;
  heading: string;
  path: string;
  anchor: string;
  body: string;
  /** Numbers of the passages it refers to. */
  links: number[];
}

const MOST_ANCHORS = 12;

export function makeUnits(passages: readonly Passage[], sheetTitlesByArticle: ReadonlyMap<string, string[]>, cards: readonly Card[]): Unit[] {
  const passageOf = new Map(passages.map((passage, index) => [passage.id, index]));
  const articlePassages = new Map<string, number[]>();
  for (const [index, { article }] of passages.entries()) {
    if (article !== null) articlePassages.set(article, [...(articlePassages.get(article) ?? []), index]);
  }
  // What others call an article when they cite it: the words that its own text lacks.
  const anchors = passages.map(() => new Set<string>());
  for (const [article, titles] of sheetTitlesByArticle) {
    for (const link of articlePassages.get(article) ?? []) for (const title of titles) anchors[link]?.add(title);
  }
  const units = passages.map((passage, item): Unit => {
    const links = passage.citesArticles.flatMap((article) => articlePassages.get(article) ?? []).filter((link) => link !== item);
    if (passage.article === null) for (const link of links) anchors[link]?.add(passage.heading ?? passage.title);
    return {
      kind: passage.article === null ? SHEET : LAW,
      item,
      title: passage.article ?? passage.title,
      heading: passage.heading ?? (passage.article === null ? '' : (passage.path.at(-1) ?? '')),
      path: passage.article === null ? passage.path.join(' . ') : passage.path.slice(0, -1).join(' . '),
      anchor: '',
      body: passage.text,
      links,
    };
  });
  for (const [item, card] of cards.entries()) {
    const links = card.citations.flatMap(({ id }) => passageOf.get(id) ?? []);
    for (const link of links) for (const wording of [card.title, ...card.questions]) anchors[link]?.add(wording);
    const unit = { kind: CARD, item, heading: '', path: '', anchor: '', links };
    for (const wording of waysToAsk(card)) units.push({ ...unit, title: '', body: wording });
    units.push({ ...unit, title: card.title, body: [...card.questions, card.answer].join(' . ') });
  }
  for (const [index, texts] of anchors.entries()) (units[index] as Unit).anchor = [...texts].slice(0, MOST_ANCHORS).join(' . ');
  return units;
}

/** Numbers for stems, given in the order in which they are met. */
export class TermNumbers {
  readonly #numbers = new Map<string, number>();

  get size(): number {
    return this.#numbers.size;
  }

  numberOf(stem: string): number {
    let number = this.#numbers.get(stem);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(stem, number);
    }
    return number;
  }

  known(stem: string): number {
    return this.#numbers.get(stem) ?? -1;
  }

  of(text: string): number[] {
    return stems(text).map((stem) => this.numberOf(stem));
  }

  all(): string[] {
    return [...this.#numbers.keys()];
  }
}

/** Every word as written, with how often: what spelling is corrected into. */
export function countWords(texts: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const [word] of plain(text).matchAll(/[a-z]{4,}/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}
