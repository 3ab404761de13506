/**
 * Which of the cards that search found is about this very question. Search compares subjects;
 * here what the question wants to know of its subject is compared too, and a wording typed to the letter wins.
 */
import { waysToAsk, type Card } from '../cards/card.ts';
import type { FoundCard } from '../index/cards.ts';
import type { OpenIndex } from '../index/open-index.ts';
import { BestOf } from '../index/best-of.ts';
import type { Reading } from '../index/question.ts';
import { stems } from '../index/stem.ts';
import { intentsOf } from './intents.ts';
import { signsOf } from './signs.ts';
import { speaksOfPublicOf } from './publics.ts';
import { spellOut } from './spell-out.ts';
import { type Theme, themesNamedIn, withOneName } from './themes.ts';

/** Shares of the score: what search says, the words in common, what is asked of them. */
const WEIGHTS = { search: 0.65, words: 0.2, intents: 0.15 };
/** What is left of the score of a card that speaks nowhere of a scheme that the question names. */
const OTHER_SCHEME = 0.8;
/** The same for a card of another theme that only mentions it. */
const MENTIONED_SCHEME = 0.97;
/** What the learned likelihood of a card adds, or takes away below the even share. */
const LEARNED = { weight: 0.7, even: 0.45 };
/** The likeliest cards are looked at even where search did not find them. */
const LIKELIEST = 3;
/** Both ask nothing in particular: neither a reason for nor against. */
const NO_INTENT = 0.5;

interface Wording {
  text: string;
  /** Numbers of its stems; -1 for one that no wording has. */
  stems: readonly number[];
  /** Rarity of each stem among all wordings. */
  weights: Float64Array;
  total: number;
  intents: readonly string[];
}

/**
 * The cards, best first, with the score of their best wording, 0 to 1.
 * A card about one public only is left out where nobody spoke of that public; `spoken` is all that was said of it,
 * the question with its slips mended and what the conversation is about.
 */
export function chooseCard(question: string, found: readonly FoundCard[], index: OpenIndex, spoken = question, reading?: Reading): { card: Card; score: number }[] {
  const asked = wordingOf(question, index);
  const likelihoods = index.learned.likelihoods(signsOf(question, index.dictionary, reading));
  const named = themesNamedIn(question);
  return [...found, ...likeliest(likelihoods, found, index)]
    .filter(({ card }) => speaksOfPublicOf(card, spoken))
    .map(({ card, score }) => {
      let best = 0;
      for (const wording of wordingsOf(card, index)) {
        if (wording.text === asked.text) return { card, score: 1 };
        best = Math.max(best, WEIGHTS.words * wordsInCommon(asked, wording) + WEIGHTS.intents * intentsInCommon(asked, wording));
      }
      const foreign = [...named].filter((theme) => theme !== card.theme);
      const fit = foreign.reduce((rest, theme) => rest * (themesOf(card).has(theme) ? MENTIONED_SCHEME : OTHER_SCHEME), 1);
      const likelihood = likelihoods[index.numberOf.get(card) as number] as number;
      const learned = LEARNED.weight * (Math.sqrt(likelihood) - LEARNED.even);
      return { card, score: Math.min(SURE, (WEIGHTS.search * score + best) * fit + learned) };
    })
    .sort((one, other) => other.score - one.score);
}

/** Only a wording to the letter is surer. */
const SURE = 0.99;

/** Cards that search did not find, and that the question is likely about. */
function likeliest(likelihoods: Float64Array, found: readonly FoundCard[], index: OpenIndex): Pick<FoundCard, 'card' | 'score'>[] {
  const known = new Set(found.map(({ card }) => card));
  const best = new BestOf(LIKELIEST);
  best.offerAll(likelihoods, 0);
  return best.indices
    .map((number) => ({ card: index.cards[number] as Card, score: 0 }))
    .filter(({ card }) => !known.has(card));
}

const exactWordings = new WeakMap<OpenIndex, Map<string, Card>>();

/** The card of which this is a wording to the letter, capitals, accents and names of schemes aside: the press of a button, mostly. */
export function cardWorded(question: string, index: OpenIndex): Card | undefined {
  let known = exactWordings.get(index);
  if (known === undefined) {
    known = new Map(index.cards.flatMap((card) => wordingsOf(card, index).map(({ text }) => [text, card] as const)));
    exactWordings.set(index, known);
  }
  return known.get(withOneName(spellOut(question)));
}

const wordings = new WeakMap<Card, Wording[]>();

const themes = new WeakMap<Card, ReadonlySet<Theme>>();

/** The theme of the card, and every scheme of which it speaks. */
export const concerns = (card: Card, theme: Theme): boolean => card.theme === theme || themesOf(card).has(theme);

function themesOf(card: Card): ReadonlySet<Theme> {
  const known = themes.get(card) ?? themesNamedIn([card.title, ...card.questions, card.answer].join(' . '));
  themes.set(card, known);
  return known;
}

function wordingsOf(card: Card, index: OpenIndex): Wording[] {
  const known = wordings.get(card) ?? waysToAsk(card).map((text) => wordingOf(text, index));
  wordings.set(card, known);
  return known;
}

function wordingOf(written: string, index: OpenIndex): Wording {
  const text = spellOut(written);
  const named = withOneName(text);
  const { known, greatest } = stemsIn(index);
  const own = stemsOnce(named).map((stem) => known.get(stem) ?? { number: -1, rarity: greatest });
  const weights = Float64Array.from(own, ({ rarity }) => rarity);
  return { text: named, stems: own.map(({ number }) => number), weights, total: weights.reduce((sum, weight) => sum + weight, 0), intents: [...intentsOf(text)] };
}

const stemsOnce = (named: string): string[] => [...new Set(stems(named))];

interface KnownStems {
  known: Map<string, { number: number; rarity: number }>;
  /** Of a stem that no wording has. */
  greatest: number;
}
const knownStems = new WeakMap<OpenIndex, KnownStems>();

/** How rare each stem is among the wordings of cards: « combien » is rare in the law, and stands in every question. */
function stemsIn(index: OpenIndex): KnownStems {
  const before = knownStems.get(index);
  if (before !== undefined) return before;
  const texts = index.cards.flatMap(waysToAsk);
  const counts = new Map<string, number>();
  for (const text of texts) for (const stem of stemsOnce(withOneName(text))) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const rarityOfCount = (count: number) => Math.log((texts.length + 1) / (count + 0.5));
  const made = { known: new Map([...counts].map(([stem, count], number) => [stem, { number, rarity: rarityOfCount(count) }])), greatest: rarityOfCount(0) };
  knownStems.set(index, made);
  return made;
}

/** Twice the weight in common over the weight of both, 0 to 1. */
function wordsInCommon(one: Wording, other: Wording): number {
  let common = 0;
  // Both are a few words long: to look along a row is quicker than any table.
  for (let at = 0; at < one.stems.length; at += 1) if (one.stems[at] !== -1 && other.stems.includes(one.stems[at] as number)) common += one.weights[at] as number;
  const all = one.total + other.total;
  return all === 0 ? 0 : (2 * common) / all;
}

function intentsInCommon(one: Wording, other: Wording): number {
  if (one.intents.length === 0 && other.intents.length === 0) return NO_INTENT;
  let common = 0;
  for (const intent of one.intents) if (other.intents.includes(intent)) common += 1;
  return common / (one.intents.length + other.intents.length - common);
}
